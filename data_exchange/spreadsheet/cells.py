"""Parse what people write in the cells of a spreadsheet."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from applications.models import Application, Stage
from applications.models.application import PAY_DIGITS, PAY_PLACES
from data_exchange.errors import FieldError
from data_exchange.fields import checked
from jobtracker.local_formats import current
from jobtracker.validators import FIRST_YEAR, LAST_YEAR

DATE_ORDERS = (
    ("dmy", lazy("Day first: 31/12/2026")),
    ("mdy", lazy("Month first: 12/31/2026")),
)
_FORMATS = {
    "dmy": ("%d/%m/%Y", "%d/%m/%y"),
    "mdy": ("%m/%d/%Y", "%m/%d/%y"),
}
_ALWAYS = ("%Y/%m/%d", "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d/%b/%Y")
STAGES: Mapping[str, Stage] = {
    "wishlist": Stage.SAVED,
    "to apply": Stage.SAVED,
    "sent": Stage.APPLIED,
    "submitted": Stage.APPLIED,
    "phone screen": Stage.SCREENING,
    "interview": Stage.INTERVIEWING,
    "references": Stage.REFERENCE_CHECK,
    "offered": Stage.OFFER,
    "hired": Stage.ACCEPTED,
    "turned down": Stage.DECLINED,
    "refused": Stage.REJECTED,
    "rejection": Stage.REJECTED,
    "ghosted": Stage.NO_RESPONSE,
    "no answer": Stage.NO_RESPONSE,
}
"""Other words for the stages."""
CURRENCIES = {"£": "GBP", "$": "USD", "€": "EUR"}
MOST_DIGITS = PAY_DIGITS - PAY_PLACES
_MONEY = re.compile(r"[£$€\s]*(\d[\d,.\s']*)\s*([kK]?)\s*[A-Za-z]{0,3}")


def day(text: str, order: str) -> date:
    """Parse a date in one of the usual notations. Raises ``FieldError``."""
    clean = " ".join(text.replace(",", " ").replace(".", "/").replace("-", "/").split())
    clean = clean.partition("T")[0] if re.match(r"\d{4}/", clean) else clean
    for pattern in (*_ALWAYS, *_FORMATS[order]):
        try:
            found = datetime.strptime(clean, pattern).date()  # noqa: DTZ007  (a date has no zone)
        except ValueError:
            continue
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    raise FieldError("", _("“%(text)s” is not a date.") % {"text": text[:40]})


def guess_order(texts: list[str]) -> str:
    """Guess the order of day and month from the dates that can be read in one way only.

    If all can be read in both, it is the reader's own.
    """
    for text in texts:
        parts = re.split(r"[/.\-\s]+", text.strip())
        first, second = [*parts, "", ""][:2]
        if re.fullmatch(r"\d{1,2}", first) and re.fullmatch(r"\d{1,2}", second):
            if int(first) > 12:
                return "dmy"
            if int(second) > 12:
                return "mdy"
    return "mdy" if current().date_order == "mdy" else "dmy"


def stage(text: str) -> Stage:
    """Parse a stage by its name or a synonym. Raises ``FieldError``."""
    wanted = " ".join(text.replace("_", " ").casefold().split())
    known = {str(each.label).casefold(): each for each in Stage}
    found = {**STAGES, **known, **{each.value.replace("_", " "): each for each in Stage}}.get(
        wanted
    )
    if found is None:
        names = ", ".join(str(each.label) for each in Stage)
        text = _("“%(text)s” is no stage. The stages: %(names)s.") % {
            "text": text[:40],
            "names": names,
        }
        raise FieldError("", text)
    return found


def money(text: str) -> Decimal:
    """Parse an amount of money: 55,000, £55k, 15.50. Raises ``FieldError``."""
    match = _MONEY.fullmatch(text.strip())
    whole, cents = _split(match[1]) if match else ("", "")
    if 0 < len(whole) <= MOST_DIGITS:
        amount = Decimal(f"{whole}.{cents}") * (1000 if match and match[2] else 1)
        if amount < 10**MOST_DIGITS:
            return amount
    raise FieldError("", _("“%(text)s” is not an amount of money.") % {"text": text[:40]})


def _split(digits: str) -> tuple[str, str]:
    """The digits before and after the decimal sign, which one or two digits follow."""
    parts = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}))?", digits.strip())
    whole, cents = parts.groups() if parts else (digits, None)
    return re.sub(r"\D", "", whole), cents or "0"


def interest(text: str) -> int:
    """Parse the interest, 1 to 5. Raises ``FieldError``."""
    if text.strip() not in {"1", "2", "3", "4", "5"}:
        raise FieldError("", _("“%(text)s” is not a number from 1 to 5.") % {"text": text[:40]})
    return int(text)


def place(text: str) -> str:
    """Parse on site, hybrid or remote. Raises ``FieldError``."""
    wanted = text.strip().casefold().replace("-", " ").replace("_", " ")
    known = {str(each.label).casefold(): each.value for each in Application.Place if each.value}
    found = {**known, "onsite": "on_site", "office": "on_site", "yes": "remote", "no": "on_site"}
    if wanted not in found:
        raise FieldError(
            "", _("“%(text)s” is not on site, hybrid or remote.") % {"text": text[:40]}
        )
    return found[wanted]


def link(text: str) -> str:
    """Parse a web address. Raises ``FieldError``."""
    try:
        URLValidator(schemes=["http", "https"])(text.strip())
    except ValidationError as error:
        raise FieldError("", " ".join(error.messages)) from None
    return _at_most(1000)(text)


def currency(text: str) -> str:
    """Parse a currency of three letters. Raises ``FieldError``."""
    found = CURRENCIES.get(text.strip(), text.strip().upper())
    if not re.fullmatch("[A-Z]{3}", found):
        raise FieldError("", _("“%(text)s” is not a currency like GBP.") % {"text": text[:40]})
    return found


def _at_most(length: int) -> Callable[[str], str]:
    def text(raw: str) -> str:
        clean = str(checked("", raw.strip()))
        if len(clean) > length:
            raise FieldError(
                "", _("This is longer than %(length)s characters.") % {"length": length}
            )
        return clean

    return text


def tags(text: str) -> tuple[str, ...]:
    """Parse tags separated by commas or semicolons. Raises ``FieldError``."""
    found = (each.strip() for each in text.replace(";", ",").split(","))
    return tuple(_at_most(40)(each) for each in found if each)


CELLS: Mapping[str, Callable[[str], object]] = {
    "company": _at_most(200),
    "title": _at_most(200),
    "interest": interest,
    "location": _at_most(150),
    "place": place,
    "pay_min": money,
    "pay_max": money,
    "pay_currency": currency,
    "source": _at_most(100),
    "posting_url": link,
    "notes": _at_most(20_000),
    "stage": stage,
    "tags": tags,
}
"""The parser of each target column, apart from dates, which need to know their order."""
