"""Email: the connection, the development outbox, and mailto links."""
