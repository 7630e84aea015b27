"""We use libraries by what they offer: what is private may be gone with the next version."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from types import FunctionType, ModuleType

import pytest
from django.forms import ModelForm

from scripts.paths import ROOT
from tests.house import FLOORS, first_of

OFFERED = {"_meta", "_state", "_default_manager", "_base_manager"} | {
    "_replace", "_fields", "_field_defaults", "_asdict",
}  # fmt: skip
"""Documented for use, in spite of their underscore: Django's and those of named tuples."""
SERVERS = ("wsgi", "asgi", "celery")
"""They refuse settings that are not fit for production when they are imported."""
FILES = sorted(
    path
    for floor in FLOORS
    for path in (ROOT / floor).rglob("*.py")
    if "migrations" not in path.parts and path.stem not in SERVERS
)


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("_")


def uses(source: str) -> Iterator[str]:
    """What a file takes that begins with an underscore, but from itself."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            of = node.value
            is_own = isinstance(of, ast.Name) and of.id in {"self", "cls"}
            if not is_own and node.attr not in OFFERED:
                yield f"{node.lineno} uses {node.attr}"
        if isinstance(node, ast.ImportFrom) and first_of(node.module or "") not in FLOORS:
            names = [*str(node.module).split("."), *(alias.name for alias in node.names)]
            private = [each for each in names if is_private(each) or each == "internal"]
            yield from (f"{node.lineno} imports {each}" for each in private)


def overrides(thing: type) -> Iterator[str]:
    """The private methods of a library that a class of ours takes the place of."""
    others = [base for base in thing.__mro__ if first_of(base.__module__) not in FLOORS]
    for name, value in vars(thing).items():
        if isinstance(value, FunctionType) and is_private(name):
            yield from (f"{thing.__name__}.{name}" for base in others if name in vars(base))


def classes(module: ModuleType) -> Iterator[type]:
    for thing in vars(module).values():
        if isinstance(thing, type) and thing.__module__ == module.__name__:
            yield thing


def test_no_file_of_ours_uses_a_private_name_of_a_library() -> None:
    assert len(FILES) > 200
    found = [(path.relative_to(ROOT), list(uses(path.read_text()))) for path in FILES]
    assert [f"{path}:{each}" for path, faults in found for each in faults] == []


def test_no_class_of_ours_takes_the_place_of_a_private_method() -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in FILES]
    modules = [import_module(name.removesuffix(".__init__")) for name in names]
    found = [each for module in modules for each in classes(module)]
    assert len(found) > 200
    assert [fault for each in found for fault in overrides(each)] == []


@pytest.mark.parametrize(
    "source",
    [
        "response._csp_replace = 1",
        "x.y()._z()",
        "from allauth.mfa.internal import x",
        "import_()._a",
    ],
)
def test_a_private_name_is_found(source: str) -> None:
    assert len(list(uses(source))) == 1


@pytest.mark.parametrize(
    "source",
    ["self._x = 1", "x.__class__", "Model._meta", "from django.utils.translation import _"],
)
def test_what_is_offered_is_let_through(source: str) -> None:
    assert list(uses(source)) == []


def test_an_override_is_found() -> None:
    class Form(ModelForm):  # type: ignore[type-arg]
        def _post_clean(self) -> None:
            """Nothing."""

    assert set(overrides(Form)) == {"Form._post_clean"}
