"""Setting the pieces of a mail, each twice: for the HTML and for the text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from django.utils.translation import get_language

from accounts.models import User
from digests.content.lines import Names
from followups.wording.formatter import Formatter
from jobtracker.mail.press import Part, sheet

HTML, TEXT = "emails/digest.html", "emails/digest.txt"


class Pair(NamedTuple):
    """The same piece twice."""

    html: str = ""
    text: str = ""


def joined(pieces: Iterable[Pair]) -> Pair:
    """Pieces one after the other."""
    pieces = list(pieces)
    return Pair("".join(piece.html for piece in pieces), "".join(piece.text for piece in pieces))


NO_PIECES: Mapping[str, Pair] = MappingProxyType({})


class Form(NamedTuple):
    """A part of a mail with places in it, twice."""

    html: Part
    text: Part

    def fill(self, values: Mapping[str, str], pieces: Mapping[str, Pair] = NO_PIECES) -> Pair:
        """The part with plain text in its places, and with pieces that are set already."""
        html, text = _apart(pieces)
        return Pair(self.html.fill(values, html), self.text.fill(values, text))

    def set(self, values: Mapping[str, str], pieces: Mapping[str, Pair] = NO_PIECES) -> "Form":
        """As ``fill``, for good: what is not named stays a place."""
        html, text = _apart(pieces)
        return Form(self.html.set(values, html), self.text.set(values, text))

    def asks_for(self, place: str) -> bool:
        """Whether it has this place."""
        return self.html.asks_for(place) or self.text.asks_for(place)


def _apart(pieces: Mapping[str, Pair]) -> tuple[dict[str, str], dict[str, str]]:
    html = {key: piece.html for key, piece in pieces.items()}
    return html, {key: piece.text for key, piece in pieces.items()}


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets pieces of a mail for one reader, in the language that is active."""

    voice: Formatter
    forms: Mapping[str, Form]

    def part(self, name: str, **values: str) -> Pair:
        """A part with plain text in its places."""
        return self.forms[name].fill(values)

    def around(self, name: str, pieces: Mapping[str, Pair], **values: str) -> Pair:
        """A part around others that are set already."""
        return self.forms[name].fill(values, pieces)


def setter(owner: User, names: Names, now: datetime) -> Setter:
    """Sets mails to ``owner`` in the active language, calling people by their ``names``."""
    voice = Formatter(names, owner.zone, now.astimezone(owner.zone).year, now)
    return Setter(voice, forms(get_language() or "en"))


@cache
def forms(language: str) -> Mapping[str, Form]:
    """The parts that both sheets have; ``language`` is the active one."""
    html, text = sheet(HTML), sheet(TEXT)
    return {name: Form(html[name], text[name]) for name in html.keys() & text.keys()}
