"""Out and in again: all of it, twice without harm, and nothing of it where any does not fit."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications.models import Application, Event, Interview
from applications.services.documents import keep_document
from data_exchange.errors import ImportRejected
from data_exchange.exporters.data import documents, export_data, path_of
from data_exchange.importers import data as archive_importer
from data_exchange.importers.data import import_data
from demo.load import load
from followups.models import PolicyChoice, Reminder
from followups.services import choose_policy, dismiss, mark_done, snooze
from notes.context import NoteContext
from notes.drafting.suggest import Draft
from notes.models import NoteDraft
from notes.services import save_draft
from references.models import Company, Reference
from tests.conftest import MakeApplication, MakeContact, MakeReference

Json = dict[str, Any]
NO_FILES: Callable[[str], bytes | None] = lambda path: None  # noqa: E731

# Everything that belongs to a person is in the archive, or it is not for this reason.
IN_THE_ARCHIVE = {
    "references.Company", "references.Contact", "references.Reference",
    "applications.Tag", "applications.Application", "applications.Document", "applications.Event",
    "applications.WeeklyGoal", "applications.Interview", "applications.Debrief",
    "applications.DebriefTopic", "applications.Message", "applications.SavedView",
    "followups.PolicyChoice", "followups.Reminder", "notes.NoteDraft",
    "notes.NoteTemplate", "digests.Digest", "followups.CoachNote", "followups.Nudge",
    "followups.PolicyChange", "accounts.CoachGrant", "accounts.AccessLog",
    "inbox.ReceivedFile", "inbox.Suggestion", "inbox.CalendarLink", "inbox.IgnoredSender",
}  # fmt: skip
LEFT_OUT = {
    "applications.RemovedApplication": "its owner deleted it; it is kept for a day",
    "followups.HeldBack": "worked out from the facts",
    "followups.PlanContext": "worked out from the facts",
    "data_exchange.ImportJob": "how far an import is that runs on this server",
    "api.ApiKey": "opens this server alone, and is kept as a digest: create one there",
    "api.RememberedAnswer": "a copy of an answer, kept for a week for a repeated request",
    "agenda.CalendarLink": "a secret address of this server",
    "api.Webhook": "a secret, encrypted by a key of this server: add it again there",
    "api.WebhookMessage": "what was told to a program",
    "api.WebhookDelivery": "how that was received",
    "inbox.Mailbox": "a password, encrypted by a key of this server: connect it again there",
    "inbox.MailFolder": "how far this server has read a mailbox",
    "inbox.PrivateAddress": "a secret address of this server",
}


def test_everything_that_belongs_to_a_person_is_in_it_or_has_a_reason_not_to_be() -> None:
    owned = {model._meta.label for model in apps.get_models() if hasattr(model, "OWNER_PATH")}
    assert owned == IN_THE_ARCHIVE | set(LEFT_OUT)


@pytest.fixture
def robin(db: None, now: datetime, settings: Any, tmp_path: Any) -> User:
    """The seeker of the demo, with a document, a policy and reminders closed by hand."""
    settings.MEDIA_ROOT = tmp_path
    user = load(now=now)
    application = user.applications.first()
    upload = SimpleUploadedFile("resume.txt", b"Robin Hale, designer")
    keep_document(
        user, upload, kind="resume", name="R", token=uuid4(), now=now, application=application
    )
    choose_policy(user, "patient", {"silence_days": 21}, by=user, now=now)
    rows = iter(Reminder.objects.filter(owner=user, state="open").order_by("pk"))
    mark_done(next(rows), now=now)
    dismiss(next(rows), now=now)
    snooze(next(rows), now + timedelta(days=2), now=now)
    return user


def files_of(user: User) -> Callable[[str], bytes | None]:
    found = {}
    for row in documents(user):
        with row.file.open("rb") as file:
            found[path_of(row)] = file.read()
    return found.get


def paths_of(user: User) -> list[str]:
    return [path_of(row) for row in documents(user)]


def as_read(data: Json) -> Json:
    """The archive as it comes back from a file."""
    return json.loads(json.dumps(data))  # type: ignore[no-any-return]


def told(user: User, now: datetime) -> Json:
    """An archive without what is another account's by nature."""
    data = as_read(export_data(user, now=now))
    data.pop("owner")
    data.pop("about")
    for row in data["reminders"]:
        row["catch_up"] = None
        if row["state"] not in Reminder.BY_HAND:
            row["closed_at"] = None
    for name in ("companies", "contacts", "references", "saved_views", "reminders", "documents"):
        data[name] = sorted(data[name], key=lambda row: json.dumps(row, sort_keys=True))
    return data


