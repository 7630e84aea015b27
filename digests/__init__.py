"""The mails: daily digests, weekly reviews and thank-you notices, each sent once."""
