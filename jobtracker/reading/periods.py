"""The time that pay is for: an hour, a day, a week, a month, a year."""

import re

PER = (
    r"(?:per|an?|each|every|pro|je|par|por|al|a la|a l['’]|à l['’]|de l['’]|/|la|l['’]|die|im|p\.?)"
)
PERIODS = (
    (
        "hour",
        re.compile(
            rf"{PER}\s?(?:hour|hr|h|std\.?|stunde|heure|hora|uur)\b|\bhourly\b|\bph\b"
            rf"|\bstundenlohn\b"
            r"|\bde l['’]heure|\bstündlich\b|\bhoraire\b",
            re.I,
        ),
    ),
    (
        "day",
        re.compile(
            rf"{PER}\s?(?:day|tag|jour|d[ií]a|dag|d)\b|\bdaily\b|\btagessatz\b|\bday rate\b|\btjm\b"
            r"|\bdagtarief\b|\bpd\b",
            re.I,
        ),
    ),
    (
        "week",
        re.compile(rf"{PER}\s?(?:week|wk|woche|semaine|semana)\b|\bweekly\b|\bpw\b", re.I),
    ),
    (
        "month",
        re.compile(
            rf"{PER}\s?(?:month|mo|mth|monat|mois|mes|maand|m)\b|\bmonthly\b|\bp\.?c\.?m\b"
            rf"|\bmonatlich"
            r"|\bmtl\b|\bmensuel|\bmensual|\bmaandelijks|\bmonatsgehalt|\bbruttomonats"
            r"|\bmaandsalaris",
            re.I,
        ),
    ),
    (
        "year",
        re.compile(
            rf"{PER}\s?(?:year|yr|annum|jahr|an|année|año|jaar|a|y)\b|\bp\.?\s?a\b|\bannual"
            rf"|\byearly\b"
            r"|\bjährlich|\bannuel|\banual|\bjahresgehalt|\bbruttojahres|\bjaarlijks|\bjaarsalaris"
            r"|\bk/a\b|\bOTE\b",
            re.I,
        ),
    ),
)
MOST_WORKED = {"hour": 2_080, "day": 260, "week": 52, "month": 12, "year": 1}
"""How often a period is paid in a year of full-time work."""


def period_in(text: str) -> str | None:
    """Return the period whose words come first in ``text``."""
    found = ((match.start(), name) for name, one in PERIODS if (match := one.search(text)))
    return min(found, default=(0, None))[1]
