"""Places on a page that apps further up fill, so that no app imports one above it.

A template offers a place with ``{% panel "interview.thank_yous" %}`` or asks for a value with
``{% provided "table.next_steps" rows now as steps %}``. An app above fills it in
``AppConfig.ready``.
"""

from collections.abc import Callable
from typing import Any

Provider = Callable[..., Any]

_templates: dict[str, str] = {}
_providers: dict[str, Provider] = {}


def fill(place: str, template: str) -> None:
    """Show ``template``, rendered with the page's own context, where pages offer ``place``."""
    _templates[place] = template


def provide(name: str, provider: Provider) -> None:
    """Answer ``{% provided name … %}`` by calling ``provider`` with the tag's arguments."""
    _providers[name] = provider


def template_of(place: str) -> str:
    """Return the template that fills ``place``. Raises KeyError where nothing does."""
    return _templates[place]


def value_of(name: str, *arguments: Any) -> Any:
    """Return what the provider of ``name`` answers. Raises KeyError where there is none."""
    return _providers[name](*arguments)
