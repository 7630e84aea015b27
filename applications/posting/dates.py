"""The last day to apply, and the day on which the posting was published."""

import re
from collections.abc import Iterator
from datetime import date

from jobtracker.reading.days import Day, Order, coming, find_days, orders_in

CLOSES = re.compile(
    r"\b(?:clos(?:ing|es|e)(?: dates?| on| at)?|deadline|apply (?:by|before|until)|appl(?:y"
    r"|ications?)\b.{0,30}\b(?:by|until|before|clos\w+)"
    r"|last (?:date|day)|expir(?:es|y)(?: date| on)?|end date|open until|valid (?:until|through)"
    r"|no later than"
    r"|bewerbungs(?:frist|schluss|ende)|(?:bewerb\w*|bewirb)\b.{0,60}\bbis(?: zum| spätestens)?"
    r"|einsendeschluss"
    r"|date limite|clôture|date de fin|candidat\w+\b.{0,40}\b(?:jusqu['’]au|avant le)"
    r"|postul\w+\b.{0,30}\b(?:jusqu['’]au|avant le)"
    r"|fecha (?:límite|de cierre|tope)|plazo|cierre|hasta el|sluitingsdatum|sluit op|uiterste"
    r"|uiterlijk"
    r"|(?:solliciteren|solliciteer|reageren|reageer)\b.{0,30}\b(?:tot(?: en met)?|t/m|vóór"
    r"|voor))\b",
    re.I,
)
POSTED = re.compile(
    r"\b(?:posted|date posted|placed|published|publication date|advert(?:ised)? (?:start|on"
    r"|since)|opening date|open(?:ing)? (?:&|and) clos\w+|posting date"
    r"|online seit|veröffentlicht|veröffentlichung\w*|erschienen|eingestellt am|publiée?"
    r"|date de publication|mise? en ligne"
    r"|fecha de publicación|publicad[oa]|geplaatst|gepubliceerd|publicatiedatum)\b"
    r"(?:\s(?:on|am|le|el|op|the|dates?))?",
    re.I,
)
OTHER = re.compile(
    r"\b(?:interview|start|starting|job ref|kick-off|beginn|eintritt|prise de poste)\b", re.I
)
NEAR = 60
MONTH_FIRST_HINT = re.compile(
    r",\s(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI"
    r"|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\b"
    r"(?:\s\d{5})?|\bUnited States\b|\bUSA\b|\b401\(?k\)?"
)


def read_dates(lines: list[str], today: date | None) -> tuple[date | None, date | None]:
    """Return the last day to apply and the day of publication, as far as they are named."""
    order = _order(lines)
    closes = next(_after(CLOSES, lines, order, today), None)
    return closes, next(_after(POSTED, lines, order, None), None)


def _order(lines: list[str]) -> Order:
    text = "\n".join(lines)
    certain = next(orders_in(text), None)
    return certain or ("mdy" if MONTH_FIRST_HINT.search(text) else "dmy")


def _after(
    words: re.Pattern[str], lines: list[str], order: Order, today: date | None
) -> Iterator[date]:
    """The first day after the words, on their line or alone on the next."""
    for index, line in enumerate(lines):
        for match in words.finditer(line):
            rest = line[match.end() : match.end() + NEAR]
            if not rest.strip(" :.-–") and index + 1 < len(lines):
                rest = lines[index + 1][:NEAR]
            days = find_days(rest, order)
            if words is CLOSES and _is_span(rest, days):
                days = days[1:]
            for day in days[:1]:
                found = _certain(day, today)
                if found and not OTHER.search(rest[: day.start]):
                    yield found


def _is_span(text: str, days: list[Day]) -> bool:
    """Whether two days are from when until when one may apply."""
    between = text[days[0].end : days[1].start] if len(days) > 1 else ""
    return bool(re.fullmatch(r"\s*(?:to|until|-|–|bis|au|al|t/m|tot)\s*", between))


def _certain(day: Day, today: date | None) -> date | None:
    return day.on or (coming(day.month, day.day, today) if today else None)
