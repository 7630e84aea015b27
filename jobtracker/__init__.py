"""The project package: settings, urls, Celery, and shared bits that know no app."""

__version__ = "0.1.0"
