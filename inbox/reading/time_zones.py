"""The time zones that mails name in words: “UK time”, “MEZ”, “heure de Paris”, “UTC+1”."""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

ABBREVIATIONS = {
    "gmt": "Europe/London", "bst": "Europe/London", "uk": "Europe/London", "utc": "UTC",
    "british": "Europe/London", "irish": "Europe/Dublin", "cet": "Europe/Paris",
    "cest": "Europe/Paris", "mez": "Europe/Berlin", "mesz": "Europe/Berlin",
    "central european": "Europe/Paris", "mitteleuropaische": "Europe/Berlin",
    "eet": "Europe/Athens", "est": "America/New_York", "edt": "America/New_York",
    "et": "America/New_York", "eastern": "America/New_York", "cst": "America/Chicago",
    "cdt": "America/Chicago", "ct": "America/Chicago", "central": "America/Chicago",
    "mst": "America/Denver", "mdt": "America/Denver", "mt": "America/Denver",
    "mountain": "America/Denver", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "pt": "America/Los_Angeles", "pacific": "America/Los_Angeles", "ist": "Asia/Kolkata",
    "aest": "Australia/Sydney", "aedt": "Australia/Sydney", "sgt": "Asia/Singapore",
    "jst": "Asia/Tokyo", "sast": "Africa/Johannesburg",
}  # fmt: skip
PLACES = {
    "london": "Europe/London", "dublin": "Europe/Dublin", "paris": "Europe/Paris",
    "berlin": "Europe/Berlin", "amsterdam": "Europe/Amsterdam", "brussels": "Europe/Brussels",
    "brussel": "Europe/Brussels", "bruxelles": "Europe/Brussels", "madrid": "Europe/Madrid",
    "barcelona": "Europe/Madrid", "peninsular": "Europe/Madrid", "espana": "Europe/Madrid",
    "canarias": "Atlantic/Canary", "lisbon": "Europe/Lisbon", "lisboa": "Europe/Lisbon",
    "rome": "Europe/Rome", "vienna": "Europe/Vienna", "wien": "Europe/Vienna",
    "wiener": "Europe/Vienna",
    "zurich": "Europe/Zurich", "geneva": "Europe/Zurich", "geneve": "Europe/Zurich",
    "munich": "Europe/Berlin", "hamburg": "Europe/Berlin", "deutsche": "Europe/Berlin",
    "deutscher": "Europe/Berlin", "german": "Europe/Berlin", "french": "Europe/Paris",
    "spanish": "Europe/Madrid", "dutch": "Europe/Amsterdam", "nederlandse": "Europe/Amsterdam",
    "stockholm": "Europe/Stockholm", "oslo": "Europe/Oslo", "copenhagen": "Europe/Copenhagen",
    "helsinki": "Europe/Helsinki", "warsaw": "Europe/Warsaw", "prague": "Europe/Prague",
    "athens": "Europe/Athens", "istanbul": "Europe/Istanbul", "new york": "America/New_York",
    "boston": "America/New_York", "toronto": "America/Toronto", "montreal": "America/Toronto",
    "chicago": "America/Chicago", "denver": "America/Denver", "seattle": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles", "los angeles": "America/Los_Angeles",
    "mexico": "America/Mexico_City", "cdmx": "America/Mexico_City",
    "ciudad de mexico": "America/Mexico_City", "mexicana": "America/Mexico_City",
    "argentina": "America/Argentina/Buenos_Aires", "colombia": "America/Bogota",
    "colombiana": "America/Bogota", "chile": "America/Santiago", "chilena": "America/Santiago",
    "peru": "America/Lima", "peruana": "America/Lima", "quebec": "America/Toronto",
    "francaise": "Europe/Paris", "belge": "Europe/Brussels", "suisse": "Europe/Zurich",
    "espanola": "Europe/Madrid", "belgische": "Europe/Brussels", "l'est": "America/Toronto",
    "bogota": "America/Bogota", "lima": "America/Lima",
    "santiago": "America/Santiago", "buenos aires": "America/Argentina/Buenos_Aires",
    "sao paulo": "America/Sao_Paulo", "singapore": "Asia/Singapore", "tokyo": "Asia/Tokyo",
    "dubai": "Asia/Dubai", "mumbai": "Asia/Kolkata", "india": "Asia/Kolkata",
    "sydney": "Australia/Sydney", "melbourne": "Australia/Melbourne",
}  # fmt: skip
WORDS = {"fr": ("et", "est")}
"""Words of a language that only look like zones."""
_SHORT = "|".join(sorted(ABBREVIATIONS, key=len, reverse=True))
_PLACE = "|".join(sorted(PLACES, key=len, reverse=True))
ZONE = re.compile(
    r"(?:utc|gmt)\s?(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\w)"
    rf"|(?:heure|hora|tijd|zeit) (?:de |von |d'|in |locale de |local de )?(?P<there>{_PLACE})(?!\w)"
    rf"|(?P<place>{_PLACE})(?:er|se)?[ -](?:local )?(?:time|zeit|tijd)(?!\w)"
    rf"|(?P<short>{_SHORT})(?: (?:standard |daylight )?(?:time|zeit))?(?!\w)"
)
GAP = re.compile(r"[\s,(]{0,3}(?:(?:in|all|at) )?(?=\w)")
FOR_ALL = re.compile(
    r"(?:all times|times (?:are|shown)|alle (?:zeiten|zeitangaben)|toutes les heures|horaires"
    r"|todas las horas|alle tijden)[^.\n]{0,40}?(?=(?<!\w)\w)"
)


def zone_after(folded: str, place: int, code: str = "en") -> tuple[tzinfo, int] | None:
    """Return the zone that is named right after a time, and where its name ends."""
    gap = GAP.match(folded, place)
    found = ZONE.match(folded, gap.end()) if gap else None
    if found is None or found[0] in WORDS.get(code, ()):
        return None
    zone = _zone_of(found)
    return (zone, found.end()) if zone else None


def zone_for_all(folded: str) -> tzinfo | None:
    """Return the zone of a sentence like “All times are in CET”."""
    for said in FOR_ALL.finditer(folded):
        found = ZONE.search(folded, said.start(), said.end() + 60)
        if found and (zone := _zone_of(found)):
            return zone
    return None


def _zone_of(found: re.Match[str]) -> tzinfo | None:
    if found["sign"]:
        offset = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        if offset > timedelta(hours=14):
            return None
        return timezone(-offset if found["sign"] == "-" else offset)
    name = found["short"]
    place = found["there"] or found["place"]
    return ZoneInfo(ABBREVIATIONS[name] if name else PLACES[place])
