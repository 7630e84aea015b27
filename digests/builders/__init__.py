"""Build the emails to the seeker, one module per kind; ``digests.email`` renders them."""
