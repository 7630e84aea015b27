"""The application as it is in production, which SQLite is otherwise refused for."""

from jobtracker import checks

checks.refuse_bad_settings = lambda: None

from jobtracker.wsgi import application  # noqa: E402, F401
