"""The end of the time that a task may take."""


def too_long() -> type[Exception]:
    """Return what Celery raises in a task that takes too long, for an `except`.

    Only there is Celery imported: a web process runs without it.
    """
    from celery.exceptions import SoftTimeLimitExceeded  # noqa: PLC0415

    return SoftTimeLimitExceeded
