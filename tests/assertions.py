"""Which tests assert nothing, neither by themselves nor by a helper that does."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.house import last_name

Function = ast.FunctionDef | ast.AsyncFunctionDef
Place = tuple[str, str]
"""A module and a name in it."""

BUILT_IN = {"raises", "warns", "deprecated_call", "expect"}
"""What pytest and Playwright assert with."""
PREFIXES = ("assert", "django_assert")
"""How the assertions of libraries begin: `assertContains`, `django_assert_num_queries`."""


def idle_tests(sources: Mapping[str, str]) -> Iterator[str]:
    """The tests among these files (texts by name) that no change to the code could fail."""
    read = _Read()
    for name, source in sources.items():
        read.add(_module_of(name), ast.parse(source))
    for place, nodes in sorted(read.functions.items()):
        module, name = place
        for node in nodes if name.startswith("test") else ():
            if not read.does(module, node, frozenset({place})):
                yield f"{module}:{node.lineno} {name}"


def _module_of(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@dataclass
class _Read:
    """What was read of the files: their functions, and where the names in them come from."""

    functions: dict[Place, list[Function]] = field(default_factory=dict)
    methods: dict[str, list[Place]] = field(default_factory=dict)
    origins: dict[Place, Place] = field(default_factory=dict)

    def add(self, module: str, tree: ast.Module) -> None:
        """Take in one file."""
        for node in ast.walk(tree):
            if isinstance(node, Function):
                self.functions.setdefault((module, node.name), []).append(node)
            elif isinstance(node, ast.ClassDef):
                for each in filter(lambda part: isinstance(part, Function), node.body):
                    self.methods.setdefault(each.name, []).append((module, each.name))
            elif isinstance(node, ast.ImportFrom):
                around = module.split(".")[: -node.level] if node.level else []
                start = ".".join([*around, *filter(None, [node.module])])
                for alias in node.names:
                    self.origins[module, alias.asname or alias.name] = start, alias.name

    def asserts(self, place: Place, seen: frozenset[Place]) -> bool:
        """Whether a function of this name asserts, or calls one of ours that does."""
        if place in seen:
            return False
        nodes = self.functions.get(place, [])
        return any(self.does(place[0], node, seen | {place}) for node in nodes)

    def does(self, module: str, function: Function, seen: frozenset[Place]) -> bool:
        """Whether anything in a function asserts."""
        return any(self._asserts(module, node, seen) for node in ast.walk(function))

    def _asserts(self, module: str, node: ast.AST, seen: frozenset[Place]) -> bool:
        if isinstance(node, ast.Assert):
            return True
        if not isinstance(node, ast.Call):
            return False
        name = last_name(node.func)
        ours = self._ours(module, node.func)
        if ours:
            return any(self.asserts(place, seen) for place in ours)
        return name in BUILT_IN or name.startswith(PREFIXES)

    def _ours(self, module: str, called: ast.expr) -> list[Place]:
        """The functions of ours that a call may mean; none where it means a library's."""
        name = last_name(called)
        if isinstance(called, ast.Name):
            found = self.origins.get((module, name), (module, name))
            return [found] if found in self.functions else []
        return self.methods.get(name, [])
