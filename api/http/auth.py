"""Who asks, and what their key may do. A session's cookie opens nothing here."""

from collections.abc import Iterable
from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from accounts.models import User
from api.http.limits import check_limit
from api.http.problems import Problem
from api.models import ApiKey, Scope
from api.services.keys import key_of, note_use
from jobtracker.http.middleware import TimedRequest
from jobtracker.http.uploads import allow_file


class ApiRequest(TimedRequest):
    """A request with a key: whose data it is about, and what it may do."""

    owner: User
    key: ApiKey


class KeyWith(HttpBearer):
    """Takes a key in ``Authorization: Bearer``, which has one of the named scopes."""

    def __init__(self, scopes: Iterable[str]) -> None:
        super().__init__()
        self.scopes = tuple(scopes)

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the key. Raises Problem if it lacks the scopes or asks too often."""
        asked = cast(ApiRequest, request)
        key = key_of(token.strip(), asked.now)
        if key is None:
            return None
        check_limit(f"key-{key.pk}", asked.now)
        if not any(key.may(scope) for scope in self.scopes):
            wanted = ", ".join(self.scopes)
            raise Problem(403, _("This needs a key that may: %(scopes)s.") % {"scopes": wanted})
        note_use(key, asked.now)
        asked.key, asked.owner = key, key.owner
        return key


class UploadsWith(KeyWith):
    """The same, for an operation that takes one file, of up to so many bytes."""

    def __init__(self, scopes: Iterable[str], most: int) -> None:
        super().__init__(scopes)
        self.most = most

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the key; only with one is a file kept at all."""
        key = super().authenticate(request, token)
        if key is not None:
            allow_file(request, self.most)
        return key


def needs(*scopes: Scope) -> KeyWith:
    """Return what lets in keys with one of these scopes."""
    return KeyWith(scope.value for scope in scopes)


READS = needs(Scope.READ)
WRITES = needs(Scope.WRITE)
