"""The entries of the main navigation: which there are, and where they lead."""

from dataclasses import dataclass, replace
from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """One entry. ``key``: what to press after ``g``; ``tab``: it is in the tab bar of a phone;
    ``quiet``: it stands apart, below the others; ``public``: it needs no signing in.
    """

    name: str
    title: str | Promise
    icon: str
    key: str
    tab: bool = False
    quiet: bool = False
    public: bool = False
    url: str = ""
    here: bool = False


ENTRIES = (
    Entry("followups:today", _("Today"), "sun", "t", tab=True),
    Entry("applications:list", _("Applications"), "briefcase", "a", tab=True),
    Entry("applications:board", _("Board"), "kanban", "b"),
    Entry("agenda:calendar", _("Calendar"), "calendar3", "c", tab=True),
    Entry("people:people", _("People"), "people", "p", tab=True),
    Entry("people:references", _("References"), "person-check", "r"),
    Entry("applications:insights", _("Insights"), "bar-chart", "i"),
    Entry("followups:rules", _("Rules"), "journal-text", "u", quiet=True, public=True),
    Entry("accounts:settings", _("Settings"), "gear", "s", quiet=True),
)


OF_SETTINGS = ("account_", "mfa_")
"""How the names of the library's pages begin, by which a person guards an account."""


def entry_of(view_name: str) -> str:
    """The entry that a page belongs to by its own name."""
    return "accounts:settings" if view_name.startswith(OF_SETTINGS) else view_name


@cache
def _reachable() -> tuple[Entry, ...]:
    """The entries whose page exists, resolved once: URLs do not change while a server runs."""
    found = []
    for entry in ENTRIES:
        try:
            found.append(replace(entry, url=reverse(entry.name)))
        except NoReverseMatch:
            continue
    return tuple(found)


def entries(here: str, *, signed_in: bool) -> list[Entry]:
    """The entries that the reader may open; the one named ``here`` is marked."""
    return [
        replace(entry, here=True) if entry.name == here else entry
        for entry in _reachable()
        if signed_in or entry.public
    ]
