"""Countries and their habits: what a new account starts with, and what the settings offer.

The country of a zone comes from the time zone database, habits from CLDR through Babel, parts of a
country and their public holidays from ``holidays``. Both packages take a while to load, and only
sign-up and settings need this module's functions; so they are imported where they are used.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from django.utils.translation import get_language

if TYPE_CHECKING:
    from babel import Locale

SATURDAY_AND_SUNDAY = 0b1100000
EVERYWHERE = "en-us"
"""What browsers send that nobody has set up: it says nothing about habits."""

REGIONS = {
    "Europe/London": "ENG",
    "Europe/Busingen": "BW",
    "Australia/Sydney": "NSW",
    "Australia/Melbourne": "VIC",
    "Australia/Brisbane": "QLD",
    "Australia/Adelaide": "SA",
    "Australia/Perth": "WA",
    "Australia/Hobart": "TAS",
    "Australia/Darwin": "NT",
    "America/St_Johns": "NL",
    "America/Winnipeg": "MB",
    "America/Regina": "SK",
    "America/Edmonton": "AB",
    "America/Vancouver": "BC",
    "America/Phoenix": "AZ",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
    "Atlantic/Canary": "CN",
    "Atlantic/Madeira": "30",
    "Atlantic/Azores": "20",
}
"""The part of the country in which nearly everybody in such a zone lives."""

QUOTED = re.compile(r"'[^']*'")


@dataclass(frozen=True, slots=True)
class Habits:
    """What people in a country are used to, as the user's fields hold it."""

    country: str = ""
    region: str = ""
    weekend: int = SATURDAY_AND_SUNDAY
    week_starts_on: int = 0
    time_format: str = "24"
    date_order: str = "dmy"
    currency: str = ""


def guess(zone: str, accept_language: str = "") -> Habits:
    """Guess the habits of somebody in ``zone`` whose browser prefers these languages.

    Weekend and currency are those of the country; dates, hours and the first day of the week are
    those of the browser's language, where that says more than the country.
    """
    country = country_of(zone)
    tag = accept_language.partition(",")[0].partition(";")[0].strip()
    known = Habits(country, region_of(zone), weekend_of(country), currency=currency_of(country))
    locale = _locale(tag, country)
    if locale is None:
        return known
    return replace(
        known,
        week_starts_on=locale.first_week_day,
        time_format=_time_format(locale),
        date_order=_date_order(locale),
    )


def country_of(zone: str) -> str:
    """Return the code of the country of a zone; empty for one of no country, such as UTC."""
    return _countries_by_zone().get(_present_name(zone), "")


def region_of(zone: str) -> str:
    """Return the code of the part of its country that a zone stands for; empty if for several."""
    return REGIONS.get(_present_name(zone), "")


def weekend_of(country: str) -> int:
    """Return the weekend of a country as bits, Monday the lowest."""
    locale = _of_country(country)
    if locale is None:
        return SATURDAY_AND_SUNDAY
    first, last = locale.weekend_start, locale.weekend_end
    days = {(first + each) % 7 for each in range((last - first) % 7 + 1)}
    return sum(1 << day for day in days)


def currency_of(country: str) -> str:
    """Return the code of the currency of a country; empty if it is not known."""
    from babel.numbers import get_territory_currencies  # noqa: PLC0415

    return next(iter(get_territory_currencies(country)), "") if country else ""


def is_currency(code: str) -> bool:
    """Return whether ``code`` is a currency."""
    from babel.numbers import list_currencies  # noqa: PLC0415

    return code in list_currencies()


def country_names() -> list[tuple[str, str]]:
    """Return the codes and names of the countries that have a time zone, sorted by name."""
    from babel import Locale  # noqa: PLC0415

    names = Locale.parse(get_language() or "en", sep="-").territories
    codes = set(_countries_by_zone().values())
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda each: each[1])


def region_names(country: str) -> list[tuple[str, str]]:
    """Return the codes and names of the parts of a country that have holidays of their own."""
    import holidays  # noqa: PLC0415

    if country not in _countries_by_zone().values():
        return []  # ``holidays`` would take it for another name of its module.
    try:
        found = holidays.country_holidays(country)
    except (KeyError, NotImplementedError):
        return []
    names = {code: name for name, code in reversed(found.subdivisions_aliases.items())}
    known = ((code, names.get(code, code)) for code in found.subdivisions)
    return sorted(known, key=lambda each: each[1])


def next_holiday(country: str, region: str, today: date) -> tuple[date, str] | None:
    """Return the date and the name of the next public holiday; None if none is known."""
    import holidays  # noqa: PLC0415

    try:
        found = holidays.country_holidays(
            country, subdiv=region or None, years=(today.year, today.year + 1), language="en_US"
        )
    except (KeyError, NotImplementedError):
        return None
    return min(((day, name) for day, name in found.items() if day >= today), default=None)


@cache
def _countries_by_zone() -> dict[str, str]:
    rows = (line.split("\t") for line in _lines("zone.tab") if not line.startswith("#"))
    return {columns[2]: columns[0] for columns in rows}


def _present_name(zone: str) -> str:
    """Return the name in use for an older one."""
    if zone in _countries_by_zone():
        return zone
    links = (line.split() for line in _lines("tzdata.zi") if line.startswith("L "))
    return next((target for _link, target, alias in links if alias == zone), zone)


def _lines(name: str) -> Iterator[str]:
    text = files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
    yield from text.splitlines()


def _locale(tag: str, country: str) -> "Locale | None":
    """Return the locale whose dates and hours the reader is used to; None if nothing is known."""
    language, _dash, region = tag.partition("-")
    if region and tag.lower() != EVERYWHERE and (found := _parsed(tag)) and found.territory:
        return found
    return (_parsed(f"{language}-{country}") if language and country else None) or _of_country(
        country
    )


@cache
def _of_country(country: str) -> "Locale | None":
    return _parsed(f"und-{country}", resolve=True) if country else None


def _parsed(tag: str, *, resolve: bool = False) -> "Locale | None":
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        return Locale.parse(tag, sep="-", resolve_likely_subtags=resolve)
    except (UnknownLocaleError, ValueError):
        return None


def _time_format(locale: "Locale") -> str:
    pattern = QUOTED.sub("", locale.time_formats["short"].pattern)
    return "12" if "h" in pattern or "K" in pattern else "24"


def _date_order(locale: "Locale") -> str:
    pattern = locale.date_formats["short"].pattern
    first = next((letter for letter in pattern if letter in "yMd"), "d")
    return {"y": "ymd", "M": "mdy", "d": "dmy"}[first]
