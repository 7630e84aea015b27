"""What the mails to the seeker say."""
