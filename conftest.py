"""Lets the plugin's own tests run pytest within pytest."""

pytest_plugins = ["pytester"]
