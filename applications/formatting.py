"""Texts about an application that several pages show."""

from typing import Protocol

from django.utils.translation import gettext as _

from applications.models import Application

SIGNS = {"GBP": "£", "EUR": "€", "USD": "$"}
PERIODS = dict(Application.PayPeriod.choices)
PLACES = dict(Application.Place.choices)


class Paid(Protocol):
    """The fields about pay: of an application, or of a row of its values."""

    @property
    def pay_min(self) -> int | None: ...
    @property
    def pay_max(self) -> int | None: ...
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


def _money(currency: str, low: int | None, high: int | None) -> str:
    sign = SIGNS.get(currency, f"{currency} " if currency else "")
    if low is not None and high is not None and low != high:
        return f"{sign}{low:,}–{high:,}"
    if low is None:
        return _("up to %(money)s") % {"money": f"{sign}{high:,}"}
    return f"{sign}{low:,}" if high else _("from %(money)s") % {"money": f"{sign}{low:,}"}


def place_text(application: Placed) -> str:
    """The place of work: “Bristol, hybrid”."""
    place = str(PLACES[application.place]) if application.place else ""
    if not application.location or application.location.casefold() == place.casefold():
        return place
    return f"{application.location}, {place.lower()}" if place else application.location
