"""A time zone as a person types it: a city will do; the browser offers a list below the field."""

from typing import Any

from django import forms

from accounts.zones import find_zone, places, validate_zone


class ZoneField(forms.CharField):
    """Gives the name of the IANA zone that was meant.

    Its page includes ``accounts/_zones.html`` with the field, for the list.
    """

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "list": "zones"})
        super().__init__(max_length=64, widget=widget, **kwargs)

    @property
    def offers(self) -> list[tuple[str, str]]:
        """Each zone there is to choose from, with how people call it: ``New York, America``."""
        return [(name, _called(name)) for name in places()]

    def clean(self, value: Any) -> str:
        """The zone that was meant by what was typed. Raises ValidationError where there is none."""
        zone = find_zone(super().clean(value))
        validate_zone(zone)
        return zone


def _called(name: str) -> str:
    area, _slash, city = name.replace("_", " ").rpartition("/")
    return ", ".join([city, *reversed(area.split("/"))]) if area else city
