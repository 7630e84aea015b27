"""What the inbox does: receive, read, answer and delete."""
