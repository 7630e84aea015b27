"""Places as postings write them: without streets, several of them joined by “; ”."""

import re

from applications.posting.words import (
    COUNTRY,
    FURNITURE,
    PLACE,
    STREET,
    WAY_OF_WORK,
    is_name,
    without_way_of_work,
)

LONGEST_PLACE = 150
SEVERAL = re.compile(r"\s*(?:;|\||\s/\s|•|·)\s*|\s+(?:or|oder|ou|of)\s+(?=[A-ZÀ-Þ])")
NOTE = re.compile(r"\s*\((?!\d{2,3}\)|[A-Z]{1,2}\d[A-Z\d]?\))[^()]*\)")
NO_PLACE = re.compile(
    r"^(?:remote|hybrid|anywhere|various|multiple locations|see below|tbc|n/?a|not specified"
    r"|flexible"
    r"|worldwide|home|uk-wide|nationwide|about .*|job .*|benefits|type|department)$",
    re.I,
)
COUNTRIES = {
    "AT": "Austria|Österreich", "AU": "Australia", "BE": "Belgium|België|Belgique",
    "BR": "Brazil|Brasil", "CA": "Canada", "CH": "Switzerland|Schweiz|Suisse", "CZ": "Czechia",
    "DE": "Germany|Deutschland", "DK": "Denmark|Danmark", "ES": "Spain|España", "FI": "Finland",
    "FR": "France", "GB": "United Kingdom|UK|England", "IE": "Ireland", "IN": "India",
    "IT": "Italy|Italia", "JP": "Japan", "KE": "Kenya", "LU": "Luxembourg", "MX": "Mexico|México",
    "NL": "Netherlands|Nederland", "NO": "Norway|Norge", "NZ": "New Zealand", "PL": "Poland|Polska",
    "PT": "Portugal", "SE": "Sweden|Sverige", "SG": "Singapore", "US": "United States|USA",
    "ZA": "South Africa",
}  # fmt: skip
"""What people call a country, by its code."""


def clean_place(text: str) -> str | None:
    """Return the place in the value of a label or in a heading's part."""
    parts = [_one(part) for part in SEVERAL.split(" ".join(text.split()))]
    kept = list(dict.fromkeys(part for part in parts if part))
    found = "; ".join(kept)
    return found if found and len(found) <= LONGEST_PLACE else None


def _one(text: str) -> str:
    text = without_way_of_work(NOTE.sub("", text)).strip(" ,.")
    if NO_PLACE.match(text) or not re.search(r"[^\W\d]{2}", text):
        return ""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 1 and STREET.match(parts[0]):
        parts = parts[1:]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def is_place(line: str) -> bool:
    """Whether a line is a place, by its form."""
    text = _shape(line)
    if STREET.match(text.partition(",")[0]) and "," in text:
        text = text.partition(",")[2].strip()
    return (
        bool(text) and len(text) <= LONGEST_PLACE and bool(PLACE.match(text) or COUNTRY.match(text))
    )


def may_be_place(line: str) -> bool:
    """Whether a line next to a company may be a town."""
    text = _shape(line)
    is_word = bool(text) and is_name(text) and len(text.split()) <= 4 and not FURNITURE.match(text)
    return is_word and not re.search(r"[£€$]|\d{3}", text)


def _shape(line: str) -> str:
    return WAY_OF_WORK.sub("", NOTE.sub("", line)).strip(" ,·|-–")


def places_before_words(line: str) -> list[str]:
    """The places in “Bergen, Norway | Hamburg, Germany Full-Time Engineering 4490”."""
    parts = [part.strip() for part in line.split("|")]
    last = WAY_OF_WORK.split(parts[-1])[0].strip()
    parts = [*parts[:-1], last]
    return parts if all(PLACE.match(part) for part in parts) else []
