"""Pieces of a template that say the same to everybody, rendered once: ``{% load fixed %}``."""

from collections.abc import Hashable

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class FixedNode(template.Node):
    """What stands between the tags, rendered once for each language and each set of ``values``."""

    def __init__(self, nodelist: NodeList, values: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.values = values
        self.rendered: dict[tuple[Hashable, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The piece; it sees nothing of the page but ``values``."""
        values = {name: value.resolve(context) for name, value in self.values.items()}
        key = (get_language(), *values.values())
        found = self.rendered.get(key)
        if found is None:
            found = self.rendered[key] = self.nodelist.render(context.new(values))
        return found


@register.tag
def fixed(parser: Parser, token: Token) -> FixedNode:
    """``{% fixed %}…{% endfixed %}``: labels, icons and addresses that no reader changes.

    ``{% fixed here %}`` depends on the variable ``here``, too; its values have to be few.
    """
    names = token.split_contents()[1:]
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    return FixedNode(nodelist, {name: parser.compile_filter(name) for name in names})
