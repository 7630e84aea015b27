"""Mail: the connection, the outbox, links to a mail program."""
