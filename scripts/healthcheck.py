"""Requests the health page of a running web process, for a container's health check.

`python -m scripts.healthcheck http://web:8000/health/ready` exits with 0 if the status is 200.
"""

from __future__ import annotations

import os
import sys
import urllib.error
import urllib.request

SECONDS = 8


def main(url: str) -> int:
    """Print the response, and return the exit status."""
    status, body = ask(url, served_host(os.environ.get("ALLOWED_HOSTS", "")))
    print(f"{status} {body}")
    return 0 if status == 200 else 1


def served_host(allowed_hosts: str) -> str:
    """Return a host that the site allows, since it rejects the container's own name."""
    first = allowed_hosts.split(",", maxsplit=1)[0].strip().lstrip(".")
    return first or "localhost"


def ask(url: str, host: str) -> tuple[int, str]:
    """Return the response's status and text; status 0 without a response."""
    request = urllib.request.Request(url, headers={"Host": host})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode(errors="replace")
    except OSError as problem:
        return 0, str(problem)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
