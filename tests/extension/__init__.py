"""The browser extension: its build, and its modules in Node."""
