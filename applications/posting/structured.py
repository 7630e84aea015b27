"""The `JobPosting` that a page holds for search engines, as JSON-LD."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from html import unescape
from typing import Any

from applications.posting.finding import Posting
from applications.posting.places import COUNTRIES, clean_place
from applications.posting.words import clean_title
from jobtracker.reading.currencies import CODES
from jobtracker.reading.days import written_day
from jobtracker.reading.html_page import HtmlPage, text_lines
from jobtracker.reading.money import Pay, parse_pay

MOST_NODES = 20_000
LONGEST_DESCRIPTION = 200_000
TAGS = re.compile(r"<[^<>]{1,300}>")
WRAPPING = re.compile(r"^\s*(?://\s*)?<!(?:\[CDATA\[|--)|(?://\s*)?(?:\]\]|--)>\s*$")
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
UNITS = {"hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year",
         "hur": "hour", "mon": "month", "ann": "year", "wee": "week",
         "hourly": "hour", "daily": "day", "weekly": "week", "monthly": "month",
         "yearly": "year", "annual": "year", "annum": "year", "annually": "year"}  # fmt: skip


def read_structured(page: HtmlPage, posting: Posting) -> None:
    """Fill what the page's one JobPosting says; with several of them, the one of the heading."""
    nodes = [node for text in page.data for node in _postings(_parsed(text))]
    nodes = list({str(_line(node.get("title"))): node for node in nodes}.values())
    if len(nodes) > 1:
        shown = {clean_title(text) for text in (*page.marked.get("h1", ()), page.title)}
        nodes = [node for node in nodes if clean_title(_line(node.get("title"))) in shown]
    if len(nodes) == 1:
        _fill(nodes[0], " ".join(page.lines), posting)


def description_lines(page: HtmlPage) -> list[str]:
    """Return the lines of the descriptions, for pages that show nothing without scripts."""
    found: list[str] = []
    for text in page.data:
        for node in _postings(_parsed(text)):
            described = node.get("description")
            if isinstance(described, str):
                plain = unescape(unescape(described[:LONGEST_DESCRIPTION]))
                plain = re.sub(r"</(?:p|li|h\d|div|tr)>|<br\b[^<>]{0,50}>", "\n", plain, flags=re.I)
                found += text_lines(TAGS.sub(" ", plain))
    return found


def _parsed(text: str) -> object:
    text = WRAPPING.sub("", WRAPPING.sub("", text.strip()))
    for each in (text, TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(each, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _postings(data: object) -> Iterator[Mapping[str, Any]]:
    """Every JobPosting in the data, however deep."""
    waiting, seen = [data], 0
    while waiting and seen < MOST_NODES:
        node, seen = waiting.pop(0), seen + 1
        if isinstance(node, dict):
            kinds = node.get("@type")
            if "JobPosting" in (kinds if isinstance(kinds, list) else [kinds]):
                yield node
            waiting += [each for each in node.values() if isinstance(each, dict | list)]
        elif isinstance(node, list):
            waiting += [each for each in node if isinstance(each, dict | list)]


def _fill(node: Mapping[str, Any], shown: str, posting: Posting) -> None:
    is_remote = "TELECOMMUTE" in str(node.get("jobLocationType", "")).upper()
    posting.fill(
        title=clean_title(_line(node.get("title"))) or None,
        company=_name(node.get("hiringOrganization")) or None,
        location=_location(node, shown),
        pay=_pay(node),
        workplace="remote" if is_remote else None,
        link=_link(node.get("url")),
        closes_on=written_day(_line(node.get("validThrough"))),
        posted_on=written_day(_line(node.get("datePosted"))),
    )


def _line(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, str | int | float):
        return ""
    return " ".join(TAGS.sub(" ", unescape(unescape(str(value)))).split())[:300]


def _name(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        return _line(value.get("name") or value.get("legalName"))
    return _line(value)


def _link(value: object) -> str | None:
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None


def _location(node: Mapping[str, Any], shown: str) -> str | None:
    places = node.get("jobLocation")
    found = [_place(each, shown) for each in (places if isinstance(places, list) else [places])]
    if not any(found):
        allowed = node.get("applicantLocationRequirements")
        found = [_name(each) for each in (allowed if isinstance(allowed, list) else [allowed])]
    kept = list(dict.fromkeys(place for place in found if place))
    while kept and len("; ".join(kept)) > 150:
        kept.pop()
    return "; ".join(kept) or None


def _place(value: object, shown: str) -> str:
    """One place, as the page shows it where it does: with its region, its country or its code."""
    address = value.get("address", value) if isinstance(value, dict) else value
    if isinstance(address, list):
        address = address[0] if address else None
    if not isinstance(address, dict):
        return clean_place(_line(address)) or ""
    town = _line(address.get("addressLocality"))
    region, code = _line(address.get("addressRegion")), _line(address.get("postalCode"))
    country = _name(address.get("addressCountry"))
    if not town:
        return region or country
    countries = [country, *COUNTRIES.get(country.upper(), "").split("|")]
    wider = [f"{town}, {each}" for each in (region, *countries) if each]
    for each in (f"{code} {town}" if code else "", f"{town} {code}" if code else "", *wider):
        if each and each in shown:
            return each
    return town if f"{town}" in shown or region in {"", town} else f"{town}, {region}"


def _pay(node: Mapping[str, Any]) -> Pay | None:
    salary: Any = node.get("baseSalary") or node.get("estimatedSalary")
    if isinstance(salary, list):
        salary = salary[0] if salary else None
    if isinstance(salary, str):
        found = parse_pay(salary)
        return found if found and found.currency else None
    if not isinstance(salary, dict):
        return None
    value = salary.get("value", salary)
    value = value if isinstance(value, dict) else {"value": value}
    currency = _first(salary, value, ("currency",)) or _line(node.get("salaryCurrency"))
    low = _figure(value, ("minValue", "value"))
    high = _figure(value, ("maxValue",))
    if currency.upper() not in CODES or not (low or high):
        return None
    high = high if high is None or low is None or high > low else None
    unit = UNITS.get(_first(value, salary, ("unitText", "unitCode", "duration")).lower())
    return Pay(low, high, currency.upper(), unit or _usual(low or high or Decimal(0)))


def _usual(figure: Decimal) -> str | None:
    """The period of a figure that nothing is said of: only a large one is plain."""
    return "year" if figure >= 10_000 else None


def _first(one: Mapping[str, Any], other: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((_line(of.get(name)) for name in names for of in (one, other) if of.get(name)), "")


def _figure(value: Mapping[str, Any], names: Iterable[str]) -> Decimal | None:
    for name in names:
        written = _line(value.get(name))
        pay = parse_pay(written) if written else None
        try:
            figure = (pay and pay.low) or Decimal(written)
        except InvalidOperation:
            continue
        if figure.is_finite() and 0 < figure <= 2_000_000_000:
            return figure
    return None
