"""The services of the inbox."""
