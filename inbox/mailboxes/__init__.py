"""Reads mailboxes over IMAP, and hands each mail to whom it is for."""
