"""Emails to the seeker: daily digests, weekly reviews and thank-you notices, each sent once."""
