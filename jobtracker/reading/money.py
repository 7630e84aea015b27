"""The one parser of pay: “£62k–£70k”, “3.400 € pro Monat”, “12 LPA”, “$45 - $52/hr”.

``parse_pay`` takes what stands alone in a cell or a field; ``find_pays`` finds amounts with a
currency in running text, and leaves it to the caller which of them are pay.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import islice

from jobtracker.reading import currencies
from jobtracker.reading.periods import period_in

LARGEST = Decimal(2_000_000_000)
LAKH = 100_000
CURRENCY = currencies.PATTERN
FIGURE = (
    r"\d{1,2}(?:,\d{2}){1,3},\d{3}(?![\d])"  # 12,00,000
    r"|\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3}){1,3}(?!\d)(?:[.,]\d{1,2}(?!\d))?"
    r"|\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
)
TIMES = {
    "k": 1_000, "tsd.": 1_000, "tsd": 1_000, "t": 1_000, "mil": 1_000, "thousand": 1_000,
    "lpa": LAKH, "lakh": LAKH, "lakhs": LAKH, "lacs": LAKH, "lac": LAKH, "crore": 10_000_000,
    "m": 1_000_000, "mn": 1_000_000, "mio": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000,
    "b": 1_000_000_000, "billion": 1_000_000_000, "millions": 1_000_000, "millionen": 1_000_000,
}  # fmt: skip
TIMES_PATTERN = "|".join(sorted(map(re.escape, TIMES), key=len, reverse=True))
GAP = r"[^\S\n]"
"""A space, but no end of a line."""
EACH = rf"(?:{GAP}?/{GAP}?[a-z]{{1,5}}\b)?"
TO = r"(?:[-–—−~]|to(?: -)?|bis(?: zu)?|à|a|al|hasta|tot|and|und|et|y|en|&)"
UP_TO = re.compile(r"\b(?:up to|max(?:imum)?\.?|bis(?: zu)?|jusqu['’]à|hasta|tot)\s{0,2}$", re.I)
BEFORE = re.compile(rf"(?P<word>[^\W\d_]*)(?P<sign>[$£€₹¥₪₺₩₱₴.])?(?P<gap>{GAP}?)$")
LONGEST_CURRENCY = 8
LONGEST_WORD = 14
MULTIPLE = rf"(?:{TIMES_PATTERN})(?![^\W\d_])"
AMOUNT = re.compile(
    rf"(?<![\d.,])(?P<low>{FIGURE}){GAP}?(?P<low_x>{MULTIPLE})?{GAP}?(?P<middle>{CURRENCY})?{EACH}"
    rf"(?:\s{{0,2}}(?:{TO})\s{{0,2}}(?P<before_high>{CURRENCY})?{GAP}?(?P<high>{FIGURE})"
    rf"{GAP}?(?P<high_x>{MULTIPLE})?{EACH})?"
    rf"(?:{GAP}?(?P<after>{CURRENCY}))?",
    re.I,
)
"""Begins with a figure, which is quick to find; what stands before it is looked at then."""
MOST_AMOUNTS = 2_000
"""How many figures of a text are looked at."""
KNOWN_WORDS = re.compile(
    r"\b(?:doe|dep(?:ending)? on experience|base|basic|salary|pay|ote|gross|net|brutto|netto"
    r"|brut[so]?"
    r"|annual(?:ly|s)?|annuels?|anual(?:es)?|approx\.?|about|around|circa|ca\.?|neg(?:otiable)?"
    r"|pro rata"
    r"|per|an?|each|year(?:ly)?|yr|month(?:ly)?|mo|week(?:ly)?|wk|day|daily|rate|hour(?:ly)?|hr|h"
    r"|plus"
    r"|bonus|equity|benefits|pa|p\.a\.?|p/a|ph|pcm|pm|pw|pd|jahr|monat|mtl\.?|jährlich|monatlich"
    r"|pro|im"
    r"|stunde|std\.?|tag|woche|par|an|ans|mois|heure|jour|por|al|año|mes|hora|día|bruto|maand"
    r"|jaar|uur|dag"
    r"|selon profil|from|to|up|starting at|range|euro|between|and|usd|annum|fte|full[- ]time|week"
    r"|per annum|lpa|lakh|mensuel|mensual|maandelijks|tjm|vb|oder|inkl?\.?)(?![^\W\d_])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Pay:
    """What is paid: ``low`` to ``high`` in ``currency`` a ``period``, each None if not said."""

    low: Decimal | None = None
    high: Decimal | None = None
    currency: str | None = None
    period: str | None = None

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """The figures that are named, the lower one first."""
        return tuple(figure for figure in (self.low, self.high) if figure is not None)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in a text, and where it stands there."""

    pay: Pay
    start: int
    end: int
    times: str


