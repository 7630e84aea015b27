"""The house: apps import downwards only, the engine stays pure, files and functions stay small."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.dispatch import Signal

from jobtracker import signals
from scripts.paths import ROOT
from tests import house
from tests.house import FLOORS

WHOLE_HOUSE = ("jobtracker/settings.py", "jobtracker/urls.py", "jobtracker/celery.py")
"""They name apps, by string."""

OURS = [model for model in apps.get_models() if model._meta.app_label in FLOORS]


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def faults(rule: house.Rule, paths: Iterable[Path]) -> list[str]:
    paths = list(paths)
    assert paths, "nothing to look at"
    return [
        fault
        for path in paths
        for fault in rule(path.relative_to(ROOT).as_posix(), path.read_text())
    ]


@pytest.mark.parametrize("floor", FLOORS)
def test_a_floor_imports_only_from_those_below(floor: str) -> None:
    assert faults(house.imports_upward, modules(floor)) == []


def test_a_template_uses_only_what_is_of_its_floor_or_below() -> None:
    libraries = {path.stem: path.parts[-3] for path in ROOT.glob("*/templatetags/[a-z]*.py")}
    templates = [path for path in (ROOT / "templates").rglob("*") if path.is_file()]
    assert libraries
    assert templates
    found = [
        fault
        for path in templates
        for fault in house.uses_templates_of_a_floor_above(
            path.relative_to(ROOT / "templates").as_posix(), path.read_text(), libraries
        )
    ]
    assert found == []


def test_every_app_of_ours_has_a_floor() -> None:
    assert {path.parent.name for path in ROOT.glob("*/apps.py")} == set(FLOORS)


def test_who_names_the_whole_house_does_so_by_string() -> None:
    assert faults(house.imports_an_app, [ROOT / name for name in WHOLE_HOUSE]) == []


def test_nothing_of_ours_imports_the_tests() -> None:
    assert faults(house.imports_the_tests, modules(*FLOORS)) == []


@pytest.mark.parametrize(
    "rule", [house.needs_more_than_pure_python, house.asks_a_clock_or_opens_a_door]
)
def test_the_engine_is_pure(rule: house.Rule) -> None:
    assert faults(rule, modules("followups/timing")) == []


@pytest.mark.parametrize(
    "rule", [house.needs_more_than_readers_do, house.asks_a_clock_or_opens_a_door]
)
def test_the_readers_are_pure(rule: house.Rule) -> None:
    assert faults(rule, modules(*house.READERS)) == []


def test_the_readers_can_be_imported_without_django() -> None:
    code = "import sys, applications.posting, data_exchange.spreadsheet.reading.read;"
    code += "import inbox.reading.mail, inbox.reading.calendar, inbox.reading.answers;"
    check = code + "assert not any(name.partition('.')[0] == 'django' for name in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False, timeout=60)
    assert ran.returncode == 0


def test_the_engine_can_be_imported_without_django() -> None:
    code = "import sys, followups.timing.plan, followups.timing.casefile.read;"
    check = code + "assert not any(name.partition('.')[0] == 'django' for name in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False, timeout=60)
    assert ran.returncode == 0


def test_no_file_is_long() -> None:
    long = faults(house.is_long, modules(*FLOORS, "scripts", "bench"))
    # The settings are one file, so that each is found in one place.
    assert {each.partition(":")[0] for each in long} <= {"jobtracker/settings.py"}, long


def test_no_function_is_long() -> None:
    assert faults(house.has_long_functions, modules(*FLOORS, "scripts", "bench")) == []


def test_there_are_two_signals_of_our_own() -> None:
    assert faults(house.dispatches, modules(*FLOORS)) == []
    ours = {name for name, value in vars(signals).items() if isinstance(value, Signal)}
    assert ours == {"facts_changed", "happened"}


def test_facts_are_told_from_one_place_a_floor() -> None:
    places = Counter(each.partition("/")[0] for each in faults(house.tells, modules(*FLOORS)))
    assert places == {"accounts": 1, "references": 1, "applications": 1}
    assert faults(house.hears, modules(*FLOORS)) == []


def test_no_saving_does_more_than_it_says() -> None:
    assert faults(house.listens_to_models, modules(*FLOORS)) == []
    managers = [manager for model in OURS for manager in model._meta.managers]
    things = [*OURS, *map(type, managers), *(each._queryset_class for each in managers)]
    assert len(OURS) > 20
    assert [fault for thing in things for fault in house.hidden_work(thing)] == []


def test_who_writes_asks_the_database_and_no_row_s_own_lists() -> None:
    fields = [field for model in OURS for field in model._meta.get_fields()]
    lists = {
        field.get_accessor_name() if field.auto_created else field.name
        for field in fields
        if field.one_to_many or field.many_to_many
    }
    assert lists > {"events", "interviews", "interviewers", "messages", "tags", "documents"}
    writers = [path for path in modules(*FLOORS) if house.defines_verbs(path.read_text())]
    assert ROOT / "applications" / "services" / "events.py" in writers
    assert faults(house.reads_what_was_fetched(lists), writers) == []
