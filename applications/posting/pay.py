"""Read the pay from a posting."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

SIGNS = {"£": "GBP", "€": "EUR", "$": "USD"}
CODES = "GBP|EUR|USD|CHF|CAD|AUD|NZD|SEK|NOK|DKK|PLN|INR|JPY|SGD|ZAR"
MONEY = rf"(?:[£€$]|\b(?:{CODES})\b)"
FIGURE = r"\d{1,3}(?:[,.’' ]\d{3}){1,3}(?!\d)|\d{1,9}(?!\d)(?:\.\d{1,2})?"
EACH = r"(?:\s?/\s?[a-z]{1,5}\b)?"
PAY = re.compile(
    rf"(?P<before>{MONEY})?\s?(?P<low>{FIGURE})\s?(?P<low_k>[kK]\b)?{EACH}"
    rf"(?:\s?(?:-|–|—|to)\s?{MONEY}?\s?(?P<high>{FIGURE})\s?(?P<high_k>[kK]\b)?{EACH})?"
    rf"(?:\s?(?P<after>{MONEY}))?"
)
PERIODS = (
    ("hour", re.compile(r"\b(?:per|an?)\s?h(?:ou)?r\b|/\s?h(?:ou)?r?\b|\bhourly\b", re.I)),
    ("week", re.compile(r"\b(?:per|a)\s?week\b|/\s?w(?:ee)?k\b|\bweekly\b", re.I)),
    ("day", re.compile(r"\b(?:per|a)\s?day\b|/\s?day\b|\bdaily rate\b", re.I)),
    (
        "month",
        re.compile(r"\b(?:per|a)\s?month\b|/\s?mo(?:nth)?\b|\bmonthly\b|\bp\.?c\.?m\b", re.I),
    ),
)
AROUND = 40
"""How many characters after a figure are searched for its period."""
LEAST_YEARLY = 1_000


def read_pay(text: str) -> Iterator[tuple[str, Any]]:
    """Yield the first amount that has a currency and could be pay."""
    for match in PAY.finditer(text):
        money = match["before"] or match["after"]
        low, high = _figure(match, "low"), _figure(match, "high")
        if not money or not low:
            continue
        period = _period(text, match)
        if period == "year" and low < LEAST_YEARLY:
            continue
        yield from (("pay_min", low), ("pay_max", high), ("pay_currency", SIGNS.get(money, money)))
        yield "pay_period", period
        return


def _figure(match: re.Match[str], name: str) -> Decimal | None:
    if not match[name]:
        return None
    digits = re.sub(r"[,’' ]|\.(?=\d{3}\b)", "", match[name])
    in_thousands = match[f"{name}_k"] or (
        name == "low" and match["high_k"] and Decimal(digits) < LEAST_YEARLY
    )
    return Decimal(digits) * (1_000 if in_thousands else 1)


def _period(text: str, match: re.Match[str]) -> str:
    """The period of the pay, named within the amount or after it on the same line."""
    following = text[match.end() : match.end() + AROUND].splitlines()
    context = match.group() + (following[0] if following else "")
    return next((name for name, pattern in PERIODS if pattern.search(context)), "year")
