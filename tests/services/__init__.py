"""Real servers for the tests: PostgreSQL, Redis, a browser, each found or installed, then stopped."""
