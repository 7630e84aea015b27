"""Pieces that are cut once for each shape: as a loop writes them, and strict about the rest."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from jobtracker.templatetags.stamps import Hole, StampNode

INNER = (
    "<li{% if card.shape %} class='{{ card.shape }}'{% endif %}>"
    "{{ card.name }} {{ card.url }} {{ card.count }} {{ next }} 100% {{ card.name }}</li>"
)
STAMPED = "{% load stamps %}{% stamp card in cards with next %}" + INNER + "{% endstamp %}"
LOOPED = "{% for card in cards %}" + INNER + "{% endfor %}"


@dataclass
class Card:
    name: object
    shape: str = ""
    url: str | SafeString = "/a/?b=1&c=2"
    count: int = 7


def rendered(source: str | Template, **context: Any) -> str:
    template = Template(source) if isinstance(source, str) else source
    return template.render(Context(context))


@pytest.mark.parametrize(
    "cards",
    [
        [],
        [Card("Ana")],
        [Card("Ana", "late"), Card("Bo"), Card("Chi", "late")],
        [Card("<script>alert(1)</script>"), Card("100% %(name)s %s"), Card("\x00name\x00")],
        [Card(mark_safe("<b>bold</b>")), Card(gettext_lazy("Today")), Card(None)],
    ],
)
@pytest.mark.parametrize("following", ["", "/x/?a=1&b=<2>"])
def test_it_writes_what_a_loop_writes(cards: list[Card], following: str) -> None:
    expected = rendered(LOOPED, cards=cards, next=following)
    template = Template(STAMPED)
    for _ in range(2):
        assert rendered(template, cards=cards, next=following) == expected


def test_a_shape_is_cut_once_for_each_language() -> None:
    template = Template(STAMPED)
    for language in ("en", "de", "en"):
        with translation.override(language):
            rendered(template, cards=[Card("Ana"), Card("Bo", "late"), Card("Chi")])
    (node,) = (node for node in template.nodelist if isinstance(node, StampNode))
    assert set(node.stamps) == {(lang, shape) for lang in ("en", "de") for shape in ("", "late")}


@pytest.mark.parametrize(
    "inner",
    [
        "{% if card.name %}x{% endif %}",
        "{% if not next %}x{% endif %}",
        "{% if card.shape or card.name %}x{% endif %}",
        "{{ card.name|default:'x' }}",
        "{% firstof card.name 'x' %}",
    ],
)
def test_what_is_no_part_of_the_shape_cannot_be_asked(inner: str) -> None:
    source = "{% load stamps %}{% stamp card in cards with next %}" + inner + "{% endstamp %}"
    with pytest.raises(TypeError, match="shape"):
        rendered(source, cards=[Card("Ana")])


def test_it_sees_nothing_else_of_the_page() -> None:
    source = "{% load stamps %}{% stamp card in cards %}[{{ secret }}]{% endstamp %}"
    assert rendered(source, cards=[Card("Ana")], secret="of one reader") == "[]"


def test_a_hole_is_written_as_it_is() -> None:
    assert rendered("{{ hole }}", hole=Hole("\x00name\x00")) == "\x00name\x00"


@pytest.mark.parametrize("tag", ["stamp card of cards", "stamp card in cards using next"])
def test_a_wrong_tag_is_told(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load stamps %}{% " + tag + " %}{% endstamp %}")
