"""IANA time zones: which there are, and whether one exists."""

from functools import cache
from importlib.resources import files

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ALIASES = ("Etc/", "SystemV/")


@cache
def known() -> frozenset[str]:
    """Every zone's name, aliases and all; the same on each machine, whatever else it has."""
    names = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return frozenset(names) - {"Factory"}


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone a person may choose, sorted; technical aliases left out."""
    places = {name for name in known() if "/" in name}
    return (*sorted(name for name in places if not name.startswith(ALIASES)), "UTC")


@cache
def places() -> tuple[str, ...]:
    """The zones by the names in use today, sorted: none stands for the same place twice."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return (*sorted(columns[2] for columns in lines), "UTC")


def find_zone(text: str) -> str:
    """The zone that ``text`` means: a zone's name, or its city, in any case and spelt with spaces.

    What means none, or more than one, is given back as it is, for ``validate_zone`` to refuse. An
    older name is found as well, where no place of today has it.
    """
    wanted = "_".join(text.split()).casefold()
    by_name = {name.casefold(): name for name in zone_names()}
    if wanted in by_name:
        return by_name[wanted]
    for names in (places(), zone_names()):
        cities = [name for name in names if name.rpartition("/")[2].casefold() == wanted]
        if len(cities) == 1:
            return cities[0]
    return text


def validate_zone(name: str) -> None:
    """Raise ValidationError where ``name`` is no IANA time zone."""
    if name not in known():
        raise ValidationError(
            _("“%(zone)s” is not a time zone. Choose one from the list, like Europe/London."),
            code="zone",
            params={"zone": name},
        )
