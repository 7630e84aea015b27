"""Texts about an application that several pages show."""

from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from applications.models import Application, Stage
from jobtracker.templatetags.dates import day

SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
PERIODS = dict(Application.PayPeriod.choices)
PLACES = dict(Application.Place.choices)


class Paid(Protocol):
    """The fields about pay: of an application, or of a row of its values."""

    @property
    def pay_min(self) -> Decimal | None: ...
    @property
    def pay_max(self) -> Decimal | None: ...
    @property
    def pay_currency(self) -> str: ...
    @property
    def pay_period(self) -> str: ...


class Placed(Protocol):
    """The fields about the place of work: of an application, or of a row of its values."""

    @property
    def place(self) -> str: ...
    @property
    def location(self) -> str: ...


def pay_text(application: Paid) -> str:
    """The pay in words: “£62,000–70,000 a year”; empty if unknown."""
    low, high = application.pay_min, application.pay_max
    if low is None and high is None:
        return ""
    return f"{_money(application.pay_currency, low, high)} {PERIODS[application.pay_period]}"


def pay_in_short(application: Paid) -> str:
    """The pay without “a year”, the most common period."""
    if application.pay_period != Application.PayPeriod.YEAR:
        return pay_text(application)
    low, high = application.pay_min, application.pay_max
    return "" if low is None and high is None else _money(application.pay_currency, low, high)


def offered_pay(pay: Decimal | None, currency: str, period: str) -> str:
    """The pay of an offer in words: “£64,500 a year”; empty if unknown."""
    if pay is None:
        return ""
    return f"{_sign(currency)}{_amount(pay)} {PERIODS.get(period, '')}".rstrip()


def _money(currency: str, low: Decimal | None, high: Decimal | None) -> str:
    sign = _sign(currency)
    if low is not None and high is not None and low != high:
        return f"{sign}{_amount(low)}–{_amount(high)}"
    if low is not None and low == high:
        return f"{sign}{_amount(low)}"
    if low is not None:
        return _("from %(money)s") % {"money": f"{sign}{_amount(low)}"}
    return _("up to %(money)s") % {"money": f"{sign}{_amount(high or Decimal())}"}


def _sign(currency: str) -> str:
    return SIGNS.get(currency, f"{currency} " if currency else "")


def _amount(value: Decimal | int) -> str:
    """An amount with its thousands apart, and with cents if it has any."""
    return f"{value:,.2f}" if value % 1 else f"{value:,.0f}"


def closing_text(closes_on: date | None, stage: str, today: date) -> str:
    """When a saved job closes, in words; empty once it was applied for."""
    if closes_on is None or stage != Stage.SAVED:
        return ""
    if closes_on == today:
        return _("closes today")
    text = _("closes %(day)s") if closes_on > today else _("closed %(day)s")
    return text % {"day": day(closes_on)}


def place_text(application: Placed) -> str:
    """The place of work: “Bristol, hybrid”."""
    place = str(PLACES[application.place]) if application.place else ""
    if not application.location or application.location.casefold() == place.casefold():
        return place
    return f"{application.location}, {place.lower()}" if place else application.location
