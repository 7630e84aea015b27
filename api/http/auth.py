"""Who asks, and what their key may do. A session's cookie opens nothing here."""

from collections.abc import Iterable
from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from accounts.models import User
from api.http.bounds import LARGEST_JSON, check_size
from api.http.limits import check_requests, check_wrong_keys
from api.http.problems import Problem
from api.models import ApiKey, Scope
from api.services.keys import key_of, note_use
from jobtracker.http.middleware import TimedRequest
from jobtracker.http.uploads import allow_file

CHALLENGE = {"WWW-Authenticate": "Bearer"}


class ApiRequest(TimedRequest):
    """A request with a key: whose data it is about, and what it may do."""

    owner: User
    key: ApiKey


class KeyWith(HttpBearer):
    """Takes a key in ``Authorization: Bearer``, which has one of the named scopes.

    ``most`` is how many bytes the body may have; a larger one is refused before it is read.
    """

    def __init__(self, scopes: Iterable[str], most: int = LARGEST_JSON) -> None:
        super().__init__()
        self.scopes = tuple(scopes)
        self.most = most

    def __call__(self, request: HttpRequest) -> Any:
        """Return the key that the request names; None without one that opens anything."""
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        return self.authenticate(request, token) if scheme.lower() == "bearer" else None

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the key. Raises Problem if it lacks the scopes or asks too often or too much."""
        asked = cast(ApiRequest, request)
        key = key_of(token.strip(), asked.now)
        if key is None:
            check_wrong_keys(request, asked.now)
            return None
        check_requests(key, asked.now)
        if not any(key.may(scope) for scope in self.scopes):
            raise Problem(403, lacks(self.scopes))
        check_size(request, self.most)
        note_use(key, asked.now)
        asked.key, asked.owner = key, key.owner
        return key


class UploadsWith(KeyWith):
    """The same, for an operation that takes one file, of up to so many bytes."""

    def __init__(self, scopes: Iterable[str], most: int) -> None:
        super().__init__(scopes, most + LARGEST_JSON)
        self.largest_file = most

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the key; only with one is a file kept at all."""
        key = super().authenticate(request, token)
        if key is not None:
            allow_file(request, self.largest_file)
        return key


def lacks(scopes: Iterable[str]) -> str:
    """Return the sentence for a key that has none of these scopes."""
    wanted = _(" or ").join(scopes)
    return _("This needs a key with the scope %(scopes)s.") % {"scopes": wanted}


def needs(*scopes: Scope, most: int = LARGEST_JSON) -> KeyWith:
    """Return what lets in keys with one of these scopes, and bodies of up to ``most`` bytes."""
    return KeyWith((scope.value for scope in scopes), most)


READS = needs(Scope.READ)
WRITES = needs(Scope.WRITE)
