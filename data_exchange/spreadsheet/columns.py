"""The fields of an application that a column may be mapped to."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as lazy

from data_exchange.spreadsheet.reading import heads as reading

TARGETS: Mapping[str, object] = {
    "company": lazy("Company"),
    "title": lazy("Job title"),
    "applied_on": lazy("Applied on"),
    "stage": lazy("Stage"),
    "stage_on": lazy("Date of the stage or outcome"),
    "interest": lazy("Interest, 1 to 5"),
    "location": lazy("Location"),
    "place": lazy("Place of work"),
    "pay_min": lazy("Pay, or pay from"),
    "pay_max": lazy("Pay to"),
    "pay_currency": lazy("Currency"),
    "pay_period": lazy("Pay period"),
    "source": lazy("Found through"),
    "posting_url": lazy("Link to the posting"),
    "closes_on": lazy("Closing date"),
    "contact": lazy("Contact"),
    "referred_by": lazy("Referred by"),
    "notes": lazy("Notes"),
    "tags": lazy("Tags"),
    "archived": lazy("Put away"),
}
NEEDED = ("company", "title")


def guess(heads: Sequence[str]) -> dict[str, int]:
    """Map each target to the column that its head suggests."""
    return {name: at for name, at in reading.guess(heads).items() if name in TARGETS}
