"""The one parser of pay."""

from __future__ import annotations

import time

import pytest

from jobtracker.reading.money import find_pays, parse_pay, whole_or_float

Read = tuple[float | None, float | None, str | None, str | None]


def read(text: str, around: str = "") -> Read | None:
    pay = parse_pay(text, around)
    return pay and (whole_or_float(pay.low), whole_or_float(pay.high), pay.currency, pay.period)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("45.000", (45_000, None, None, None)),
        ("45,000", (45_000, None, None, None)),
        ("45 000 €", (45_000, None, "EUR", None)),
        ("45'000 CHF", (45_000, None, "CHF", None)),
        ("45.000,50 €", (45_000.5, None, "EUR", None)),
        ("1.800,50 €/mes", (1_800.5, None, "EUR", "month")),
        ("£37.5k", (37_500, None, "GBP", None)),
        ("1.2m", (1_200_000, None, None, None)),
        ("12 LPA", (1_200_000, None, "INR", "year")),
        ("18 - 24 LPA", (1_800_000, 2_400_000, "INR", "year")),
        ("₹12,00,000", (1_200_000, None, "INR", None)),
        ("$62-70k", (62_000, 70_000, "USD", None)),
        ("60k-70 EUR", (60_000, 70_000, "EUR", None)),
        ("55-60k", (55_000, 60_000, None, None)),
        ("38 k€ à 44 k€ brut annuel", (38_000, 44_000, "EUR", "year")),
        ("€72K – €96.5K", (72_000, 96_500, "EUR", None)),
        ("USD 116K-150K", (116_000, 150_000, "USD", None)),
        ("£11.90 - £12.75 an hour", (11.9, 12.75, "GBP", "hour")),
        ("$45 - $52/hr", (45, 52, "USD", "hour")),
        ("£450 per day", (450, None, "GBP", "day")),
        ("$900 a week", (900, None, "USD", "week")),
        ("3.800 € mtl.", (3_800, None, "EUR", "month")),
        ("up to £58k", (None, 58_000, "GBP", None)),
        ("bis 60.000 €", (None, 60_000, "EUR", None)),
        ("from 4.200 EUR per month", (4_200, None, "EUR", "month")),
        ("CA$78,000 - CA$92,500 a year", (78_000, 92_500, "CAD", "year")),
        ("A$120k", (120_000, None, "AUD", None)),
        ("NZ$ 95,000", (95_000, None, "NZD", None)),
        ("HK$40,000 per month", (40_000, None, "HKD", "month")),
        ("S$6,500 monthly", (6_500, None, "SGD", "month")),
        ("R$ 8.500 por mês", None),
        ("R$ 8.500", (8_500, None, "BRL", None)),
        ("7 000 – 9 500 zł / month", (7_000, 9_500, "PLN", "month")),
        ("95k", (95_000, None, None, None)),
        ("$120k base plus equity", (120_000, None, "USD", None)),
        ("competitive", None),
        ("45000 pesos", None),
        ("30k or 40k", None),
        ("£70k - £60k", None),
        ("0", None),
        ("", None),
        ("9" * 5_000, None),
        ("£" + "9" * 400, None),
    ],
)
def test_what_stands_alone(text: str, meant: Read | None) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    ("around", "currency"),
    [("Oslo", "NOK"), ("Göteborg, Sverige", "SEK"), ("Copenhagen", "DKK"), ("Leeds", None)],
)
def test_whose_crowns_are_meant_is_told_by_the_place(around: str, currency: str | None) -> None:
    assert read("45 000 kr per month", around) == (45_000, None, currency, "month")


@pytest.mark.parametrize(
    "text", ["LS1 6AB", "MA 01748", "since 1998", "5 days, 401k", "a team of 40", "Rs", "euro"]
)
def test_an_amount_in_a_text_needs_a_currency(text: str) -> None:
    assert list(find_pays(text)) == []


def test_no_amount_reaches_over_the_end_of_a_line() -> None:
    (found,) = find_pays("Hopkinton, MA 01748\n$89,000 - $112,000\n40 hours")
    assert (found.pay.low, found.pay.high) == (89_000, 112_000)


@pytest.mark.parametrize("piece", ["£1 2 3 4 5 6 ", "$1-", "€ ", "1.1.1.1.", "12,12,12,", "kr 1 "])
def test_no_text_takes_long(piece: str) -> None:
    start = time.process_time()
    list(find_pays(piece * (200_000 // len(piece))))
    assert time.process_time() - start < 2
