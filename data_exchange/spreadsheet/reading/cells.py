"""What people write in the cells of a spreadsheet. What cannot be read gives None."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, tzinfo
from urllib.parse import urlsplit

from applications.posting.workplace import read_workplace
from jobtracker.reading.days import Order, day_of_serial, find_days, local_day, orders_in
from jobtracker.reading.names import composed, one_line

EMPTY = frozenset({
    "n/a", "na", "none", "null", "nil", "nan", "-", "--", "–", "—", "?", "??", "tbd", "tbc",
    ".", "..", "unknown", "unbekannt", "undefined", "k.a.", "s/o", "nvt", "#n/a", "#ref!",
    "#value!", "(empty)", "[]", "{}",
})  # fmt: skip
"""What stands in cells that say nothing."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would run; our own export puts a quote before it."""
WEB = re.compile(r"https?://[^\s<>\"|]{3,1000}", re.I)
BARE = re.compile(
    r"(?:www\.)?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,12}(?:/\S{0,900})?", re.I
)
NUMBER = re.compile(r"\d{5,6}(?:[.,]\d{1,10})?")
AFTER_DAY = re.compile(
    r"^[\s,.;()–—-]*(?:(?:at|um|à|a las|om|T"
    r"|t)?\s*\d{1,2}(?:[:.h]\d{2}){0,2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?|uhr|h|uur)?"
    r"(?:\s*(?:\(?[A-Z]{2,5}\)?|Z|[+-]\d{2}:?\d{2}|UTC|GMT)(?:[+-]\d{1,2})?)?)?[\s().]*$",
    re.I,
)
BEFORE_DAY = re.compile(r"^[\s,.(]*(?:[^\W\d]{2,12}[.,]?\s+){0,2}$")
MONTH_FIRST_ZONES = re.compile(
    r"^(?:America/(?!Sao|Argentina|Bogota|Lima|Mexico|Santiago|Toronto|Montreal|Vancouver)|US/"
    r"|Pacific/Honolulu)"
)
FULL = {"1", "2", "3", "4", "5"}
STARS = re.compile(r"^(?:[★⭐*]\ufe0f?){1,5}[☆]{0,4}$")
LEVELS = {"high": 5, "hoch": 5, "haute": 5, "alta": 5, "hoog": 5, "medium": 3, "mittel": 3,
          "moyenne": 3, "media": 3, "gemiddeld": 3, "low": 1, "niedrig": 1, "basse": 1, "baja": 1,
          "laag": 1}  # fmt: skip
PERIODS = {"a year": "year", "a month": "month", "a week": "week", "a day": "day",
           "an hour": "hour",
           "yearly": "year", "annual": "year", "annually": "year", "monthly": "month",
           "weekly": "week", "daily": "day", "hourly": "hour", "year": "year", "month": "month",
           "week": "week", "day": "day", "hour": "hour"}  # fmt: skip
YES = {"yes": "remote", "true": "remote", "ja": "remote", "oui": "remote", "sí": "remote",
       "si": "remote", "y": "remote", "x": "remote", "no": "on_site", "false": "on_site",
       "nein": "on_site", "non": "on_site", "nee": "on_site", "office": "on_site",
       "büro": "on_site", "bureau": "on_site", "oficina": "on_site",
       "kantoor": "on_site"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayRules:
    """How a file's dates are read: order of day and month, the zone, and the present day."""

    order: Order
    zone: tzinfo
    present: date


def cell_text(cell: str) -> str:
    """Return a cell's text; empty where it only says that there is none."""
    text = composed(cell.strip())
    if text.startswith("'") and text.lstrip("'").startswith(FORMULA):
        return text[1:]
    return "" if text.casefold() in EMPTY else text


def read_day(text: str, rules: DayRules) -> tuple[date | None, bool]:
    """Return the first day in a cell, and whether the cell says nothing beside it.

    An instant with its zone is a day of the seeker's own; a bare number is counted as Excel does.
    """
    if (on := local_day(text, rules.zone)) is not None:
        return on, True
    if NUMBER.fullmatch(text):
        return day_of_serial(float(text.replace(",", "."))), True
    found = find_days(text, rules.order)
    if not found or found[0].on is None:
        return None, False
    first = found[0]
    is_all = BEFORE_DAY.match(text[: first.start]) and AFTER_DAY.match(text[first.end :])
    return first.on, bool(is_all)


def guess_order(texts: Iterable[str], rules: DayRules) -> Order:
    """Return the order of day and month in a file, from the dates that have only one.

    If all can be read in both ways, the way in which fewer of them lie in the future.
    """
    texts = [text[:80] for text in texts]
    certain = [order for text in texts for order in orders_in(text)]
    if certain.count("mdy") != certain.count("dmy"):
        return "mdy" if certain.count("mdy") > certain.count("dmy") else "dmy"
    later = {order: _later(texts, order, rules.present) for order in ("dmy", "mdy")}
    if later["dmy"] != later["mdy"]:
        return "mdy" if later["mdy"] < later["dmy"] else "dmy"
    return "mdy" if MONTH_FIRST_ZONES.match(str(rules.zone)) else "dmy"


def _later(texts: list[str], order: Order, today: date) -> int:
    days = (day.on for text in texts for day in find_days(text, order)[:1])
    return sum(1 for on in days if on and on > today)


def read_link(text: str) -> str | None:
    """Return the web address in a cell; one without its scheme gets it."""
    match = WEB.search(text)
    link = match.group().rstrip(".,;)]") if match else ""
    if not link and BARE.fullmatch(text) and "@" not in text:
        link = f"https://{text}"
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return None
    return link if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", host) and len(link) <= 1000 else None


def read_place(text: str) -> str | None:
    """Return remote, hybrid or on_site."""
    return YES.get(text.casefold()) or read_workplace([text.replace("_", " ")], None)


def read_interest(text: str) -> int | None:
    """Return the interest from 1 to 5: a figure, stars, or high, medium, low."""
    if STARS.match(text):
        return sum(text.count(star) for star in "★⭐*")
    first = re.match(r"([1-5])(?:\.0)?(?:\s?/\s?5)?$", text)
    return int(first[1]) if first else LEVELS.get(text.casefold())


def read_period(text: str) -> str | None:
    """Return the period named in a column of its own."""
    return PERIODS.get(text.casefold())


def read_tags(text: str) -> tuple[str, ...]:
    """Return the tags, between commas or semicolons."""
    found = (one_line(tag) for tag in re.split(r"[,;]", text))
    return tuple(dict.fromkeys(tag for tag in found if tag))
