"""A form field for a time zone, typed as a city; the browser suggests zones from a list."""

from typing import Any

from django import forms

from accounts.zones import find_zone, places, validate_zone


class ZoneField(forms.CharField):
    """Cleans to the name of an IANA zone.

    The page must include ``accounts/_zones.html`` for the list.
    """

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "list": "zones"})
        super().__init__(max_length=64, widget=widget, **kwargs)

    @property
    def offers(self) -> list[tuple[str, str]]:
        """Each zone with its readable name, such as ``New York, America``."""
        return [(name, _label(name)) for name in places()]

    def clean(self, value: Any) -> str:
        """Return the zone that the text names. Raises ValidationError if it names none."""
        zone = find_zone(super().clean(value))
        validate_zone(zone)
        return zone


def _label(name: str) -> str:
    area, _slash, city = name.replace("_", " ").rpartition("/")
    return ", ".join([city, *reversed(area.split("/"))]) if area else city
