"""Real servers for the tests: each is found or installed, started on a free port, and stopped."""
