"""What a bookmark or a phone's share sheet hands to the form for a new application."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import wraps
from typing import cast
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse

LONGEST_URL, LONGEST_TITLE, LONGEST_TEXT = 1_000, 500, 20_000
LONGEST_QUERY = 3_000
"""So much of it goes through the sign-in page: servers refuse longer addresses."""

View = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Shared:
    """An address, the title of its page and a marked text, each of which may be missing."""

    url: str = ""
    title: str = ""
    text: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Shared":
        """Return what a query holds, in bounds."""
        url, title, text = (query.get(name, "").strip() for name in ("url", "title", "text"))
        return cls(url[:LONGEST_URL], title[:LONGEST_TITLE], text[:LONGEST_TEXT])

    def __bool__(self) -> bool:
        return bool(self.url or self.title or self.text)

    def query(self) -> str:
        """Return it as a query, with as much of the text as there is room for."""
        whole = urlencode(asdict(self))
        if len(whole) <= LONGEST_QUERY:
            return whole
        room = max(LONGEST_QUERY - len(urlencode(asdict(self) | {"text": ""})), 0)
        # A letter takes up to twelve characters in an address.
        return urlencode({"url": self.url, "title": self.title, "text": self.text[: room // 12]})


def keeping_what_is_shared(view: View) -> View:
    """Lead a guest who shares something to the sign-in page, and back with all of it."""

    @wraps(view)
    def kept(request: HttpRequest) -> HttpResponseBase:
        shared = Shared.of(request.GET)
        if request.method == "GET" and shared and not request.user.is_authenticated:
            there = f"{request.path}?{shared.query()}"
            return redirect_to_login(there, reverse("account_login"))
        return view(request)

    return cast(View, kept)
