"""Room on Python's stack for pages, whose templates call deep.

CPython keeps its calls in pieces of 16 KiB. Where a loop calls across the end of a piece, each turn
asks the system for the next one and gives it back: a page then takes up to three times as long, and
which page that is differs with how deep the server itself calls.
"""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

WORDS = 40_000
"""More than fit into a piece: the first power of two above it leaves room for a thousand calls."""


def with_room(answer: WSGIApplication) -> WSGIApplication:
    """Answer requests on a stack that is large enough to stay in one piece."""

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return answer(environ, start_response)

    application.__code__ = application.__code__.replace(co_stacksize=WORDS)
    return application
