"""Reading mailboxes, against a real Dovecot that the tests start."""
