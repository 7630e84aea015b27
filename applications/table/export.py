"""The table as a file for a spreadsheet: the same rows in the same order."""

import csv
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import Application

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""
AT_ONCE = 500


class _Line:
    """What csv writes to: it hands each line straight back."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def csv_lines(rows: QuerySet[Application]) -> Iterator[str]:
    """The lines of the file, the headings first; dates on the active zone's calendar."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(headings())
    for application in rows.iterator(chunk_size=AT_ONCE):
        yield writer.writerow([guarded(value) for value in values(application)])


def headings() -> list[str]:
    """The names of the columns."""
    return [
        _("Job title"),
        _("Company"),
        _("Stage"),
        _("Interest"),
        _("Applied on"),
        _("Pay from"),
        _("Pay to"),
        _("Currency"),
        _("Pay period"),
        _("Location"),
        _("Place of work"),
        _("Found through"),
        _("Tags"),
        _("Link to the posting"),
        _("Last change"),
        _("Put away"),
        _("Notes"),
    ]


def values(application: Application) -> list[object]:
    """The values of one row; ``applied_at`` is annotated by the table."""
    return [
        application.title,
        application.company.name,
        application.get_stage_display(),
        application.interest,
        _day(application.applied_at),  # type: ignore[attr-defined]
        application.pay_min,
        application.pay_max,
        application.pay_currency,
        application.get_pay_period_display() if application.pay_min or application.pay_max else "",
        application.location,
        application.get_place_display() if application.place else "",
        application.source,
        ", ".join(tag.name for tag in application.tags.all()),
        application.posting_url,
        _day(application.updated_at),
        _day(application.archived_at),
        application.notes,
    ]


def guarded(value: object) -> object:
    """Text that a spreadsheet would run as a formula is made plain text."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _day(moment: object) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}" if moment else ""  # type: ignore[arg-type]