def live(data: Json) -> Json:
    """Without the history of reminders: those that facts have settled are not made again."""
    gone = ("settled", "lapsed")
    rows = [row for row in data["reminders"] if row["state"] not in gone]
    return {**data, "reminders": rows}


def test_out_and_in_is_the_same_search(robin: User, stranger: User, now: datetime) -> None:
    data = as_read(export_data(robin, now=now))
    added = import_data(stranger, data, files_of(robin), now=now)
    assert live(told(stranger, now)) == live(told(robin, now))
    assert added["applications"] == robin.applications.count()
    there, here = (map(files_of(who), paths_of(who)) for who in (robin, stranger))
    assert sorted(here) == sorted(there)  # type: ignore[type-var]
    assert robin.documents.count() == stranger.documents.count() == 4


def test_bringing_it_in_twice_adds_nothing_twice(
    robin: User, stranger: User, now: datetime
) -> None:
    data, files = as_read(export_data(robin, now=now)), files_of(robin)
    import_data(stranger, data, files, now=now)
    before = told(stranger, now)
    assert import_data(stranger, data, files, now=now) == {}
    assert import_data(robin, data, files, now=now) == {}
    assert told(stranger, now) == before


def test_what_one_has_stays_and_what_is_missing_is_added(robin: User, now: datetime) -> None:
    data, files = as_read(export_data(robin, now=now)), files_of(robin)
    application = robin.applications.exclude(events=None).first()
    assert application is not None
    Application.objects.filter(pk=application.pk).update(notes="written since")
    lost = application.events.first()
    assert lost is not None
    Event.objects.filter(pk=lost.pk).delete()
    choose_policy(robin, "prompt", {}, by=robin, now=now)
    assert import_data(robin, data, files, now=now) == {"events": 1}
    application.refresh_from_db()
    assert application.notes == "written since"
    assert application.events.filter(token=lost.token, kind=lost.kind, at=lost.at).exists()
    assert PolicyChoice.objects.get(owner=robin).base == "prompt"


def test_what_was_done_or_waved_away_stays_so(robin: User, stranger: User, now: datetime) -> None:
    import_data(stranger, as_read(export_data(robin, now=now)), files_of(robin), now=now)
    for state in ("done", "dismissed", "snoozed"):
        mine, theirs = (
            sorted(Reminder.objects.filter(owner=who, state=state).values_list("rule", flat=True))
            for who in (robin, stranger)
        )
        assert mine == theirs, state


