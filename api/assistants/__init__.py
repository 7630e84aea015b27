"""The door for assistants (Model Context Protocol): tools that read, and one that proposes."""
