"""Every address of an admin site, read from the site itself: a new one is tested too."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver

from jobtracker.admin import GuardedSite


@dataclass(frozen=True)
class Address:
    """One pattern: its name, its route with places, and the model of the admin it belongs to."""

    name: str
    route: str
    model: str

    @property
    def has_object(self) -> bool:
        """Whether it is about one row."""
        return "<" in self.route and "catch" not in self.name

    def filled(self, pk: object) -> str:
        """The address for one row."""
        out, rest = "", self.route
        while "<" in rest:
            before, _, after = rest.partition("<")
            _place, _, rest = after.partition(">")
            out += before + str(pk)
        return out + rest


def addresses(site: GuardedSite, prefix: str) -> list[Address]:
    """Every address of an admin site, but the one that catches what is no address."""
    return [each for each in _walk(site.get_urls(), prefix) if "(" not in each.route]


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Address]:
    for each in patterns:
        route = prefix + str(each.pattern).lstrip("^")
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, route)
        else:
            parts = [part for part in route.split("/") if part]
            yield Address(each.name or "", route, parts[2] if len(parts) > 2 else "")
