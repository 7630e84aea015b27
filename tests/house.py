"""The rules of the house, each a function of a file's name and text that yields what breaks it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TypeGuard

Rule = Callable[[str, str], Iterator[str]]

FLOORS = (
    "jobtracker",
    "accounts",
    "references",
    "applications",
    "inbox",
    "followups",
    "notes",
    "digests",
    "agenda",
    "coaching",
    "operations",
    "data_exchange",
    "demo",
    "api",
)
"""From the ground up: a floor imports only from those before it, and from itself."""

TEMPLATES_OF = {
    "account": "accounts", "mfa": "accounts", "allauth": "accounts", "emails": "accounts",
    "people": "applications",
}  # fmt: skip
"""Folders of templates that are not called as their app is."""
TAG = re.compile(r"{%-?\s*(load|include|extends)\s(.*?)-?%}", re.DOTALL)
QUOTED = re.compile(r"""["']([\w/-]+\.(?:html|txt))["']""")

LONGEST_FILE = 300
LONGEST_FUNCTION = 30
PURE = {
    "__future__", "calendar", "collections", "dataclasses", "datetime", "enum", "functools",
    "itertools", "json", "re", "types", "typing", "zoneinfo",
}  # fmt: skip
READERS = (
    "jobtracker/reading", "applications/posting", "data_exchange/spreadsheet/reading",
    "inbox/reading",
)  # fmt: skip
"""Pure packages that read what people bring: text or bytes in, a finding out."""
READERS_USE = {
    "base64", "bisect", "codecs", "csv", "decimal", "email", "html", "icalendar", "io", "math",
    "pathlib", "quopri", "rapidfuzz", "statistics", "tomllib", "unicodedata", "urllib",
    "xml", "zipfile", "zlib",
}  # fmt: skip
"""What readers may use beyond what the engine uses: parsers, and what compares words."""
CLOCKS = {"now", "today", "utcnow", "monotonic", "fromtimestamp", "localtime"}
DOORS = {"open", "print", "input", "exec", "eval", "__import__"}
DISPATCHERS = {
    "jobtracker/signals.py", "followups/planning/replan.py", "api/webhooks/events.py",
}  # fmt: skip
"""Where our two signals are made, and where each is heard."""
MODEL_SIGNALS = {
    "pre_init", "post_init", "pre_save", "post_save", "pre_delete", "post_delete", "m2m_changed",
    "class_prepared", "ModelSignal",
}  # fmt: skip
HIDDEN_WORK = {
    "__init__", "save", "asave", "save_base", "delete", "adelete", "from_db", "refresh_from_db",
    "create", "update", "get_or_create", "update_or_create", "bulk_create", "bulk_update",
}  # fmt: skip
READS = {
    "all", "filter", "exclude", "get", "first", "last", "exists", "count", "values", "values_list",
    "order_by", "in_bulk", "iterator", "aggregate", "annotate", "latest", "earliest", "contains",
    "select_related", "prefetch_related", "only", "defer", "using", "distinct",
}  # fmt: skip


def imports_of(name: str, source: str) -> Iterator[tuple[int, str]]:
    """Every import in a file, those inside functions and under TYPE_CHECKING too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            around = name.split("/")[: -node.level] if node.level else []
            yield node.lineno, ".".join([*around, *filter(None, [node.module])])
        elif isinstance(node, ast.Call) and _is_import_by_name(node):
            first = node.args[0]
            yield node.lineno, str(first.value) if isinstance(first, ast.Constant) else "?"


def _is_import_by_name(node: ast.Call) -> bool:
    return last_name(node.func) in {"import_module", "__import__"} and bool(node.args)


def last_name(node: ast.AST) -> str:
    """The name at the end of a dotted one; empty for what has none."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def first_of(dotted: str) -> str:
    """The package of a dotted name."""
    return dotted.partition(".")[0]


def imports_upward(name: str, source: str) -> Iterator[str]:
    """A floor imports only from those below it."""
    above = FLOORS[FLOORS.index(name.partition("/")[0]) + 1 :]
    for line, module in imports_of(name, source):
        if first_of(module) in above:
            yield f"{name}:{line} imports {module}"


def uses_templates_of_a_floor_above(
    name: str, source: str, libraries: Mapping[str, str]
) -> Iterator[str]:
    """A template loads, includes and extends only what is of its own floor or below.

    ``name`` is its path below ``templates/``; ``libraries`` tells the app of each tag library.
    """
    above = FLOORS[FLOORS.index(app_of_template(name)) + 1 :]
    for tag, rest in TAG.findall(source):
        used = {word: libraries.get(word, "") for word in rest.split()}
        if tag != "load":
            used = {path: app_of_template(path) for path in QUOTED.findall(rest)}
        yield from (f"{name}: {tag} {what}" for what, app in used.items() if app in above)


def app_of_template(name: str) -> str:
    """The app that a template belongs to, by its folder."""
    folder = name.rpartition("/")[0].partition("/")[0]
    app = TEMPLATES_OF.get(folder, folder)
    return app if app in FLOORS else "jobtracker"


def imports_an_app(name: str, source: str) -> Iterator[str]:
    """Settings and addresses name apps by string alone."""
    for line, module in imports_of(name, source):
        if first_of(module) in FLOORS[1:]:
            yield f"{name}:{line} imports {module}"


def imports_the_tests(name: str, source: str) -> Iterator[str]:
    """What runs for people knows nothing of tests and measurements."""
    for line, module in imports_of(name, source):
        if first_of(module) in {"tests", "bench"}:
            yield f"{name}:{line} imports {module}"


def needs_more_than_pure_python(name: str, source: str) -> Iterator[str]:
    """The engine lives on those parts of the standard library that only reckon."""
    for line, module in imports_of(name, source):
        is_own = f"{module}.".startswith("followups.timing.")
        if not is_own and first_of(module) not in PURE:
            yield f"{name}:{line} imports {module}"


def needs_more_than_readers_do(name: str, source: str) -> Iterator[str]:
    """Readers know parsers and each other; no Django, no models, no network."""
    own = tuple(f"{folder.replace('/', '.')}." for folder in READERS)
    for line, module in imports_of(name, source):
        if not f"{module}.".startswith(own) and first_of(module) not in PURE | READERS_USE:
            yield f"{name}:{line} imports {module}"


def asks_a_clock_or_opens_a_door(name: str, source: str) -> Iterator[str]:
    """The engine is told what time it is, and touches nothing outside."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
            yield f"{name}:{node.lineno} asks the clock"
        elif isinstance(node, ast.Name) and node.id in DOORS:
            yield f"{name}:{node.lineno} names {node.id}"


def is_long(name: str, source: str) -> Iterator[str]:
    """A file is read in one go."""
    if (lines := len(source.splitlines())) > LONGEST_FILE:
        yield f"{name}: {lines} lines"


def has_long_functions(name: str, source: str) -> Iterator[str]:
    """A function is seen at a glance; what it says of itself is not counted."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            if lines > LONGEST_FUNCTION:
                yield f"{name}:{node.lineno} {node.name}: {lines} lines"


def dispatches(name: str, source: str) -> Iterator[str]:
    """Each signal of our own is heard in one place; more would hide who writes what."""
    if name in DISPATCHERS:
        return
    for line, module in imports_of(name, source):
        if f"{module}.".startswith("django.dispatch."):
            yield f"{name}:{line} imports {module}"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in {"Signal", "dispatch"}:
            yield f"{name}:{node.lineno} names {node.attr}"
        if isinstance(node, ast.ImportFrom) and node.module == "django":
            found = {alias.name for alias in node.names} & {"dispatch"}
            yield from (f"{name}:{node.lineno} imports {each}" for each in found)


def listens_to_models(name: str, source: str) -> Iterator[str]:
    """No row's saving sets off work that its verb does not show."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            found = {alias.name for alias in node.names}
        else:
            found = {last_name(node)} if isinstance(node, ast.Name | ast.Attribute) else set()
        for each in sorted(found & MODEL_SIGNALS):
            yield f"{name}:{node.lineno} names {each}"


def tells(name: str, source: str) -> Iterator[str]:
    """Each place that says that facts have changed; a floor has one."""
    return _uses_of_the_signal(name, source, {"send", "send_robust", "asend", "asend_robust"})


def hears(name: str, source: str) -> Iterator[str]:
    """Each place that listens for it in another way than by ``receiver``."""
    return _uses_of_the_signal(name, source, {"connect", "disconnect"})


def _uses_of_the_signal(name: str, source: str, verbs: Collection[str]) -> Iterator[str]:
    tree = ast.parse(source)
    called = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name == "facts_changed"
    }
    for node in ast.walk(tree):
        of = last_name(node.value) if isinstance(node, ast.Attribute) else ""
        if of in {"facts_changed", *called} and last_name(node) in verbs:
            yield f"{name}:{node.lineno}"


def hidden_work(thing: type) -> Iterator[str]:
    """A model, a manager or a queryset of ours does nothing beside what Django does."""
    for each in thing.__mro__:
        if first_of(each.__module__) in (*FLOORS, "tests"):
            for name in sorted(HIDDEN_WORK & set(vars(each))):
                yield f"{each.__module__}.{each.__name__}.{name}"


def defines_verbs(source: str) -> bool:
    """Whether a file holds what writes: verbs, or functions with a transaction of their own."""
    found = {
        alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module in {"accounts.locking", "django.db"}
        for alias in node.names
    }
    return bool(found & {"owner_locked", "lock", "transaction"})


def reads_what_was_fetched(lists: Collection[str]) -> Rule:
    """Those who write ask a model's manager: a row's own ``lists`` may be old, or a part."""

    def rule(name: str, source: str) -> Iterator[str]:
        tree = ast.parse(source)
        plain = {node.func for node in ast.walk(tree) if _looks_up_by_place(node)}
        for node in ast.walk(tree):
            of = node.value if isinstance(node, ast.Attribute) else None
            if not isinstance(of, ast.Attribute) or of.attr not in lists or node in plain:
                continue
            if last_name(node) in READS:
                yield f"{name}:{node.lineno} reads {of.attr}.{last_name(node)}"

    return rule


def _looks_up_by_place(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether this asks a mapping, ``.get(key)``: a manager is asked by names."""
    return isinstance(node, ast.Call) and last_name(node.func) == "get" and bool(node.args)
