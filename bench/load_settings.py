"""The project's settings for collecting static files: named by their content, not compressed."""

from jobtracker.settings import *  # noqa: F403

WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("css", "js", "svg", "png", "ico", "json", "txt", "md", "map")
