"""Every address of the coach's site × everybody: no byte of a client to whom it is not due."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from accounts.models.grants import SCOPES
from jobtracker.admin import coach_site
from tests.coaching.addresses import Address, addresses
from tests.coaching.conftest import (
    OPEN,
    OUTSIDE,
    ROLES,
    SECRETS,
    Story,
    another_coach,
    let_in,
    notes_of,
    tell,
)
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db
AsRole = Callable[[str], Client]
ALL = addresses(coach_site, "/coach/")
MODELS = ("user", "application", "interview", "reminder", "reference", "document")
READABLE = ("user", "application", "interview", "reminder", "reference")
OWN = ("coachnote", "nudge", "coachgrant")


def body(answer: Any) -> str:
    # Read to its end a stream closes by itself; closing it by hand ends the test's connection.
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode(errors="replace"))


def assert_silent(answer: HttpResponse, story: Story) -> None:
    """No word of the client's, wherever it might stand: in the page or in its headers."""
    said = body(answer) + str(answer.headers)
    for secret in (OPEN, *SECRETS.values(), story.owner.email, "coachsecret"):
        assert secret not in said


def targets(address: Address, story: Story) -> list[str]:
    """The address about the client's own rows; and about a row that nobody has."""
    if not address.has_object:
        return [address.route]
    key = story.of(address.model) if address.model in MODELS else 1
    return [address.filled(key), address.filled(987654321)]


def test_the_matrix_knows_every_model_of_the_site() -> None:
    registered = {model._meta.model_name for model in coach_site._registry}
    assert registered == {*MODELS, *OWN}
    assert len(ALL) > 60


@pytest.mark.parametrize("role", ROLES)
def test_nobody_without_a_live_grant_sees_a_byte(role: str, as_role: AsRole, story: Story) -> None:
    """List, add, change, delete, history, autocomplete, export and every page of ours."""
    client = as_role(role)
    for address in ALL:
        for target in targets(address, story):
            for answer in (client.get(target), client.post(target, {"post": "yes"})):
                assert_silent(answer, story)
                if role == "anonymous":
                    assert answer.status_code == 302, target
                elif (role in OUTSIDE and address.name != "login") or address.has_object:
                    assert answer.status_code == 404, target
                assert answer.status_code != 403, target


@pytest.mark.parametrize("role", ["no_grant", "ended", "expired", "invited", "lead"])
def test_what_is_there_and_what_is_not_answer_alike(
    role: str, as_role: AsRole, story: Story
) -> None:
    client = as_role(role)
    for address in ALL:
        if address.has_object:
            there, gone = [client.get(target) for target in targets(address, story)]
            assert there.status_code == gone.status_code == 404
            assert len(body(there)) == len(body(gone)), address.route


@pytest.mark.parametrize("scope", ["", *SCOPES])
def test_a_grant_opens_its_fields_and_no_others(
    scope: str, story: Story, coach: User, moment: datetime
) -> None:
    let_in(story.owner, coach, moment, *filter(None, [scope]))
    client = signed_in(coach)
    said = ""
    for address in ALL:
        for target in targets(address, story)[:1]:
            said += body(client.get(target))
    assert OPEN in said
    for name, secret in SECRETS.items():
        assert (secret in said) is (name == scope), f"{name} with {scope or 'no scope'}"


@pytest.mark.parametrize("model", READABLE)
def test_a_client_can_be_read(model: str, story: Story, coach: User, moment: datetime) -> None:
    let_in(story.owner, coach, moment)
    app = {"user": "accounts", "reminder": "followups", "reference": "references"}
    path = f"/coach/{app.get(model, 'applications')}/{model}/"
    client = signed_in(coach)
    assert OPEN in body(client.get(path))
    assert OPEN in body(client.get(f"{path}{story.of(model)}/change/"))


@pytest.mark.parametrize("scope", [(), SCOPES])
def test_nothing_of_a_clients_can_be_written(
    scope: tuple[str, ...], story: Story, coach: User, moment: datetime
) -> None:
    let_in(story.owner, coach, moment, *scope)
    client = signed_in(coach)
    before = [list(type(row).objects.values()) for row in _rows(story)]
    for address in ALL:
        if address.model in MODELS and "policy" not in address.name:
            target = targets(address, story)[0]
            form = {"post": "yes", "name": "changed", "title": "changed", "_save": "1"}
            answer = client.post(target, {**form, "action": "delete_selected"})
            assert answer.status_code in (200, 302, 404, 422), target
            body(answer)
    assert [list(type(row).objects.values()) for row in _rows(story)] == before


def _rows(story: Story) -> tuple[Any, ...]:
    return (
        story.application,
        story.interview,
        story.reference,
        story.contact,
        story.document,
        story.reminder,
    )


def test_another_clients_rows_stay_closed(
    story: Story, stranger: User, coach: User, moment: datetime
) -> None:
    """A grant of one client opens nothing of another: not in lists, searches or counts."""
    other = tell(stranger, moment, mark="other")
    let_in(story.owner, coach, moment, *SCOPES)
    client = signed_in(coach)
    for address in ALL:
        for target in targets(address, other)[:1]:
            answer = client.get(target)
            assert f"{OPEN}other" not in body(answer), target
            if address.has_object and address.model in MODELS:
                assert answer.status_code == 404, target


def test_scopes_are_each_clients_own(
    story: Story, stranger: User, coach: User, moment: datetime
) -> None:
    """Two clients in one list: what one shows does not open the other's."""
    other = tell(stranger, moment, mark="other")
    let_in(story.owner, coach, moment, *SCOPES)
    let_in(stranger, coach, moment)
    client = signed_in(coach)
    documents = body(client.get("/coach/applications/document/"))
    assert SECRETS["sees_documents"] in documents
    assert f"{SECRETS['sees_documents']}other" not in documents
    page = body(client.get(f"/coach/applications/application/{other.application.pk}/change/"))
    assert f"{OPEN}other" in page
    assert f"{SECRETS['sees_notes']}other" not in page
    assert SECRETS["sees_pay"] not in page


def test_one_coach_does_not_reach_anothers_notes(
    story: Story, coach: User, moment: datetime
) -> None:
    let_in(story.owner, coach, moment, *SCOPES)
    note, given = notes_of(coach, story.owner, moment)
    second = another_coach()
    let_in(story.owner, second, moment)
    client = signed_in(second)
    for row, model in ((note, "coachnote"), (given, "nudge")):
        for act in ("change", "delete", "history"):
            target = f"/coach/followups/{model}/{row.pk}/{act}/"
            assert client.get(target).status_code == 404
            assert client.post(target, {"post": "yes", "text": "mine"}).status_code == 404
        assert "coachsecret" not in body(client.get(f"/coach/followups/{model}/"))
    page = body(client.get(f"/coach/accounts/user/{story.owner.pk}/change/"))
    assert "coachsecret" not in page
    assert type(note).objects.get().text == "coachsecret"
