"""The engine uses the standard library alone, reads no clock and touches nothing outside."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import followups.timing

ENGINE = sorted(Path(followups.timing.__path__[0]).glob("**/*.py"))
ALLOWED = {
    "calendar", "collections", "collections.abc", "dataclasses", "datetime", "enum", "functools",
    "itertools", "json", "re", "types", "typing", "zoneinfo",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow"}
OUTSIDE = {"open", "print", "input", "exec", "eval", "__import__"}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 1, "the engine imports nothing from the floors around it"


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.name)
def test_imports_are_of_the_standard_library(path: Path) -> None:
    found = set(imports(ast.parse(path.read_text())))

    assert found <= ALLOWED
    assert found <= {*sys.stdlib_module_names, "collections.abc"}


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.name)
def test_no_clock_is_read_and_nothing_is_opened(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute):
            assert node.attr not in CLOCKS
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in OUTSIDE


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: path.name)
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text().splitlines()) < 300
