"""The IANA time zones."""

from functools import cache
from importlib.resources import files

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ALIASES = ("Etc/", "SystemV/")


@cache
def known() -> frozenset[str]:
    """Return the names of all zones, aliases included, from the tzdata package."""
    names = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return frozenset(names) - {"Factory"}


@cache
def zone_names() -> tuple[str, ...]:
    """Return the names a user may choose, sorted, without technical aliases."""
    places = {name for name in known() if "/" in name}
    return (*sorted(name for name in places if not name.startswith(ALIASES)), "UTC")


@cache
def places() -> tuple[str, ...]:
    """Return the zone names in current use, sorted, one for each place."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in table.splitlines() if not line.startswith("#")]
    return (*sorted(columns[2] for columns in lines), "UTC")


def find_zone(text: str) -> str:
    """Return the zone that ``text`` names, by zone or city, ignoring case; spaces may be used.

    An older name matches if no current one does. Text that matches no zone, or several, is returned
    as it is, so that ``validate_zone`` rejects it.
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
    """Raise ValidationError if ``name`` is not an IANA time zone."""
    if name not in known():
        raise ValidationError(
            _("“%(zone)s” is not a time zone. Choose one from the list, like Europe/London."),
            code="zone",
            params={"zone": name},
        )
