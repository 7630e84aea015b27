"""What a coach leaves and how the client answers: told, taken back, and never without a grant."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.http import Http404
from django.test import Client

from accounts.models import CoachGrant, User
from accounts.services import grants
from coaching.selectors import notes_on
from followups.coach_messages import messages_for, nudges_of
from followups.models import PolicyChoice
from followups.models.coach import CoachNote, Nudge, PolicyChange
from followups.planning import collect
from followups.services import choose_policy
from followups.services.coach import (
    keep_policy,
    mark_nudge_read,
    nudge,
    revert_policy,
    rewrite_note,
    set_policy_of,
    write_note,
)
from followups.timing.policy.make import Policy, PolicyError, make
from tests.coaching.conftest import another_coach, let_in
from tests.conftest import signed_in

pytestmark = pytest.mark.django_db


def policy_of(client: User) -> Policy:
    return collect.policy_of(PolicyChoice.objects.filter(owner=client).first())


def noted(client: User, coach: User, now: datetime, text: str = "A note") -> CoachNote:
    return write_note(client, text, shared=False, by=coach, token=uuid4(), now=now)


def nudged(client: User, coach: User, now: datetime) -> Nudge:
    return nudge(client, "Call Ana", by=coach, token=uuid4(), now=now)


def test_nothing_without_a_live_grant(seeker: User, coach: User, now: datetime) -> None:
    with pytest.raises(Http404):
        noted(seeker, coach, now)
    with pytest.raises(Http404):
        nudged(seeker, coach, now)
    with pytest.raises(Http404):
        set_policy_of(seeker, "patient", {}, by=coach, now=now)
    note = None
    grant = let_in(seeker, coach, now)
    note = noted(seeker, coach, now)
    grants.end(grant, now=now)
    with pytest.raises(Http404):
        rewrite_note(note, "Other", shared=True, by=coach, now=now)
    assert policy_of(seeker) == make("balanced")


def test_a_form_sent_twice_writes_once(seeker: User, coach: User, now: datetime) -> None:
    let_in(seeker, coach, now)
    token = uuid4()
    for _twice in range(2):
        nudge(seeker, "Call Ana", by=coach, token=token, now=now)
        write_note(seeker, "A note", shared=True, by=coach, token=token, now=now)
    assert (Nudge.objects.count(), CoachNote.objects.count()) == (1, 1)


def test_a_nudge_stands_for_a_week_or_until_put_away(
    seeker: User, coach: User, now: datetime
) -> None:
    let_in(seeker, coach, now)
    given = nudged(seeker, coach, now)
    week = timedelta(days=7)
    assert [word.text for word in messages_for(seeker, now + week - timedelta(seconds=1))] == [
        "Call Ana"
    ]
    assert messages_for(seeker, now + week) == []
    mark_nudge_read(given, now=now)
    assert messages_for(seeker, now) == []


def test_a_nudge_goes_with_the_grant(seeker: User, coach: User, now: datetime) -> None:
    grant = let_in(seeker, coach, now)
    nudged(seeker, coach, now)
    grants.end(grant, now=now)
    assert messages_for(seeker, now) == []


@pytest.mark.parametrize("field", ["is_active", "is_coach"])
def test_a_nudge_goes_with_the_coach(seeker: User, coach: User, now: datetime, field: str) -> None:
    let_in(seeker, coach, now)
    nudged(seeker, coach, now)
    assert [who for who, _name, _text in nudges_of([seeker.pk], now)] == [seeker.pk]
    User.objects.filter(pk=coach.pk).update(**{field: False})
    assert messages_for(seeker, now) == []
    assert list(nudges_of([seeker.pk], now)) == []


def test_a_policy_is_told_and_taken_back(seeker: User, coach: User, now: datetime) -> None:
    let_in(seeker, coach, now)
    choose_policy(seeker, "prompt", {"due_days": 3}, by=seeker, now=now)
    set_policy_of(seeker, "patient", {}, by=coach, now=now)
    change = set_policy_of(seeker, "light_touch", {"due_days": 4}, by=coach, now=now)
    assert policy_of(seeker) == make("light_touch", {"due_days": 4})
    (word,) = messages_for(seeker, now)
    assert (word.is_policy, word.who, word.title) == (True, "Morgan Ellis", "Light touch")
    for _twice in range(2):
        revert_policy(change, now=now)
    assert policy_of(seeker) == make("prompt", {"due_days": 3})
    assert seeker.policy_choice.set_by == seeker
    assert messages_for(seeker, now) == []


def test_what_was_kept_is_not_taken_back(seeker: User, coach: User, now: datetime) -> None:
    let_in(seeker, coach, now)
    change = set_policy_of(seeker, "patient", {}, by=coach, now=now)
    keep_policy(change, now=now)
    revert_policy(change, now=now)
    assert policy_of(seeker) == make("patient")


def test_choosing_oneself_settles_it(seeker: User, coach: User, now: datetime) -> None:
    let_in(seeker, coach, now)
    change = set_policy_of(seeker, "patient", {}, by=coach, now=now)
    choose_policy(seeker, "prompt", {}, by=seeker, now=now)
    revert_policy(change, now=now)
    assert policy_of(seeker) == make("prompt")


def test_no_coach_goes_beyond_a_limit(seeker: User, coach: User, now: datetime) -> None:
    let_in(seeker, coach, now)
    with pytest.raises(PolicyError):
        set_policy_of(seeker, "balanced", {"max_status_notes": 99}, by=coach, now=now)
    assert not PolicyChange.objects.exists()


def test_coaches_read_notes_of_those_who_saw_no_more(
    seeker: User, coach: User, now: datetime
) -> None:
    second = another_coach()
    wide = let_in(seeker, coach, now, "sees_pay")
    narrow = let_in(seeker, second, now)
    about_pay = noted(seeker, coach, now, "They want 70,000")
    plain = noted(seeker, second, now, "Call them on Friday")
    assert set(notes_on(coach, wide, now)) == {about_pay, plain}
    assert notes_on(second, narrow, now) == [plain]
    grants.end(narrow, now=now)
    assert notes_on(coach, wide, now) == [about_pay]


def test_shared_notes_are_the_clients_to_read(
    seeker: User, stranger: User, coach: User, now: datetime
) -> None:
    let_in(seeker, coach, now)
    write_note(seeker, "Well done there", shared=True, by=coach, token=uuid4(), now=now)
    noted(seeker, coach, now, "Between coaches")
    page = signed_in(seeker).get("/settings/coaches/").content.decode()
    assert "Well done there" in page
    assert "Between coaches" not in page
    assert "Well done there" not in signed_in(stranger).get("/settings/coaches/").content.decode()


def test_today_shows_them_and_takes_the_answers(
    seeker: User, stranger: User, coach: User, moment: datetime
) -> None:
    let_in(seeker, coach, moment)
    given = nudged(seeker, coach, moment)
    change = set_policy_of(seeker, "patient", {}, by=coach, now=moment)
    own, other = signed_in(seeker), signed_in(stranger)
    page = own.get("/").content.decode()
    assert "Call Ana" in page
    assert "Morgan Ellis set your policy to “Patient”" in page
    for address in (
        f"/from-coach/{given.pk}/read/",
        f"/from-coach/policy/{change.pk}/keep/",
        f"/from-coach/policy/{change.pk}/revert/",
    ):
        assert other.post(address).status_code == 404
        assert own.get(address).status_code == 405
    assert own.post(f"/from-coach/{given.pk}/read/").status_code == 302
    assert own.post(f"/from-coach/policy/{change.pk}/revert/").status_code == 302
    assert "From your coach" not in own.get("/").content.decode()
    assert policy_of(seeker) == make("balanced")


def policy_form(**more: str) -> dict[str, str]:
    return {"base": "patient", **more}


def test_a_coach_tries_a_policy_and_sets_it(
    seeker: User, coach: User, coach_client: Client, moment: datetime
) -> None:
    let_in(seeker, coach, moment)
    base = f"/coach/accounts/user/{seeker.pk}/policy/"
    assert coach_client.get(base).status_code == 200
    tried = coach_client.post(f"{base}try/", policy_form())
    assert "Set this policy for them" in tried.content.decode()
    assert policy_of(seeker) == make("balanced")
    refused = coach_client.post(f"{base}save/", policy_form(max_status_notes="99"))
    assert refused.status_code == 422
    assert policy_of(seeker) == make("balanced")
    assert coach_client.post(f"{base}save/", policy_form()).status_code == 302
    assert policy_of(seeker) == make("patient")
    (told,) = mail.outbox
    assert told.to == [seeker.email]
    assert "Patient" in told.subject


def test_forms_on_a_clients_page(
    seeker: User, coach: User, coach_client: Client, moment: datetime
) -> None:
    let_in(seeker, coach, moment)
    base = f"/coach/accounts/user/{seeker.pk}/"
    token = str(uuid4())
    for _twice in range(2):
        note = {"note-text": "Kept", "note-shared": "on", "note-token": token}
        assert coach_client.post(f"{base}note/", note).status_code == 302
    assert CoachNote.objects.get().shared
    empty = coach_client.post(f"{base}nudge/", {"nudge-text": "", "nudge-token": token})
    assert empty.status_code == 422
    assert not Nudge.objects.exists()


def test_notes_through_the_admins_own_form(
    seeker: User, coach: User, coach_client: Client, moment: datetime
) -> None:
    let_in(seeker, coach, moment, "sees_pay")
    path = "/coach/followups/coachnote/"
    form = {"client": seeker.pk, "text": "First"}
    assert coach_client.post(f"{path}add/", form).status_code == 302
    note = CoachNote.objects.get()
    assert (note.coach, note.client, note.scopes) == (coach, seeker, ["sees_pay"])
    assert coach_client.post(f"{path}{note.pk}/change/", {"text": "Second"}).status_code == 302
    note.refresh_from_db()
    assert note.text == "Second"
    assert coach_client.post(f"{path}{note.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not CoachNote.objects.exists()
    nudge_form = {"client": seeker.pk, "text": "Call Ana"}
    assert coach_client.post("/coach/followups/nudge/add/", nudge_form).status_code == 302
    assert Nudge.objects.get().shown_until > moment


def test_a_coach_invites_and_gives_up(
    seeker: User, coach: User, coach_client: Client, moment: datetime
) -> None:
    path = "/coach/accounts/coachgrant/"
    assert coach_client.post(f"{path}add/", {"email": seeker.email}).status_code == 302
    asked = CoachGrant.objects.get()
    assert (asked.coach, asked.by_coach, asked.seeker) == (coach, True, None)
    assert mail.outbox[0].to == [seeker.email]
    again = coach_client.post(f"{path}add/", {"email": seeker.email})
    assert "You have invited this address already." in again.content.decode()
    grants.accept_as_seeker(seeker, asked.pk, choice={}, now=moment)
    assert coach_client.post(f"{path}{asked.pk}/delete/", {"post": "yes"}).status_code == 302
    asked.refresh_from_db()
    assert asked.ended_at is not None