Spoil = Callable[[Json], object]
SPOILT: dict[str, tuple[Spoil, str, str]] = {
    "another format": (lambda d: d.update(format="x"), "", "not an archive from here"),
    "a later version": (lambda d: d.update(version=3), "version", "cannot be read"),
    "contacts are no list": (lambda d: d.update(contacts={}), "contacts", "must be a list"),
    "a row is no object": (lambda d: d["contacts"].append(7), "contacts[", "named fields"),
    "no token": (lambda d: d["contacts"][0].pop("token"), "contacts[0].token", "token"),
    "no name": (lambda d: d["contacts"][1].update(name=" "), "contacts[1].name", "required"),
    "a bad address": (lambda d: d["contacts"][1].update(email="x"), "contacts[1].email", "email"),
    "too long": (lambda d: d["contacts"][1].update(name="x" * 151), "contacts[1].name", "150"),
    "no text": (lambda d: d["contacts"][1].update(role=[]), "contacts[1].role", "must be text"),
    "a null byte": (
        lambda d: d["contacts"][1].update(notes="a\x00"), "contacts[1].notes", "cannot be kept",
    ),
    "half a character": (
        lambda d: d["contacts"][1].update(notes="\ud800"), "contacts[1].notes", "cannot be kept",
    ),
    "an unknown consent": (
        lambda d: d["references"][0].update(consent="maybe"), "references[0].consent", "maybe",
    ),
    "a reference to nobody": (
        lambda d: d["references"][0].update(contact=str(uuid4())), "references[0].contact", "token",
    ),
    "no title": (lambda d: d["applications"][0].pop("title"), "applications[0].title", "required"),
    "pay upside down": (
        lambda d: d["applications"][0].update(pay_min=9, pay_max=1), "applications[0]", "pay",
    ),
    "interest 9": (
        lambda d: d["applications"][0].update(interest=9), "applications[0].interest", "5",
    ),
    "a year too far": (
        lambda d: d["applications"][0]["events"][0].update(at="9999-01-01T00:00:00Z"),
        "applications[0].events[0].at", "year",
    ),
    "no zone": (
        lambda d: d["applications"][0]["events"][0].update(at="2026-01-01T00:00:00"),
        "applications[0].events[0].at", "zone",
    ),
    "no moment": (
        lambda d: d["applications"][0]["events"][0].update(at="soon"),
        "applications[0].events[0].at", "soon",
    ),
    "an unknown kind": (
        lambda d: d["applications"][0]["events"][0].update(kind="party"),
        "applications[0].events[0].kind", "party",
    ),
    "a bad policy": (
        lambda d: d.update(policy={"base": "balanced", "changes": {"min_gap_days": 1}}),
        "policy.min_gap_days", "A recruiter's blog",
    ),
    "no file": (lambda d: d["documents"][0].update(path="x"), "documents[0].path", "not in"),
}  # fmt: skip


@pytest.fixture
def small(
    make_application: MakeApplication,
    make_contact: MakeContact,
    make_reference: MakeReference,
    now: datetime,
    settings: Any,
    tmp_path: Any,
) -> User:
    """The seeker with one of each."""
    settings.MEDIA_ROOT = tmp_path
    make_contact("Ana Ruiz")
    make_reference()
    application = make_application()
    upload = SimpleUploadedFile("resume.txt", b"words")
    owner = application.owner
    keep_document(owner, upload, kind="resume", name="R", token=uuid4(), now=now)
    return owner


def test_what_does_not_fit_is_named_and_nothing_is_written(
    small: User, stranger: User, now: datetime
) -> None:
    whole, files = as_read(export_data(small, now=now)), files_of(small)
    for name, (spoil, where, message) in SPOILT.items():
        data = copy.deepcopy(whole)
        spoil(data)
        with pytest.raises(ImportRejected) as refused:
            import_data(stranger, data, files, now=now)
        told = {problem.where: problem.message for problem in refused.value.problems}
        found = next((told[each] for each in told if each.startswith(where)), None)
        assert found is not None, f"{name}: {told}"
        assert message in found, f"{name}: {found}"
        assert not Company.objects.filter(owner=stranger).exists(), name
        assert not Reminder.objects.filter(owner=stranger).exists(), name


def test_all_that_is_wrong_is_told_at_once_up_to_a_limit(
    robin: User, stranger: User, now: datetime
) -> None:
    data = as_read(export_data(robin, now=now))
    for row in data["contacts"][:2]:
        row["email"] = "no address"
    with pytest.raises(ImportRejected) as few:
        import_data(stranger, copy.deepcopy(data), files_of(robin), now=now)
    named = [problem.where for problem in few.value.problems]
    assert named[:2] == ["contacts[0].email", "contacts[1].email"]
    for application in data["applications"]:
        for event in application["events"]:
            event["at"] = "never"
    with pytest.raises(ImportRejected) as many:
        import_data(stranger, data, files_of(robin), now=now)
    assert len(many.value.problems) == 21


