"""Places in templates that higher apps fill, so that no app imports one above it.

A template marks a place with ``{% panel "interview.thank_yous" %}``, or asks for a value with
``{% provided "table.next_steps" rows now as steps %}``; code asks with ``value_of``, or where
several apps take part, with ``values_of``. An app above fills it in ``AppConfig.ready``.
"""

from collections.abc import Callable, Iterator
from typing import Any

Provider = Callable[..., Any]

_templates: dict[str, str] = {}
_providers: dict[str, Provider] = {}
_parts: dict[str, dict[str, Provider]] = {}


def fill(place: str, template: str) -> None:
    """Register ``template`` for ``place``; it is rendered with the page's own context."""
    _templates[place] = template


def provide(name: str, provider: Provider) -> None:
    """Register ``provider``, called with the arguments of ``{% provided name … %}``."""
    _providers[name] = provider


def take_part(name: str, app: str, provider: Provider) -> None:
    """Register what ``app`` adds to ``values_of(name, …)``."""
    _parts.setdefault(name, {})[app] = provider


def values_of(name: str, *arguments: Any) -> Iterator[Any]:
    """Yield the value from each app that takes part in ``name``, lower apps first."""
    for provider in _parts.get(name, {}).values():
        yield provider(*arguments)


def template_of(place: str) -> str:
    """Return the template that fills ``place``. Raises KeyError if none does."""
    return _templates[place]


def value_of(name: str, *arguments: Any) -> Any:
    """Return the value from the provider of ``name``. Raises KeyError if there is none."""
    return _providers[name](*arguments)
