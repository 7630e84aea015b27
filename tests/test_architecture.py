"""The house: apps import downwards only, the engine stays pure, files and functions stay small."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.paths import ROOT

FLOORS = ("jobtracker", "accounts", "references", "applications", "followups", "coaching")
"""From the ground up: a floor imports only from those before it, and from itself."""

WHOLE_HOUSE = {"jobtracker/settings.py", "jobtracker/urls.py", "jobtracker/celery.py"}
"""They name apps, by string."""

ENGINE = ROOT / "followups" / "timing"
LONGEST_FILE = 300
LONGEST_FUNCTION = 30
IMPURE = {
    "asyncio", "http", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets",
    "shutil", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "urllib",
    "uuid",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow", "time", "monotonic", "fromtimestamp"}
DOORS = {"open", "print", "input", "exec", "eval", "__import__"}


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    """Every import in a file, those inside functions and under TYPE_CHECKING too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.lineno, node.module or ""
        elif isinstance(node, ast.Call) and is_import_by_name(node):
            yield (
                node.lineno,
                str(node.args[0].value) if isinstance(node.args[0], ast.Constant) else "?",
            )


def is_import_by_name(node: ast.Call) -> bool:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in {"import_module", "__import__"} and bool(node.args)


HERE = [floor for floor in FLOORS if (ROOT / floor).is_dir()]


@pytest.mark.parametrize("floor", HERE)
def test_a_floor_imports_only_from_those_below(floor: str) -> None:
    above = set(FLOORS[FLOORS.index(floor) + 1 :])
    upward = [
        f"{named(path)}:{line} imports {module}"
        for path in modules(floor)
        for line, module in imports_of(path)
        if module.partition(".")[0] in above
    ]
    assert upward == []


def test_every_app_of_ours_has_a_floor() -> None:
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")}
    assert apps <= set(FLOORS)


def test_who_names_the_whole_house_does_so_by_string() -> None:
    for name in WHOLE_HOUSE:
        found = {module.partition(".")[0] for _line, module in imports_of(ROOT / name)}
        assert found & set(FLOORS) <= {"jobtracker"}, name


def test_nothing_of_ours_imports_the_tests() -> None:
    found = [
        f"{named(path)}:{line}"
        for path in modules(*HERE)
        for line, module in imports_of(path)
        if module.partition(".")[0] in {"tests", "bench"}
    ]
    assert found == []


@pytest.mark.parametrize("path", sorted(ENGINE.rglob("*.py")), ids=named)
def test_the_engine_needs_the_standard_library_alone(path: Path) -> None:
    for line, module in imports_of(path):
        first = module.partition(".")[0]
        own = module.startswith("followups.timing")
        assert own or first in sys.stdlib_module_names, f"{named(path)}:{line} imports {module}"
        assert first not in IMPURE, f"{named(path)}:{line} imports {module}"


@pytest.mark.parametrize("path", sorted(ENGINE.rglob("*.py")), ids=named)
def test_the_engine_asks_no_clock_and_opens_no_door(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            func = node.func
            if isinstance(func, ast.Attribute):
                base = getattr(func.value, "id", "")
                asks = base in {"datetime", "date"} and func.attr in CLOCKS
                assert not asks, f"{named(path)}:{node.lineno} asks the clock"
            elif isinstance(func, ast.Name):
                assert func.id not in DOORS, f"{named(path)}:{node.lineno} calls {func.id}"


def test_the_engine_can_be_imported_without_django() -> None:
    code = "import sys, followups.timing.plan, followups.timing.casefile;"
    check = code + "assert not any(name.partition('.')[0] == 'django' for name in sys.modules)"
    import subprocess

    subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=True, timeout=60)


def test_no_file_is_long() -> None:
    long = {
        named(path): lines
        for path in modules(*HERE, "scripts", "bench")
        if (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    # The settings are one file, so that each is found in one place.
    assert set(long) <= {"jobtracker/settings.py"}, long


def test_no_function_is_long() -> None:
    long = [
        f"{named(path)}:{node.lineno} {node.name}: {length(node)} lines"
        for path in modules(*HERE, "scripts", "bench")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and length(node) > LONGEST_FUNCTION
    ]
    assert long == []


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function's body; what it says of itself is not counted."""
    body = node.body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_a_signal_is_sent_from_one_place() -> None:
    """There is one signal of our own; more of them would hide who writes what."""
    found = [
        named(path)
        for path in modules(*HERE)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Signal"
    ]
    assert found == []
