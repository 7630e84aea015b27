"""Texts about an application that several pages show."""

from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from applications.models import Application, Event

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


def offered_pay_text(offer: Event) -> str:
    """The pay of an offer in words: “£62,000 a year”; empty if unknown."""
    if offer.pay is None:
        return ""
    money = f"{_sign(offer.pay_currency)}{amount(offer.pay)}"
    return f"{money} {PERIODS[offer.pay_period]}" if offer.pay_period else money


def _money(currency: str, low: Decimal | None, high: Decimal | None) -> str:
    sign = _sign(currency)
    if low is not None and high is not None and low != high:
        return f"{sign}{amount(low)}–{amount(high)}"
    if low is None:
        return _("up to %(money)s") % {"money": f"{sign}{amount(high or 0)}"}
    money = f"{sign}{amount(low)}"
    return money if high else _("from %(money)s") % {"money": money}


def _sign(currency: str) -> str:
    return SIGNS.get(currency, f"{currency} " if currency else "")


def amount(value: Decimal | int) -> str:
    """An amount of money: whole, or with both of its decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"


def place_text(application: Placed) -> str:
    """The place of work: “Bristol, hybrid”."""
    place = str(PLACES[application.place]) if application.place else ""
    if not application.location or application.location.casefold() == place.casefold():
        return place
    return f"{application.location}, {place.lower()}" if place else application.location
