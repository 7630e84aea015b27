"""Each rule of the house bites: what breaks it is found, what keeps it is let through."""

from __future__ import annotations

import pytest
from django.db import models

from tests import house

LONG = "def f():\n" + "    x = 1\n" * 31
LISTS = house.reads_what_was_fetched({"events"})


@pytest.mark.parametrize(
    ("rule", "name", "source"),
    [
        (house.imports_upward, "accounts/x.py", "from applications.models import Event"),
        (house.imports_upward, "accounts/x.py", "def f():\n    import followups.planning.apply"),
        (house.imports_upward, "accounts/x.py", "import_module('coaching.render')"),
        (house.imports_upward, "accounts/x.py", "importlib.import_module('coaching.render')"),
        (house.imports_an_app, "jobtracker/urls.py", "from accounts import urls"),
        (house.imports_the_tests, "accounts/x.py", "from tests.conftest import NOW"),
        (house.imports_the_tests, "accounts/x.py", "import bench.run"),
        (house.needs_more_than_pure_python, "e.py", "from django.db import models"),
        (house.needs_more_than_pure_python, "e.py", "import os.path"),
        (house.needs_more_than_pure_python, "e.py", "from followups.models import Reminder"),
        (house.needs_more_than_pure_python, "followups/timing/e.py", "from ..models import X"),
        (house.needs_more_than_pure_python, "followups/timing/e.py", "from .. import models"),
        (house.needs_more_than_pure_python, "e.py", "import followups.timings"),
        (house.needs_more_than_readers_do, "e.py", "from django.conf import settings"),
        (house.needs_more_than_readers_do, "e.py", "import socket"),
        (house.needs_more_than_readers_do, "e.py", "from applications.models import Stage"),
        (house.asks_a_clock_or_opens_a_door, "e.py", "datetime.now()"),
        (house.asks_a_clock_or_opens_a_door, "e.py", "datetime.date.today()"),
        (house.asks_a_clock_or_opens_a_door, "e.py", "clock = datetime.utcnow"),
        (house.asks_a_clock_or_opens_a_door, "e.py", "open('x')"),
        (house.is_long, "x.py", "x = 1\n" * 301),
        (house.has_long_functions, "x.py", LONG),
        (house.has_long_functions, "x.py", LONG.replace("def", "async def")),
        (house.dispatches, "x.py", "from django.dispatch import Signal"),
        (house.dispatches, "x.py", "from django.dispatch import receiver"),
        (house.dispatches, "x.py", "from django.dispatch.dispatcher import Signal"),
        (house.dispatches, "x.py", "from django import dispatch"),
        (house.dispatches, "x.py", "import django\ndjango.dispatch.Signal()"),
        (house.listens_to_models, "x.py", "from django.db.models.signals import post_save"),
        (house.listens_to_models, "x.py", "models.signals.pre_delete.connect(f)"),
        (house.tells, "x.py", "facts_changed.send(sender=None)"),
        (house.tells, "x.py", "signals.facts_changed.send_robust(sender=None)"),
        (house.tells, "x.py", "from a import facts_changed as it\nsay = it.send"),
        (house.hears, "x.py", "facts_changed.connect(f)"),
        (LISTS, "x.py", "application.events.filter(token=token)"),
        (LISTS, "x.py", "application.events.get(token=token)"),
        (LISTS, "x.py", "def f(x):\n    return [e for e in x.application.events.all()]"),
    ],
)
def test_a_text_that_breaks_a_rule_is_found(rule: house.Rule, name: str, source: str) -> None:
    (fault,) = {fault.partition(" ")[0] for fault in rule(name, source)}
    assert fault.startswith(name)


@pytest.mark.parametrize(
    ("rule", "name", "source"),
    [
        (house.imports_upward, "coaching/x.py", "from applications.models import Event"),
        (house.imports_an_app, "jobtracker/urls.py", "include('accounts.urls')"),
        (house.imports_the_tests, "accounts/x.py", "import testserver"),
        (house.needs_more_than_pure_python, "e.py", "import re\nimport followups.timing.facts"),
        (house.needs_more_than_readers_do, "e.py", "import csv\nimport jobtracker.reading.money"),
        (house.needs_more_than_pure_python, "followups/timing/e.py", "from .facts import X"),
        (house.asks_a_clock_or_opens_a_door, "e.py", "datetime.combine(day, clock)"),
        (house.is_long, "x.py", "x = 1\n" * 300),
        (house.has_long_functions, "x.py", LONG.replace("\n", '\n    """Says it."""\n', 1)[:-10]),
        (house.dispatches, "jobtracker/signals.py", "from django.dispatch import Signal"),
        (house.dispatches, "x.py", "from celery.signals import task_prerun"),
        (house.listens_to_models, "x.py", "application.save()"),
        (house.tells, "x.py", "mail.send()"),
        (house.hears, "x.py", "task_prerun.connect(f)"),
        (LISTS, "x.py", "application.events.create(token=token)"),
        (LISTS, "x.py", "collected.events.get(key, ())"),
        (LISTS, "x.py", "Event.objects.filter(application=application)"),
    ],
)
def test_a_text_that_keeps_a_rule_is_let_through(rule: house.Rule, name: str, source: str) -> None:
    assert list(rule(name, source)) == []


class _Busy(models.Model):
    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        raise NotImplementedError


class _Idle(models.Model):
    class Meta:
        abstract = True


class _BusyQuerySet(models.QuerySet["_Idle"]):
    def bulk_create(self, *args: object, **kwargs: object) -> list[_Idle]:  # type: ignore[override]
        raise NotImplementedError


def test_hidden_work_is_found() -> None:
    assert list(house.hidden_work(_Busy)) == ["tests.test_house._Busy.save"]
    assert list(house.hidden_work(_BusyQuerySet)) == ["tests.test_house._BusyQuerySet.bulk_create"]
    assert list(house.hidden_work(_Idle)) == []


@pytest.mark.parametrize(
    ("source", "writes"),
    [
        ("from accounts.locking import owner_locked", True),
        ("from accounts.locking import lock, write", True),
        ("from django.db import transaction", True),
        ("from django.db import models", False),
    ],
)
def test_who_writes_is_known_by_what_it_imports(source: str, writes: bool) -> None:
    assert house.defines_verbs(source) is writes


LIBRARIES = {"reminders": "followups", "dates": "jobtracker"}


@pytest.mark.parametrize(
    ("name", "source", "found"),
    [
        ("applications/page.html", "{% load dates reminders %}", ["load reminders"]),
        ("applications/page.html", "{% load due from reminders %}", ["load reminders"]),
        ("people/x.html", "{% include 'notes/_x.html' with a=b %}", ["include notes/_x.html"]),
        ("base.html", '{%extends "accounts/base.html"%}', ["extends accounts/base.html"]),
        ("coaching/x.html", "{% load reminders %}{% include 'notes/_x.html' %}", []),
        ("notes/x.txt", "{% load i18n dates %}{% include 'notes/_y.txt' %}{% include x %}", []),
        ("mfa/x.html", "{% extends 'base.html' %}", []),
    ],
)
def test_what_a_template_uses_is_found(name: str, source: str, found: list[str]) -> None:
    faults = house.uses_templates_of_a_floor_above(name, source, LIBRARIES)
    assert list(faults) == [f"{name}: {fault}" for fault in found]
