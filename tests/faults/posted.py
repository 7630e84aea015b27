"""`python -m tests.faults.posted WHAT`: a request of the API with an Idempotency-Key.

`fill` makes its sender and prints their key, `count KEY` prints how many writes the request takes
and rolls them back, `post KEY` sends it and prints the status and the body, and `post KEY N` is
killed with SIGKILL as it begins its N-th write; with one more than there are it is killed between
the last write and the answer.
"""

import sys
from datetime import timedelta
from typing import Any
from uuid import uuid4

import django

from tests.faults.answers import Writes

SENT = {"company": "Oatmill", "title": "Engineer", "applied_at": "2026-03-02T10:00:00Z"}


def main(what: str, key: str, last: int) -> None:
    """Do one of these things."""
    django.setup()
    from django.db import connection, transaction

    if what == "fill":
        sys.stdout.write(_fill())
        return
    writes = Writes(last)
    with connection.execute_wrapper(writes):
        if what == "count":
            with transaction.atomic():
                _post(key)
                transaction.set_rollback(True)
            sys.stdout.write(str(writes.count))
            return
        answer = _post(key)
    writes.reach()
    sys.stdout.write(f"{answer.status_code} {answer.content.decode()}")


def _fill() -> str:
    from django.utils import timezone

    from api.models import ApiKey
    from api.services.keys import create_key
    from tests.conftest import person

    owner = person("owner@faults.example", "Robin Hale")
    now, made = timezone.now(), {"name": "Faults", "scopes": ["write"], "expires_at": None}
    key, secret = create_key(owner, **made, token=uuid4(), now=now)
    # That it was used is then not written again, so that every request takes as many writes.
    ApiKey.objects.filter(pk=key.pk).update(last_used_at=now + timedelta(days=1))
    return str(secret)


def _post(key: str) -> Any:
    from django.test import Client

    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": "once", "Host": "localhost"}
    return Client().post(
        "/api/v1/applications", SENT, content_type="application/json", headers=headers
    )


if __name__ == "__main__":
    _name, what, *more = sys.argv
    main(what, more[0] if more else "", int(more[1]) if len(more) > 1 else 0)
