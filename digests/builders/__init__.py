"""Builds the mails to the seeker, one module a kind; ``digests.email`` makes them HTML."""
