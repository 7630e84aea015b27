"""The entries of the main navigation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """One entry of the navigation.

    ``key`` is pressed after ``g``; ``tab`` puts it into a phone's tab bar; ``quiet`` sets it apart
    below the others; ``public`` shows it to guests; ``here`` marks the current page; ``count`` is
    how much waits there.
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
    count: int | None = None


ENTRIES = (
    Entry("followups:today", _("Today"), "sun", "t", tab=True),
    Entry("followups:inbox", _("Inbox"), "inbox", "m", tab=True),
    Entry("applications:list", _("Applications"), "briefcase", "a", tab=True),
    Entry("applications:board", _("Board"), "kanban", "b"),
    Entry("agenda:calendar", _("Calendar"), "calendar3", "c", tab=True),
    Entry("people:people", _("People"), "people", "p"),
    Entry("people:references", _("References"), "person-check", "r"),
    Entry("applications:insights", _("Insights"), "bar-chart", "i"),
    Entry("followups:rules", _("Rules"), "journal-text", "u", quiet=True, public=True),
    Entry("accounts:settings", _("Settings"), "gear", "s", quiet=True),
)


OF_SETTINGS = ("account_", "mfa_")
"""Prefixes of allauth's view names, whose pages belong to the settings."""


def entry_of(view_name: str) -> str:
    """Return the name of the entry that a view's page belongs to."""
    return "accounts:settings" if view_name.startswith(OF_SETTINGS) else view_name


@cache
def _reachable() -> tuple[Entry, ...]:
    """The entries whose page exists; URLs do not change while a server runs."""
    reachable = []
    for entry in ENTRIES:
        try:
            reachable.append(replace(entry, url=reverse(entry.name)))
        except NoReverseMatch:
            continue
    return tuple(reachable)


def entries(here: str, counts: Mapping[str, int], *, signed_in: bool) -> list[Entry]:
    """Return the entries the user may open, with the one named ``here`` marked.

    ``counts`` tells how much waits on the page of an entry, by its name.
    """
    return [
        replace(entry, here=entry.name == here, count=counts.get(entry.name))
        if entry.name == here or entry.name in counts
        else entry
        for entry in _reachable()
        if signed_in or entry.public
    ]


def entry_named(name: str, count: int) -> Entry:
    """Return an entry with how much waits on its page."""
    return next(replace(entry, count=count) for entry in _reachable() if entry.name == name)
