"""The entries of the main navigation: which there are, and where they lead."""

from dataclasses import dataclass, replace
from functools import cache

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """One entry. ``tab``: it is in the tab bar of a phone; ``key``: what to press after ``g``."""

    name: str
    title: str | Promise
    icon: str
    key: str
    tab: bool = False
    quiet: bool = False
    url: str = ""
    here: bool = False


ENTRIES = (
    Entry("followups:today", _("Today"), "sun", "t", tab=True),
    Entry("applications:list", _("Applications"), "briefcase", "a", tab=True),
    Entry("applications:board", _("Board"), "kanban", "b"),
    Entry("followups:calendar", _("Calendar"), "calendar3", "c", tab=True),
    Entry("references:people", _("People"), "people", "p", tab=True),
    Entry("references:references", _("References"), "person-check", "r"),
    Entry("applications:insights", _("Insights"), "bar-chart", "i"),
    Entry("followups:rules", _("Rules"), "journal-text", "u", quiet=True),
    Entry("accounts:settings", _("Settings"), "gear", "s", quiet=True),
)


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


def entries(view_name: str, section: str = "") -> list[Entry]:
    """The entries, the current one marked: by the view's name, else by the page's ``section``."""
    wanted = section or view_name
    return [replace(entry, here=True) if entry.name == wanted else entry for entry in _reachable()]
