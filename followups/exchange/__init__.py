"""Taking one's data out, bringing it in, and leaving for good."""