def parse_pay(text: str, around: str = "") -> Pay | None:
    """Return the pay that ``text`` is, or None if it holds a word that is not known.

    ``around`` is more text, such as the location, that tells whose crowns are meant.
    """
    text = " ".join(text.split())
    found = list(_amounts(text, f"{text} {around}"))
    if len(found) != 1:
        return None
    amount = found[0]
    rest = f"{text[: amount.start]} {text[amount.end :]}"
    if re.search(r"\w", KNOWN_WORDS.sub(" ", rest)):
        return None
    return replace(amount.pay, period=period_in(text) or amount.pay.period)


def find_pays(text: str) -> Iterator[Amount]:
    """Yield the amounts in ``text`` that name a currency, in their order."""
    return (amount for amount in _amounts(text, text) if amount.pay.currency)


def whole_or_float(figure: Decimal | None) -> int | float | None:
    """Return a figure as JSON has it: whole where it is whole."""
    if figure is None:
        return None
    return int(figure) if figure == figure.to_integral_value() else float(figure)


def _amounts(text: str, around: str) -> Iterator[Amount]:
    krona = cache(lambda: currencies.krona_in(around))
    for match in islice(AMOUNT.finditer(text), MOST_AMOUNTS):
        before, start = _before(text, match.start())
        low, high = _figures(match)
        is_word = not before and text[start - 1 : start].isalpha()
        if is_word or low > LARGEST or (high or 0) > LARGEST or not (low or high):
            continue
        if high is not None and high < low:
            continue
        times = (match["low_x"] or match["high_x"] or "").casefold()
        currency = _currency(match, before, krona)
        if currency is None and times == "lpa":
            currency = "INR"
        period = "year" if times == "lpa" else period_in(match.group())
        pay = Pay(low, high, currency, period)
        if limit := UP_TO.search(text[max(0, start - LONGEST_WORD) : start]):
            pay = replace(pay, low=None, high=low) if high is None else pay
            start -= len(limit.group())
        yield Amount(pay, start, match.end(), times)


def _before(text: str, end: int) -> tuple[str | None, int]:
    """The currency that ends at ``end``, and where it starts; a sign may follow another word."""
    tail = text[max(0, end - LONGEST_CURRENCY) : end]
    match = BEFORE.search(tail)
    if not match:
        return None, end
    word, sign, gap = match["word"], match["sign"] or "", match["gap"]
    for written in (f"{word}{sign}", sign, word):
        known = currencies.is_krona(written) or currencies.currency_of(written)
        if written and known and tail.endswith(f"{written}{gap}"):
            return written, end - len(written) - len(gap)
    return None, end


def _figures(match: re.Match[str]) -> tuple[Decimal, Decimal | None]:
    low, high = _number(match["low"]), match["high"] and _number(match["high"])
    low_x, high_x = (TIMES.get((match[name] or "").casefold(), 1) for name in ("low_x", "high_x"))
    if not high:
        return low * low_x, None
    if low_x == 1 and low < 1_000:
        low_x = high_x
    elif high_x == 1 and high < 1_000:
        high_x = low_x
    return low * low_x, high * high_x


def _number(written: str) -> Decimal:
    """Three digits after a mark are thousands, one or two are a part of one."""
    whole, mark, part = _split(written)
    digits = re.sub(r"\D", "", whole)
    return Decimal(f"{digits}.{part}") if mark else Decimal(digits)


def _split(written: str) -> tuple[str, str, str]:
    match = re.fullmatch(r"(.*?)([.,])(\d{1,2})", written)
    return (match[1], match[2], match[3]) if match else (written, "", "")


def _currency(
    match: re.Match[str], before: str | None, krona: Callable[[], str | None]
) -> str | None:
    names = ("middle", "before_high", "after")
    written = before or next((match[name] for name in names if match[name]), None)
    if written is None:
        return None
    return krona() if currencies.is_krona(written) else currencies.currency_of(written)
