"""No test of ours is without an assertion, and what finds such a test does find it."""

from __future__ import annotations

import pytest

from scripts.paths import ROOT
from tests.assertions import idle_tests

HELPERS = """
from tests.deep import deeper

def assert_good(x): assert x
def assert_nothing(x): print(x)
def looked(x): assert_good(x)
def told(x): return deeper(x)
class Stage:
    def sent(self): assert self
    def send(self): print(self)
"""
DEEP = "def deeper(x): assert x\ndef idle(x): return idle(x)"
HEAD = """
import pytest
from playwright.sync_api import expect
from pytest_django.asserts import assertContains
from tests.helpers import assert_good, assert_nothing, looked, told as heard
from .deep import idle
"""


def found(body: str) -> list[str]:
    source = f"{HEAD}\n{body}"
    files = {"tests/helpers.py": HELPERS, "tests/deep.py": DEEP, "tests/test_x.py": source}
    return [each.rpartition(" ")[2] for each in idle_tests(files)]


@pytest.mark.parametrize(
    "body",
    [
        "def test_a(): run()",
        "async def test_a(): run()",
        "class TestA:\n    def test_a(self): run()",
        "def test_a(): good == bad",
        "def test_a(): assert_nothing(1)",
        "def test_a(): idle(1)",
        "def test_a(stage): stage.send()",
        "def test_a(client): client.get('/')",
        "def test_a():\n    def inner(): pass",
        "class A:\n    def test_a(self): run()\nclass B:\n    def test_a(self): assert run()",
    ],
)
def test_a_test_without_an_assertion_is_found(body: str) -> None:
    assert found(body) == ["test_a"]


@pytest.mark.parametrize(
    "body",
    [
        "def test_a(): assert run()",
        "def test_a():\n    with pytest.raises(ValueError): run()",
        "def test_a(page): expect(page).to_have_url('/')",
        "def test_a(page): assertContains(page, 'x')",
        "def test_a(): assert_good(1)",
        "def test_a(): looked(1)",
        "def test_a(): heard(1)",
        "def test_a(stage): stage.sent()",
        "def test_a(django_assert_num_queries):\n    with django_assert_num_queries(0): run()",
        "def check(x): assert x\ndef test_a(): check(1)",
        "def helper(): run()",
    ],
)
def test_one_that_asserts_is_let_through(body: str) -> None:
    assert found(body) == []


def test_each_test_of_ours_asserts_something() -> None:
    files = [*(ROOT / "tests").rglob("*.py")]
    assert len(files) > 100
    assert list(idle_tests({f.relative_to(ROOT).as_posix(): f.read_text() for f in files})) == []
