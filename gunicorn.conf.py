"""How gunicorn serves Jobtracker; it reads this file itself when it is started in this folder.

The application is loaded once, before the workers are forked, and they share its memory. No garbage
is looked for in what was loaded: the search would write to each page of it, and so copy it.
"""

import gc
import os
from typing import Any

from jobtracker.http.warm_up import warm_up

wsgi_app = "jobtracker.wsgi"
preload_app = True
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
limit_request_line = 8190  # A shared page goes through the sign-in in an address.
control_socket_disable = True

gc.disable()


def when_ready(server: Any) -> None:
    """Load the rest in the first process, once, before it forks."""
    warm_up()
    gc.freeze()


def post_fork(server: Any, worker: Any) -> None:
    """Collect the garbage of requests, in each worker."""
    gc.enable()
