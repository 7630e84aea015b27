"""Which of the amounts in a posting is the pay.

An amount counts where nothing around it says that it is something else (a bonus, a budget, what a
company raised) and where it can be pay at all. The words of its own clause decide.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import islice

from jobtracker.reading.currencies import WEAK
from jobtracker.reading.money import Amount, Pay, find_pays
from jobtracker.reading.periods import period_in

BEFORE, AFTER = 70, 50
MOST_LABELS = 200
CLAUSE_ENDS = re.compile(
    r"\n|[.!?]\s|[;•|+]|\bplus\b|,\s(?!\d)| and (?:an? )?(?=[£€$])|\bund\b|\bet une?\b"
)
LABEL = re.compile(
    r"\b(?:salary|salaries|pay|compensation|wage|remuneration|rate|package|ctc|base|gehalt\w*"
    r"|jahresgehalt|vergütung|entgelt|lohn|verdienst"
    r"|salaire|rémunération|salario|retribución|sueldo|remuneración|salaris|loon|brutto|bruto"
    r"|brut)\b",
    re.I,
)
OTHER = re.compile(
    r"\b(?:bonus(?!\w)|sign-?on|signing|allowance|budget|stipend|voucher|relocation|referral|gym"
    r"|fitness\w*|learning|course|courses|training"
    r"|wellbeing|wellness|home office|home desk|equipment|fund(?:ing|ed)?|raised|raise"
    r"|series [a-e]|seed|revenue|turnover|valuation|valued"
    r"|saved|savings|worth|portfolio|grants?|tickets?|fees?|costs?|prize|donat\w+|insurance"
    r"|insured|contribution|401|discount|membership|cashback"
    r"|per (?:kilomet\w+|mile|km)|mileage|childcare|deductible|budgets|assets|aum|sales|deal"
    r"|deals|customers?|processed|transactions?"
    r"|\w*prämie|prämien|umsatz|zuschuss|\w*zuschuss|gutschein|zulage|bonuszahlung|weihnachtsgeld"
    r"|urlaubsgeld|jobticket|budgetverantwortung"
    r"|prime|primes|indemnité|ticket|tickets restaurant|chiffre d['’]affaires|levé|levée"
    r"|participation|remboursement|mutuelle|cooptation"
    r"|ayuda|subvención|facturación|inversión|reiskosten\w*|vergoeding|\w*vergoeding|thuiswerk\w*"
    r"|omzet|bijdrage|budget)\b",
    re.I,
)
OVERALL = re.compile(r"\b(?:bonus(?:es)?|ote|equity|commission)\b", re.I)
LEAST = {"hour": 3, "day": 30, "week": 100, "month": 300, "year": 4_000}
MOST = {"hour": 1_000, "day": 10_000, "week": 30_000, "month": 100_000, "year": 3_000_000}
WEAKER = 500
"""How many times larger an amount in a weak currency may be."""


def read_pay(text: str) -> Pay | None:
    """Return the first amount after a word for pay, or else the first that can be pay."""
    first = None
    for pay, is_named in _candidates(text):
        if is_named:
            return pay
        first = first or pay
    return first


def _candidates(text: str) -> Iterator[tuple[Pay, bool]]:
    elsewhere = cache(lambda: _periods_named(text))
    for amount in find_pays(text):
        before, after = _clause(text, amount)
        pay = _with_period(amount, before, after, elsewhere)
        if _can_be(pay, amount.times) and not _is_other(before, after):
            is_named = bool(LABEL.search(before) or LABEL.search(after))
            if pay.period or is_named:
                yield pay, is_named


def _clause(text: str, amount: Amount) -> tuple[str, str]:
    """What stands before and after an amount, as far as it is about it."""
    start = max(0, amount.start - BEFORE)
    ends = [match.end() for match in CLAUSE_ENDS.finditer(text, start, amount.start)]
    before = text[ends[-1] if ends else start : amount.start]
    if not before.strip():
        before = _line_above(text, start, amount.start)
    after = text[amount.end : amount.end + AFTER]
    end = CLAUSE_ENDS.search(after)
    return before, after[: end.start()] if end else after


def _line_above(text: str, start: int, end: int) -> str:
    """The line above an amount that begins its own: a label, if it is short."""
    above = text[start:end].rstrip().rpartition("\n")[2]
    return above if len(above.split()) <= 4 and not re.search(r"[\d.!?]", above) else ""


def _is_other(before: str, after: str) -> bool:
    found = OTHER.search(before) or OTHER.search(after)
    return bool(found) and not (
        LABEL.search(before) and OVERALL.match(found.group() if found else "")
    )


def _with_period(
    amount: Amount, before: str, after: str, elsewhere: Callable[[], list[str]]
) -> Pay:
    pay = amount.pay
    said = pay.period or period_in(after) or period_in(before)
    figure = max(pay.figures)
    if not said:
        yearly = figure * (1 if pay.currency not in WEAK else Decimal("0.1")) >= 10_000
        fits = (name for name in elsewhere() if LEAST[name] <= figure <= MOST[name])
        said = "year" if yearly else next(fits, None)
    return replace(pay, period=said)


def _periods_named(text: str) -> list[str]:
    """The periods that stand beside a word for pay, anywhere on its line."""
    found: dict[str, None] = {}
    for match in islice(LABEL.finditer(text), MOST_LABELS):
        said = period_in(text[match.start() : match.start() + 40].partition("\n")[0])
        if said:
            found.setdefault(said)
    return list(found)


def _can_be(pay: Pay, times: str) -> bool:
    if times in {"b", "bn", "billion"} or not pay.figures:
        return False
    scale = WEAKER if pay.currency in WEAK else 1
    period = pay.period or "month"
    return all(LEAST[period] <= each <= MOST[period] * scale for each in pay.figures)
