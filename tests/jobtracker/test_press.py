"""Mails are set once a language and filled in: marks, places, escapes and inlined styles."""

from collections.abc import Iterator

import pytest
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.template.loaders.locmem import Loader

from jobtracker.mail import press
from jobtracker.mail.press import part_of, sheet

HTML = """<html><head><style>
.late { color: red } @media (prefers-color-scheme: dark) { .late { color: pink !important } }
</style></head><body><!--list--><ul>
<!--row--><li class="late"><a href="[[href]]">[[name]]</a></li><!--/row-->
</ul><!--/list--></body></html>"""
TEXT = """Hello
<!--row-->
* [[name]]
<!--/row-->
Bye
"""


@pytest.fixture(autouse=True)
def _templates(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    backend = engines["django"]
    assert isinstance(backend, DjangoTemplates)
    texts = {
        "a.html": HTML,
        "a.txt": TEXT,
        "bad.txt": "<!--a--><!--b--><!--/a-->",
        "open.txt": "<!--a-->",
    }
    monkeypatch.setattr(
        backend.engine, "template_loaders", [Loader(backend.engine, texts)], raising=False
    )
    press._sheet.cache_clear()
    yield
    press._sheet.cache_clear()


def test_a_part_is_filled() -> None:
    part = part_of("[[a]] and [[b]] and [[a]]")
    assert part.fill({"a": "1", "b": "2"}) == "1 and 2 and 1"
    assert part.fill({"a": "1"}) == "1 and  and 1"
    assert part.asks_for("b")
    assert not part.asks_for("c")


def test_some_places_are_filled_for_good() -> None:
    part = part_of("[[a]] of [[b]]: 100 %", is_html=True).set({"a": "<[[c]]>"}, {"b": "<b>"})
    assert part.fill({"c": "&"}) == "&lt;&amp;&gt; of <b>: 100 %"
    assert part_of("[[a]] [[b]]").set({"a": "100 %(b)s"}).fill({"b": "2"}) == "100 %(b)s 2"


def test_values_are_never_read_as_places() -> None:
    assert part_of("[[a]]").fill({"a": "[[b]]", "b": "no"}) == "[[b]]"


def test_html_is_inlined_and_keeps_what_the_dark_needs() -> None:
    row = sheet("a.html")["row"].fill({"href": "/x?a=1&b=2", "name": "<Ana>"})
    assert 'style="color: red' in row
    assert "&lt;Ana&gt;" in row
    assert 'href="/x?a=1&amp;b=2"' in row
    whole = sheet("a.html")["whole"].fill({}, {"list": "LIST"})
    assert "prefers-color-scheme: dark" in whole
    assert "<body>LIST</body>" in whole


def test_parts_lie_in_parts() -> None:
    made = sheet("a.html")
    assert made["list"].fill({}, {"row": "<li>1</li>"}).split() == ["<ul>", "<li>1</li></ul>"]


def test_text_is_not_escaped_and_marks_leave_no_lines() -> None:
    made = sheet("a.txt")
    assert made["row"].fill({"name": "<Ana>"}) == "* <Ana>\n"
    assert made["whole"].fill({"row": "* Bo\n"}) == "Hello\n* Bo\nBye\n"


def test_a_template_is_set_once() -> None:
    assert sheet("a.html") is sheet("a.html")


@pytest.mark.parametrize("name", ["bad.txt", "open.txt"])
def test_marks_must_nest(name: str) -> None:
    with pytest.raises(ValueError, match="the part"):
        sheet(name)
