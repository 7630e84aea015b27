"""The application as the server runs it, which says with each answer what it cost the processor."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from jobtracker.http.stack import with_room

HEADER = "X-Processor-Seconds"

_answer = with_room(get_wsgi_application())


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the product does, and add the processor's time to the headers."""
    began = time.process_time()

    def start(status: str, headers: list[tuple[str, str]], *error: Any) -> Any:
        return start_response(
            status, [*headers, (HEADER, str(time.process_time() - began))], *error
        )

    return _answer(environ, start)
