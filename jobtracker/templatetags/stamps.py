"""Pieces that stand on a page many times: cut once for each shape, then only filled in.

``{% load stamps %}``. A template looks each value up anew, and each label; of a card with twenty of
them, that is where the time of a page goes.
"""

from collections.abc import Hashable, Iterable, Mapping
from re import compile as pattern
from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()

MARK = "\x00"
MARKED = pattern(f"{MARK}(\\w+){MARK}")
AGAIN = "%({})s"


class Hole(SafeString):
    """Stands where a value is filled in. It can be written out; nothing else is known of it."""

    is_asked = False

    def __bool__(self) -> bool:
        self.is_asked = True
        return False


class Blank:
    """Stands for each thing of one ``shape``: every other name in it is a hole."""

    def __init__(self, shape: Hashable = None) -> None:
        self.shape = shape
        self.holes: list[Hole] = []

    def __getattr__(self, name: str) -> Hole:
        self.holes.append(Hole(f"{MARK}{name}{MARK}"))
        return self.holes[-1]


class Stamp:
    """A piece that was cut: ``text`` holds a place for each name, in the way of ``%``."""

    def __init__(self, html: str) -> None:
        self.names = set(MARKED.findall(html))
        self.text = MARKED.sub(lambda found: AGAIN.format(found[1]), html.replace("%", "%%"))

    def filled(self, thing: object, around: Mapping[str, str]) -> str:
        """The piece about ``thing``; what it has not is taken from ``around``. All is escaped."""
        own = self.names - around.keys()
        return self.text % {**around, **{name: _written(getattr(thing, name)) for name in own}}


class StampNode(template.Node):
    """What stands between the tags, for each of many things."""

    def __init__(
        self,
        nodelist: NodeList,
        name: str,
        things: FilterExpression,
        around: Mapping[str, FilterExpression],
    ) -> None:
        self.nodelist = nodelist
        self.name = name
        self.things = things
        self.around = around
        self.stamps: dict[tuple[Hashable, ...], Stamp] = {}

    def render(self, context: Context) -> SafeString:
        """The pieces, one after the other."""
        language, things = get_language(), self.things.resolve(context)
        around = {name: _written(each.resolve(context)) for name, each in self.around.items()}
        return mark_safe("".join(self._pieces(things, language, around, context)))  # escaped

    def _pieces(
        self, things: Iterable[Any], language: str | None, around: dict[str, str], context: Context
    ) -> Iterable[str]:
        for thing in things:
            key = (language, thing.shape)
            stamp = self.stamps.get(key)
            if stamp is None:
                stamp = self.stamps[key] = self._cut(thing.shape, context)
            yield stamp.filled(thing, around)

    def _cut(self, shape: Hashable, context: Context) -> Stamp:
        thing, around = Blank(shape), Blank()
        seen = {self.name: thing, **{name: getattr(around, name) for name in self.around}}
        html = self.nodelist.render(context.new(seen))
        if any(hole.is_asked for hole in (*thing.holes, *around.holes)):
            raise TypeError("what a stamp depends on has to be a part of its shape")
        return Stamp(html)


def _written(value: object) -> str:
    return conditional_escape(value if isinstance(value, str) else str(value))


@register.tag
def stamp(parser: Parser, token: Token) -> StampNode:
    """``{% stamp card in cards with next %}…{% endstamp %}``.

    Each card has a ``shape``, of which there are few: conditions ask that alone. Whatever else a
    card has is written out as it is (``{{ card.title }}``, without filters), and so are the
    variables of the page that are named after ``with``.
    """
    _tag, name, word, things, *rest = token.split_contents()
    if word != "in" or (rest and rest[0] != "with"):
        raise template.TemplateSyntaxError("{% stamp card in cards with next %}")
    nodelist = parser.parse(("endstamp",))
    parser.delete_first_token()
    around = {each: parser.compile_filter(each) for each in rest[1:]}
    return StampNode(nodelist, name, parser.compile_filter(things), around)
