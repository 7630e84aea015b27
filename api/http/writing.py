"""Operations that write: one transaction, one writer at a time, and safe to repeat."""

from collections.abc import Callable, Iterator
from functools import wraps
from hashlib import sha256
from typing import Any, TypeVar, cast
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.locking import lock
from accounts.models import User
from api.http.auth import CHALLENGE, ApiRequest
from api.http.problems import Problem
from api.models import ApiKey, RememberedAnswer

Operation = TypeVar("Operation", bound=Callable[..., HttpResponse])
HEADER = "Idempotency-Key"
LONGEST_KEY = 255
MULTIPART = "multipart/form-data"
KEPT_HEADERS = ("ETag", "Location")
NAMESPACE = UUID("0b6d3f0e-8f9c-4b0a-9a53-6a5c1d4f7b21")


def writing(operation: Operation) -> Operation:
    """Run an operation in one transaction that locks its owner: for PATCH, DELETE and PUT."""

    @wraps(operation)
    def locked(request: ApiRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            request.owner = _still_there(request)
            return operation(request, *args, **kwargs)

    return cast(Operation, locked)


def _still_there(request: ApiRequest) -> User:
    """Return the owner, locked. Raises Problem 401 if the key was revoked while this waited."""
    try:
        owner = lock(request.owner.pk)
    except User.DoesNotExist:
        raise Problem(401, headers=CHALLENGE) from None
    if not ApiKey.objects.live(request.now).filter(pk=request.key.pk).exists():
        raise Problem(401, headers=CHALLENGE)
    return owner


def creating(operation: Operation) -> Operation:
    """The same for POST; with an ``Idempotency-Key``, a repeated request gets the first answer.

    Raises Problem 409 for another request with the same key, and 422 for a key that is no key.
    """

    @wraps(operation)
    def once(request: ApiRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _key_of(request)
        if not key:
            return operation(request, *args, **kwargs)
        if known := RememberedAnswer.objects.filter(owner=request.owner, key=key).first():
            return _again(known, request)
        answer = operation(request, *args, **kwargs)
        _remember(answer, request, key)
        return answer

    return cast(Operation, writing(once))


def token_of(request: ApiRequest) -> UUID:
    """Return the token of what a request creates; the same for each time it is sent."""
    key = _key_of(request)
    if not key:
        return uuid4()
    return uuid5(NAMESPACE, f"{request.owner.pk}/{key}/{_fingerprint(request)}")


def _key_of(request: ApiRequest) -> str:
    key = request.headers.get(HEADER, "").strip()
    if len(key) > LONGEST_KEY or not (key.isascii() and key.isprintable()):
        message = _("Use 255 printable ASCII characters at most.")
        raise Problem(422, errors=[(HEADER, message)])
    return key


def _fingerprint(request: ApiRequest) -> str:
    seen = sha256(f"{request.method} {request.get_full_path()}\n".encode())
    for part in _content_of(request):
        seen.update(part)
    return seen.hexdigest()


def _content_of(request: ApiRequest) -> Iterator[bytes]:
    """What a request holds; a form with a file was read already, and has other bytes each time."""
    if request.content_type != MULTIPART:
        yield request.body
        return
    yield repr(sorted(request.POST.lists())).encode()
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            yield repr((name, file.name, file.size)).encode()
            yield from file.chunks()


def _again(known: RememberedAnswer, request: ApiRequest) -> HttpResponse:
    if known.fingerprint != _fingerprint(request):
        raise Problem(409, _("This Idempotency-Key was used for another request."))
    return HttpResponse(
        known.body,
        status=known.status,
        content_type="application/json",
        headers={**known.headers, "Idempotent-Replayed": "true"},
    )


def _remember(answer: HttpResponse, request: ApiRequest, key: str) -> None:
    RememberedAnswer.objects.create(
        owner=request.owner,
        key=key,
        fingerprint=_fingerprint(request),
        status=answer.status_code,
        headers={name: answer[name] for name in KEPT_HEADERS if name in answer},
        body=answer.content.decode(),
        at=request.now,
    )
