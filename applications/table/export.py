"""The table as a file, CSV or XLSX: the same rows in the same order."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.models import Application, Event

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet reads as the start of a formula."""
AT_ONCE = 500
LONGEST_CELL = 32_767
"""What Excel holds in a cell."""
STAGE_AT = Subquery(
    Event.objects.filter(
        application=OuterRef("pk"), kind__in=(Event.Kind.OUTCOME, Event.Kind.MOVED)
    )
    .order_by("-at")
    .values("at")[:1]
)
"""When the stage was last set, by an outcome or by hand."""


class _Line:
    """A file-like object for csv whose write returns the line."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def exported(rows: QuerySet[Application]) -> QuerySet[Application]:
    """The rows of the table with what their file needs besides."""
    return rows.annotate(stage_at=STAGE_AT).select_related("referred_by").prefetch_related("tags")


def csv_lines(rows: QuerySet[Application]) -> Iterator[str]:
    """Yield the lines of the file, headings first; dates in the active time zone."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(headings())
    for application in exported(rows).iterator(chunk_size=AT_ONCE):
        yield writer.writerow([guarded(value) for value in values(application)])


def workbook(rows: QuerySet[Application]) -> bytes:
    """Return the same rows as an XLSX file; texts are texts there, whatever they begin with."""
    # Only who asks for a workbook loads what writes it.
    from xlsxwriter import Workbook  # noqa: PLC0415

    content = BytesIO()
    book = Workbook(content, {"in_memory": True, "constant_memory": True})
    sheet = book.add_worksheet()
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for at, heading in enumerate(headings()):
        sheet.write_string(0, at, heading, bold)
    for number, application in enumerate(exported(rows).iterator(chunk_size=AT_ONCE), 1):
        for at, value in enumerate(values(application)):
            if isinstance(value, date):
                sheet.write_datetime(number, at, value, day)
            elif isinstance(value, int | float | Decimal):
                sheet.write_number(number, at, value)
            elif text := str(value or ""):
                text = str(guarded(text)) if text.startswith("'") else text
                sheet.write_string(number, at, text[:LONGEST_CELL])
    sheet.freeze_panes(1, 0)
    book.close()
    return content.getvalue()


def headings() -> list[str]:
    """The names of the columns."""
    return [
        _("Job title"),
        _("Company"),
        _("Stage"),
        _("Interest"),
        _("Applied on"),
        _("Date of the stage or outcome"),
        _("Closing date"),
        _("Pay from"),
        _("Pay to"),
        _("Currency"),
        _("Pay period"),
        _("Location"),
        _("Place of work"),
        _("Found through"),
        _("Referred by"),
        _("Tags"),
        _("Link to the posting"),
        _("Last change"),
        _("Put away"),
        _("Notes"),
    ]


def values(application: Application) -> list[object]:
    """The values of one row; ``applied_at`` is annotated by the table."""
    is_unpaid = application.pay_min is None and application.pay_max is None
    return [
        application.title,
        application.company.name,
        application.get_stage_display(),
        application.interest,
        _day(application.applied_at),  # type: ignore[attr-defined]
        _day(application.stage_at),  # type: ignore[attr-defined]
        application.closes_on,
        _whole(application.pay_min),
        _whole(application.pay_max),
        "" if is_unpaid else application.pay_currency,
        "" if is_unpaid else application.get_pay_period_display(),
        application.location,
        application.get_place_display() if application.place else "",
        application.source,
        application.referred_by.name if application.referred_by else "",
        ", ".join(tag.name for tag in application.tags.all()),
        application.posting_url,
        _day(application.updated_at),
        _day(application.archived_at),
        application.notes,
    ]


def guarded(value: object) -> object:
    """Quote text that a spreadsheet would run as a formula, or that is quoted so by itself."""
    if isinstance(value, str) and value.lstrip("'").startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


def _whole(figure: Decimal | None) -> Decimal | int | None:
    """A figure without pence where there are none."""
    return int(figure) if figure is not None and figure == int(figure) else figure
