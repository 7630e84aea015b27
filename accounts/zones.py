"""IANA time zones: which there are, and whether one exists."""

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

ALIASES = ("Etc/", "SystemV/", "posix/", "right/")


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone a person may choose, sorted; technical aliases left out."""
    places = {name for name in available_timezones() if "/" in name}
    return (*sorted(name for name in places if not name.startswith(ALIASES)), "UTC")


def find_zone(text: str) -> str:
    """The zone that ``text`` means: a zone's name, or its city, in any case and spelt with spaces.

    What means none, or more than one, is given back as it is, for ``validate_zone`` to refuse.
    """
    wanted = "_".join(text.split()).casefold()
    by_name = {name.casefold(): name for name in zone_names()}
    if wanted in by_name:
        return by_name[wanted]
    cities = [name for name in zone_names() if name.rpartition("/")[2].casefold() == wanted]
    return cities[0] if len(cities) == 1 else text


def validate_zone(name: str) -> None:
    """Raise ValidationError where ``name`` is no IANA time zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValidationError(
            _("“%(zone)s” is not a time zone. Choose one from the list, like Europe/London."),
            code="zone",
            params={"zone": name},
        ) from None
