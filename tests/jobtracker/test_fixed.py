"""Pieces of a template that are rendered once."""

import pytest
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from accounts.models import User
from jobtracker.navigation import ENTRIES


class Counted:
    """Says how often it was looked at."""

    def __init__(self) -> None:
        self.looks = 0

    def __str__(self) -> str:
        self.looks += 1
        return f"look {self.looks}"


def template(inner: str, *values: str) -> Template:
    return Template(f"{{% load fixed %}}{{% fixed {' '.join(values)} %}}{inner}{{% endfixed %}}")


def test_it_is_rendered_once_for_each_language_and_each_value() -> None:
    counted = Counted()
    piece = template("{{ counted }} {{ here }}", "here", "counted")
    said: list[str] = []
    for language in ("en", "de", "en"):
        with translation.override(language):
            contexts = (Context({"here": here, "counted": counted}) for here in "aba")
            said += map(piece.render, contexts)
    first, second, *_rest = said
    assert said == [first, second, first, *said[3:5], said[3], first, second, first]
    assert counted.looks == len(set(said)) == 4


def test_it_sees_nothing_of_the_page_but_its_values() -> None:
    piece = template("[{{ here }}{{ name }}]", "here")
    assert piece.render(Context({"here": "a", "name": "Ana"})) == "[a]"
    assert template("[{{ name }}]").render(Context({"name": "Ana"})) == "[]"


def test_what_it_is_given_is_escaped() -> None:
    piece = template("{{ here }}", "here")
    assert piece.render(Context({"here": "<b>"})) == "&lt;b&gt;"


def test_it_has_to_end() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load fixed %}{% fixed %}never")


def test_the_navigation_names_each_reader(rf: RequestFactory) -> None:
    page = Template("{% nav %}")
    for name in ("Ana", "Ciro"):
        request = rf.get("/")
        request.resolver_match = None
        request.user = User(email=f"{name}@example.org", name=name)
        html = page.render(RequestContext(request, {"section": ENTRIES[0].name}))
        assert name in html
        assert {"Ana": "Ciro", "Ciro": "Ana"}[name] not in html
