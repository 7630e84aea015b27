"""Map the columns of a spreadsheet to an application's fields, and guess what they mean."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as lazy

TARGETS: Mapping[str, object] = {
    "company": lazy("Company"),
    "title": lazy("Job title"),
    "applied_on": lazy("Applied on"),
    "stage": lazy("Stage"),
    "stage_on": lazy("Date of the stage or outcome"),
    "interest": lazy("Interest, 1 to 5"),
    "location": lazy("Location"),
    "place": lazy("Place of work"),
    "pay_min": lazy("Pay from"),
    "pay_max": lazy("Pay to"),
    "pay_currency": lazy("Currency"),
    "source": lazy("Found through"),
    "posting_url": lazy("Link to the posting"),
    "notes": lazy("Notes"),
    "tags": lazy("Tags"),
}
"""The fields a column may be mapped to."""

NEEDED = ("company", "title")
GUESSES: Mapping[str, tuple[str, ...]] = {
    "company": ("company", "company name", "employer", "organisation", "organization", "firm"),
    "title": ("title", "job title", "role", "position", "job"),
    "applied_on": ("applied on", "applied", "date applied", "application date", "date"),
    "stage": ("stage", "status", "state", "outcome", "result"),
    "stage_on": ("date of the stage or outcome", "outcome date", "last update", "updated"),
    "interest": ("interest", "rating", "priority", "excitement"),
    "location": ("location", "city", "where"),
    "place": ("place of work", "remote", "work mode", "workplace"),
    "pay_min": ("pay from", "salary", "pay", "min salary", "salary min", "salary from"),
    "pay_max": ("pay to", "max salary", "salary max", "salary to"),
    "pay_currency": ("currency", "salary currency"),
    "source": ("found through", "source", "via", "found on", "channel"),
    "posting_url": ("link to the posting", "link", "url", "job link", "posting", "job posting"),
    "notes": ("notes", "note", "comments", "comment"),
    "tags": ("tags", "tag", "labels"),
}
"""Usual headings for each target, the clearest first."""


def guess(heads: Sequence[str]) -> dict[str, int]:
    """Map each target to the column its heading suggests; no column is used twice."""
    words = [
        " ".join(head.replace("_", " ").replace("-", " ").casefold().split()) for head in heads
    ]
    found: dict[str, int] = {}
    for target, names in GUESSES.items():
        at = next((words.index(name) for name in names if name in words), None)
        if at is not None and at not in found.values():
            found[target] = at
    return found
