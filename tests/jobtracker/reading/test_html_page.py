"""A web page as lines of text."""

from __future__ import annotations

import time

import pytest

from jobtracker.reading.html_page import is_html, read_html


def test_blocks_are_lines_and_the_rest_is_text() -> None:
    page = read_html(
        "<p>One <b>two</b>&amp;three<br>four</p><div>five\nsix</div> <!-- <p>no -->seven"
    )
    assert page.lines == ["One two&three", "four", "five six", "seven"]


def test_scripts_and_styles_are_no_text_and_data_is_kept() -> None:
    page = read_html(
        "<title>A &amp; B</title><style>p{}</style><script>'<p>no</p>'</script>"
        '<script type=\'application/ld+json\'>{"a": "<p>"}</script><p>yes'
    )
    assert page.lines == ["yes"]
    assert page.title == "A & B"
    assert page.data == ['{"a": "<p>"}']


def test_what_stands_beside_the_text() -> None:
    page = read_html(
        '<html lang="de-AT"><meta property="og:url" content="https://a.example/?a=1&amp;b=2">'
        '<link rel=canonical href="https://a.example/"><h1>Big <i>job</i></h1>'
    )
    assert page.language == "de"
    assert page.metas["og:url"] == "https://a.example/?a=1&b=2"
    assert page.links["canonical"] == "https://a.example/"
    assert page.marked["h1"] == ["Big job"]


def test_marked_elements_are_kept_with_what_is_within() -> None:
    source = (
        '<div class="x firm y"><div>At</div><span>Acme</span></div><div class="firmer">No</div>'
    )
    assert read_html(source, {"firm": "company"}).marked == {"company": ["At Acme"]}


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ("<p>a", True),
        ("<!DOCTYPE html>", True),
        ("a < b and c > d", False),
        ("<ana@x.example>", False),
    ],
)
def test_a_page_is_told_from_a_text(text: str, is_page: bool) -> None:
    assert is_html(text) is is_page


@pytest.mark.parametrize(
    "piece",
    [
        "<", "<a ", '<a "', "<!--", "<!-- x>", "<script>", "<div>", "<a '\">", "<h1>", "</h1>", "&",
        '<a x="', "<h1 class='firm'>", "<title>", "<p title='firm'>", "<![CDATA[", "</",
    ],
)  # fmt: skip
def test_no_page_takes_long(piece: str) -> None:
    start = time.process_time()
    read_html(piece * (400_000 // len(piece)) + ">", {"firm": "company"})
    assert time.process_time() - start < 2


@pytest.mark.parametrize("source", ["<p>a<", "<p>a</", "<p>1 < 2 & 3 > 2", "<p>a<b", "<p>a<!--b"])
def test_what_is_broken_is_read_as_far_as_it_goes(source: str) -> None:
    assert read_html(source).lines[0][0] in "a1"
