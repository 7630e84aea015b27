"""The whole way, over real services and processes."""
