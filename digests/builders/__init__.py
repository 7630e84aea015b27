"""Builds the mails to the seeker, one module a kind; ``digests.rendering`` makes them HTML."""
