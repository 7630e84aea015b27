"""A mail that waits to be sorted holds the follow-up back until it is answered, by the rules."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import User
from applications import services
from applications.models import Application
from followups.cards import card_context, held_back_items
from followups.models import HeldBack, Reminder
from followups.planning.collect import collect
from followups.timing import facts as f
from followups.timing.plan import plan_application
from inbox.answers import proposed
from inbox.models import ReceivedFile, Suggestion
from inbox.services.answer import accept, ignore
from inbox.services.expire import expire_holds
from inbox.services.retention import delete_due
from inbox.services.undo import undo_answer
from tests.conftest import MakeApplication, person
from tests.inbox.incoming import mail, suggested

DAY = timedelta(days=1)
NOW = datetime(2026, 3, 19, 20, 0, tzinfo=UTC)
STATUS = {"rule__startswith": "status."}


def from_harbour(kind: str, at: datetime) -> bytes:
    return mail(kind, at, From="Ana Ruiz <ana@harbouranalytics.example>")


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    """Silent for so long that a note is due."""
    return make_application(applied_at=NOW - 20 * DAY)


def is_open(application: Application) -> bool:
    rows = Reminder.objects.filter(application=application, **STATUS)
    return rows.filter(opens_at__lte=NOW).exists()


def held(application: Application) -> HeldBack:
    return HeldBack.objects.get(application=application, guard="mail_to_sort")


class TestHeldBack:
    @pytest.fixture
    def row(self, seeker: User, application: Application) -> Suggestion:
        assert is_open(application)
        return suggested(seeker, from_harbour("reply", NOW - DAY), NOW)

    def test_no_note_goes_out_over_an_unread_answer(
        self, seeker: User, application: Application, row: Suggestion
    ) -> None:
        assert not is_open(application)
        items = held_back_items([held(application)], card_context(seeker, [], NOW))
        (item,) = items
        assert item.is_yours
        assert item.action_url == reverse("followups:inbox")
        assert "Wed 18 Mar" in item.reason

    def test_not_about_a_job_lets_it_go_out(
        self, application: Application, row: Suggestion
    ) -> None:
        ignore(row, now=NOW)
        assert is_open(application)

    def test_taking_that_back_holds_it_again(
        self, seeker: User, application: Application, row: Suggestion
    ) -> None:
        undo_answer(seeker, ignore(row, now=NOW), now=NOW)
        assert not is_open(application)

    def test_logging_it_replaces_it_with_the_fact(
        self, seeker: User, application: Application, row: Suggestion
    ) -> None:
        accept(row, proposed(row, seeker.zone), now=NOW)
        assert not is_open(application)
        assert not HeldBack.objects.filter(guard="mail_to_sort").exists()

    def test_deleting_it_lets_it_go_out(self, application: Application, row: Suggestion) -> None:
        ReceivedFile.objects.update(delete_at=NOW)
        delete_due(NOW)
        assert is_open(application)

    def test_after_fourteen_days_it_holds_no_more(
        self, application: Application, row: Suggestion
    ) -> None:
        at = row.at + 14 * DAY
        expire_holds(at)
        assert Reminder.objects.filter(application=application, opens_at__lte=at, **STATUS).exists()

    def test_it_is_a_sign_that_the_application_arrived(
        self, seeker: User, make_application: MakeApplication
    ) -> None:
        application = make_application("Kestrel", applied_at=NOW - 5 * DAY)
        receipt = Reminder.objects.filter(
            application=application, rule="application.receipt", state__in=Reminder.LIVE
        )
        assert receipt.exists()
        raw = mail("confirmation", NOW - 4 * DAY, From="x@kestrel.example", Subject="Kestrel")
        assert suggested(seeker, raw, NOW).application == application
        assert not receipt.exists()


KINDS = ("confirmation", "rejection", "reply", "offer", "sent", "ignore")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(KINDS),
        st.sampled_from(["waiting", "accepted", "ignored"]),
        st.integers(0, 40 * 24 * 60),
        st.booleans(),
        st.booleans(),
    ),
    max_size=4,
)


class TestPlan(TestCase):
    """What is stored comes to the same plan as its literal facts."""

    @settings(max_examples=40, deadline=None)
    @given(rows=ROWS)
    def test_suggestions_are_facts_like_any_others(self, rows: list[Any]) -> None:
        owner = person("property@test.example", "Robin Hale")
        application = _application(owner)
        plain = collect(owner, None).applications[application.pk]
        literal = [_stored(owner, application, number, *row) for number, row in enumerate(rows)]
        collected = collect(owner, None)
        stored = collected.applications[application.pk]
        assert plain is not None
        assert stored is not None
        mails = tuple(each for each in literal if each)
        known = _with(plain, tuple(sorted(mails, key=lambda each: (each.at, each.name))))
        policy = collected.policy
        assert plan_application(stored, policy) == plan_application(known, policy)
        if not mails:
            assert stored == plain


def _application(owner: User) -> Application:
    return services.add_application(
        owner, token=uuid4(), company="Harbour", fields={"title": "Designer"},
        applied_at=NOW - 30 * DAY, now=NOW,
    )  # fmt: skip


def _stored(
    owner: User, application: Application, number: int, kind: str, state: str, minutes: int,
    holds: bool, is_its: bool,
) -> f.MailUnsorted | None:  # fmt: skip
    """Store a suggestion, and return the fact that it is by the rules, if it is one."""
    at = NOW - 40 * DAY + timedelta(minutes=minutes)
    is_waiting = state == "waiting"
    file = ReceivedFile.objects.create(
        owner=owner, key=str(number), way="upload", format="mail", arrived_at=at, delete_at=at
    )
    row = Suggestion.objects.create(
        owner=owner, file=file, kind=kind, state=state, at=at,
        application=application if is_its else None,
        holds_until=NOW if holds and is_waiting else None,
        answered_at=None if is_waiting else NOW,
    )  # fmt: skip
    counts = is_waiting and holds and is_its
    return f.MailUnsorted(f"s{row.pk}", at) if counts else None


def _with(facts: f.Facts, mails: tuple[f.MailUnsorted, ...]) -> f.Facts:
    return replace(facts, events=(*facts.events, *mails))
