"""The navigation of the coach's site."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

RECORDS = (
    ("applications_application", lazy("Applications"), "work"),
    ("applications_interview", lazy("Interviews"), "event"),
    ("followups_reminder", lazy("Reminders"), "notifications"),
    ("references_reference", lazy("References"), "how_to_reg"),
    ("applications_document", lazy("Documents"), "description"),
)
OWN = (
    ("followups_coachnote", lazy("My notes"), "edit_note"),
    ("followups_nudge", lazy("My nudges"), "campaign"),
    ("accounts_coachgrant", lazy("Who let me in"), "key"),
)


def entries(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the navigation, which is the same for every coach."""
    first = [
        _entry(_("Clients"), "groups", reverse("coach:index")),
        _entry(_("Policies compared"), "compare_arrows", reverse("coach:compare")),
        _entry(_("Programmes"), "school", reverse("coach:programmes")),
    ]
    return [
        {"title": "", "items": first},
        {"title": _("Across all clients"), "items": [_list(*each) for each in RECORDS]},
        {"title": _("Mine"), "items": [_list(*each) for each in OWN]},
    ]


def _list(name: str, title: str | Promise, icon: str) -> dict[str, Any]:
    return _entry(str(title), icon, reverse(f"coach:{name}_changelist"))


def _entry(title: str, icon: str, link: str) -> dict[str, Any]:
    return {"title": title, "icon": icon, "link": link}
