"""The tests begin at an instant that is given: they read no clock to learn what time it is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.paths import ROOT

TESTS = ROOT / "tests"
TICKING = ("browser", "e2e", "faults", "services")
"""Folders of tests beside whose own clock another one ticks: a page's, or a real process's."""

READERS = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "timezone": {"now", "localtime", "localdate"},
    "time": {"time", "time_ns", "localtime", "gmtime"},
}
"""The calls that read a clock, by what they are looked up in; a stopwatch is none."""

TAKES_A_MOMENT = {"localtime", "localdate", "gmtime"}
"""Those that read it only where they are given no moment."""


def reads(text: str) -> list[int]:
    """The lines in which a module reads a clock, at any time."""
    tree = ast.parse(text)
    return lines_in(ast.walk(tree), imported(tree))


def reads_on_import(text: str) -> list[int]:
    """The lines in which it does so while it is imported."""
    tree = ast.parse(text)
    return lines_in(run_on_import(tree), imported(tree))


def imported(tree: ast.AST) -> set[str]:
    """The names by which a module calls what reads a clock, without a dot."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name in READERS.get((node.module or "").rpartition(".")[2], set())
    }


def lines_in(nodes: Iterator[ast.AST], bare: set[str]) -> list[int]:
    found = [node for node in nodes if isinstance(node, ast.Call)]
    return sorted({call.lineno for call in found if reads_a_clock(call, bare)})


def reads_a_clock(call: ast.Call, bare: set[str]) -> bool:
    if isinstance(call.func, ast.Name):
        name, reader = call.func.id, call.func.id in bare
    elif isinstance(call.func, ast.Attribute):
        name, owner = call.func.attr, call.func.value
        base = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
        reader = name in READERS.get(base, set())
    else:
        return False
    given = bool(call.args) or any(word.arg == "value" for word in call.keywords)
    return reader and not (given and name in TAKES_A_MOMENT)


def run_on_import(node: ast.AST) -> Iterator[ast.AST]:
    """Every node but those in the bodies of functions."""
    yield node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        inner: list[ast.AST] = [*node.decorator_list, node.args]
    elif isinstance(node, ast.Lambda):
        inner = [node.args]
    else:
        inner = [*ast.iter_child_nodes(node)]
    for child in inner:
        yield from run_on_import(child)


def faults(paths: list[Path], *, on_import: bool) -> list[str]:
    rule = reads_on_import if on_import else reads
    return [f"{path.relative_to(ROOT)}:{line}" for path in paths for line in rule(path.read_text())]


def test_no_module_reads_a_clock_while_it_is_imported() -> None:
    assert faults(sorted(TESTS.rglob("*.py")), on_import=True) == []


def test_a_test_is_given_its_instant() -> None:
    """By `at`, the clock's, or by `now`, the story's."""
    paths = [
        path
        for path in sorted(TESTS.rglob("*.py"))
        if path.relative_to(TESTS).parts[0] not in TICKING
    ]
    assert len(paths) > 100
    assert faults(paths, on_import=False) == []


@pytest.mark.parametrize(
    "text",
    [
        "NOW = datetime.now(UTC)",
        "NOW = datetime.datetime.now()",
        "def day(today=date.today()): pass",
        "@pytest.mark.parametrize('at', [timezone.now()])\ndef test(at): pass",
        "class Case:\n    at = timezone.localtime()",
        "DAY = timezone.localdate(timezone=zone)",
        "later = lambda at=time.time(): at",
        "from time import time as clock\nbegun = clock()",
        "from django.utils.timezone import now\nNOW = now()",
    ],
)
def test_the_rule_finds_what_is_read_on_import(text: str) -> None:
    assert reads_on_import(text)
    assert reads(text)


@pytest.mark.parametrize(
    "text",
    [
        "def day():\n    return date.today()",
        "day = lambda: date.today()",
        "class Case:\n    async def at(self):\n        return timezone.now()",
    ],
)
def test_the_rule_tells_what_is_read_later(text: str) -> None:
    assert not reads_on_import(text)
    assert reads(text)


@pytest.mark.parametrize(
    "text",
    [
        "NOON = time(12, 0)",
        "from datetime import time\nMIDNIGHT = time()",
        "DAY = timezone.localdate(at)",
        "THERE = timezone.localtime(value=at)",
        "begun = time.monotonic()",
        "found = page.now()",
        "field = DateField(default=timezone.now)",
    ],
)
def test_the_rule_allows_what_reads_no_clock(text: str) -> None:
    assert reads(text) == []
