"""The table as a CSV file: the same rows in the same order."""

import csv
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import Application

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet reads as the start of a formula."""
AT_ONCE = 500


class _Line:
    """A file-like object for csv whose write returns the line."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def csv_lines(rows: QuerySet[Application]) -> Iterator[str]:
    """Yield the lines of the file, headings first; dates in the active time zone."""
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
        _("Referred by"),
        _("Closing date"),
        _("Tags"),
        _("Link to the posting"),
        _("Last change"),
        _("Put away"),
        _("Notes"),
    ]


def values(application: Application) -> list[object]:
    """The values of one row; ``applied_at`` is annotated by the table."""
    has_pay = application.pay_min is not None or application.pay_max is not None
    return [
        application.title,
        application.company.name,
        application.get_stage_display(),
        application.interest,
        _day(application.applied_at),  # type: ignore[attr-defined]
        _amount(application.pay_min),
        _amount(application.pay_max),
        application.pay_currency,
        application.get_pay_period_display() if has_pay else "",
        application.location,
        application.get_place_display() if application.place else "",
        application.source,
        application.referred_by.name if application.referred_by else "",
        f"{application.closes_on:%Y-%m-%d}" if application.closes_on else "",
        ", ".join(tag.name for tag in application.tags.all()),
        application.posting_url,
        _day(application.updated_at),
        _day(application.archived_at),
        application.notes,
    ]


def guarded(value: object) -> object:
    """Quote text that a spreadsheet would run as a formula."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _amount(value: Decimal | None) -> Decimal | int | None:
    """An amount as a number for a spreadsheet: 62000, or 15.50."""
    return int(value) if value is not None and value == int(value) else value


def _day(moment: object) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d}" if moment else ""  # type: ignore[arg-type]
