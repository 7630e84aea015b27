"""The project package: settings, URLs, Celery, and code shared by all apps."""

__version__ = "0.1.0"