def test_an_archive_beyond_the_limit_is_refused_before_anything_is_read(
    stranger: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_importer, "MOST_ROWS", 3)
    data = {"format": "jobtracker", "version": 1, "contacts": [{}, {}, {}, {}]}
    with pytest.raises(ImportRejected, match="more than 3 rows"):
        import_data(stranger, data, NO_FILES, now=now)


def test_one_plan_is_made_for_the_whole_and_one_for_what_mails_hold(
    robin: User, stranger: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from followups.planning import replan

    calls: list[set[int]] = []
    real = replan.replan

    def counted(owner_id: int, ids: Any, *, now: datetime, revive: bool) -> Any:
        assert owner_id == stranger.pk
        calls.append(set(ids))
        return real(owner_id, ids, now=now, revive=revive)

    monkeypatch.setattr(replan, "replan", counted)
    data, files = as_read(export_data(robin, now=now)), files_of(robin)
    data["policy"] = None
    import_data(stranger, data, files, now=now)
    waiting = stranger.suggestions.exclude(holds_until=None)
    held = set(waiting.values_list("application", flat=True))
    assert calls == [set(stranger.applications.values_list("pk", flat=True)), held]
    assert len(held) == 3


def test_the_queries_are_the_same_for_few_rows_and_many(robin: User, now: datetime) -> None:
    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            export_data(robin, now=now)
        return len(found)

    many = count()
    keep = robin.applications.values_list("pk", flat=True)[:3]
    robin.applications.exclude(pk__in=list(keep)).delete()
    assert count() == many


def begin(owner: User, purpose: str, body: str, now: datetime, **about: Any) -> None:
    save_draft(NoteContext(owner, purpose, **about), "email", Draft("S", body), now=now)


def test_notes_begun_come_along_whatever_they_are_about(
    robin: User, stranger: User, now: datetime
) -> None:
    talk = Interview.objects.filter(owner=robin).exclude(interviewers=None).first()
    joan = Reference.objects.filter(contact__owner=robin).first()
    assert talk is not None
    application, bo = talk.application, talk.interviewers.first()
    about = {"application": application, "interview": talk, "contact": bo}
    begin(robin, "thank_you", "Dear Bo", now, **about)
    begin(robin, "status", "How do things stand?", now, application=application)
    begin(robin, "keep_in_touch", "Dear Joan", now, reference=joan)
    data = as_read(export_data(robin, now=now))
    assert import_data(stranger, data, files_of(robin), now=now)["notes begun"] == 3
    assert told(stranger, now)["notes_begun"] == told(robin, now)["notes_begun"]
    assert NoteDraft.objects.filter(owner=stranger, contact__name=bo and bo.name).count() == 1
    NoteDraft.objects.filter(owner=stranger, purpose="status").update(body="Mine")
    assert import_data(stranger, data, files_of(robin), now=now) == {}
    assert NoteDraft.objects.get(owner=stranger, purpose="status").body == "Mine"


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"purpose": "poem"}, "purpose"),
        ({"purpose": None}, "purpose"),
        ({"channel": None}, "channel"),
        ({"application": "00000000-0000-0000-0000-000000000000"}, "application"),
        ({"application": None}, ""),
    ],
)
def test_a_note_begun_that_does_not_fit_is_refused(
    robin: User, stranger: User, now: datetime, changes: Json, where: str
) -> None:
    begin(robin, "status", "Hello", now, application=robin.applications.first())
    data = as_read(export_data(robin, now=now))
    data["notes_begun"][0] |= changes
    with pytest.raises(ImportRejected) as refused:
        import_data(stranger, data, files_of(robin), now=now)
    assert f"notes_begun[0]{where and '.'}{where}" in str(refused.value)
