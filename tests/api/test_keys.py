"""Keys: made once, shown once, and closed at once; how often they may be used."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import User
from api.http.problems import TYPE
from api.models import ApiKey, RememberedAnswer
from api.services.keys import MOST_KEYS, create_key, digest_of, revoke_all_keys, revoke_key
from api.services.retention import delete_old
from jobtracker.cache import CacheUnavailable
from tests.api.conftest import ALL, V1, Call, key_for
from tests.conftest import PASSWORD, signed_in

DAY = timedelta(days=1)
PAGE = "/settings/api-keys/"


@pytest.fixture
def fresh(seeker: User, at_now: datetime) -> Client:
    """The seeker, who has just given the password once more."""
    client = Client()
    client.post("/account/login/", {"login": seeker.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def data(**more: Any) -> dict[str, Any]:
    return {"name": "Script", "scopes": ["read"], "days": "30", "token": uuid4(), **more}


def test_a_key_is_shown_in_the_answer_that_makes_it_and_nowhere_else(
    fresh: Client, seeker: User, at_now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    sent = data(scopes=["read", "write"])
    with django_capture_on_commit_callbacks(execute=True):
        answer = fresh.post(f"{PAGE}new/", sent)
    secret = answer.context["secret"]
    assertContains(answer, secret, count=1)
    assert "no-store" in answer["Cache-Control"]
    key = ApiKey.objects.get()
    assert (key.owner, key.scopes, key.digest) == (seeker, ["read", "write"], digest_of(secret))
    assert key.expires_at == at_now + 30 * DAY
    assert secret.startswith("jt_")
    again = fresh.post(f"{PAGE}new/", sent)
    assertContains(again, "This key was created before")
    for each in (again, fresh.get(PAGE)):
        assertNotContains(each, secret)
    assert secret not in str(dict(fresh.session.items())) + str(fresh.cookies)
    (told,) = mail.outbox
    assert told.to == [seeker.email]
    assert secret not in str(told.message())
    assert "Add, change and delete" in told.body


def test_a_key_for_an_assistant_comes_with_what_to_tell_the_assistant(
    fresh: Client, at_now: datetime
) -> None:
    address = f"{PAGE}new/?for=assistant"
    page = fresh.get(address)
    assert page.context["form"].initial["scopes"] == ["read", "suggest"]
    assertContains(page, f'action="{address}"')
    answer = fresh.post(address, data(scopes=["read", "suggest"]))
    secret = answer.context["secret"]
    told = [each.text for each in answer.context["examples"]]
    assert len(told) == 3
    assert all(f"Bearer {secret}" in each for each in told)
    assertContains(answer, secret, count=1 + len(told))
    assertContains(answer, 'href="/settings/assistants/"')


def test_creating_asks_for_a_recent_sign_in(seeker_client: Client, at_now: datetime) -> None:
    for answer in (seeker_client.get(f"{PAGE}new/"), seeker_client.post(f"{PAGE}new/", data())):
        assert answer["Location"].startswith("/account/reauthenticate/")
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 101}, "at most 100 characters"),
        ({"scopes": []}, "This field is required."),
        ({"scopes": ["everything"]}, "Select a valid choice."),
        ({"days": "31"}, "Select a valid choice."),
        ({"token": "x"}, ""),
    ],
)
def test_refusals(fresh: Client, more: dict[str, Any], words: str) -> None:
    assertContains(fresh.post(f"{PAGE}new/", data(**more)), words, status_code=422)
    assert not ApiKey.objects.exists()


def test_a_key_may_last(fresh: Client) -> None:
    fresh.post(f"{PAGE}new/", data(days=""))
    assert ApiKey.objects.get().expires_at is None


def test_the_list_says_what_is_what(seeker_client: Client, seeker: User, at_now: datetime) -> None:
    assertContains(seeker_client.get(PAGE), "No API keys yet")
    key_for(seeker, ["read"], at_now)
    ended = ApiKey.objects.get()
    ApiKey.objects.update(name="Old", expires_at=at_now)
    key_for(seeker, ["suggest"], at_now)
    page = seeker_client.get(PAGE)
    assertContains(page, "Put suggestions into the Inbox")
    assertContains(page, "(Expired)")
    assertContains(page, "never used")
    assertContains(page, ended.hint)
    assertNotContains(page, ended.digest)


def test_revoking_is_one_press(
    seeker_client: Client, seeker: User, call: Call, at_now: datetime
) -> None:
    assert call("GET", "/applications").status_code == 200
    assert ApiKey.objects.get().last_used_at == at_now
    answer = seeker_client.post(f"{PAGE}{ApiKey.objects.get().pk}/revoke/")
    assertRedirects(answer, PAGE)
    assert call("GET", "/applications").status_code == 401
    assertContains(seeker_client.get(PAGE), "(Revoked)")


def test_revoking_all_leaves_those_of_others(
    seeker_client: Client, seeker: User, stranger: User, at_now: datetime
) -> None:
    for owner in (seeker, seeker, stranger):
        key_for(owner, ["read"], at_now)
    assertContains(seeker_client.get(PAGE), "Revoke all")
    seeker_client.post(f"{PAGE}revoke/")
    assert [key.owner for key in ApiKey.objects.live(at_now)] == [stranger]
    assert revoke_all_keys(seeker, now=at_now) == 0


def test_twenty_keys_are_the_most(seeker: User, seeker_client: Client, at_now: datetime) -> None:
    for _number in range(MOST_KEYS):
        key_for(seeker, ["read"], at_now)
    with pytest.raises(ValidationError, match="Revoke one first"):
        key_for(seeker, ["read"], at_now)
    assertContains(seeker_client.get(PAGE), "the most there can be")
    revoke_key(ApiKey.objects.first(), now=at_now)
    key_for(seeker, ["read"], at_now)


def make(*words: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("create_api_key", *words, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_prints_the_key_alone(seeker: User, at_now: datetime) -> None:
    out, err = make(seeker.email.upper(), "--scopes", "read, write", "--days", "2", "--name", "CI")
    key = ApiKey.objects.get()
    assert key.digest == digest_of(out.removesuffix("\n"))
    assert (key.name, key.scopes, key.expires_at) == ("CI", ["read", "write"], at_now + 2 * DAY)
    assert err == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nobody@test.example", "--scopes", "read"], "no active account"),
        (["seeker@test.example", "--scopes", "read,all"], "--scopes: Choose from: read, write"),
        (["seeker@test.example", "--scopes", ","], "--scopes: Choose from: read, write"),
        (["seeker@test.example", "--scopes", "read", "--days", "0"], "--days: choose from 1"),
        (["seeker@test.example", "--scopes", "read", "--days", "99999"], "--days: choose from 1"),
        (["seeker@test.example", "--scopes", "read", "--name", ""], "--name: "),
        (["seeker@test.example"], "--scopes"),
    ],
)
def test_the_command_says_what_is_wrong(
    seeker: User, at_now: datetime, words: list[str], told: str
) -> None:
    with pytest.raises(CommandError, match=told):
        make(*words)
    assert not ApiKey.objects.exists()


def test_a_key_is_counted(call: Call, seeker: User, settings: Any, at_now: datetime) -> None:
    settings.API_REQUESTS_A_MINUTE = 3
    found = [call("GET", "/applications").status_code for _each in range(4)]
    assert found == [200, 200, 200, 429]
    refused = call("GET", "/applications")
    assert (refused["Content-Type"], refused["Retry-After"]) == (TYPE, "60")
    another = key_for(seeker, ALL, at_now)
    assert call("GET", "/applications", key=another).status_code == 200


def from_(address: str, key: str) -> Any:
    headers = {"Authorization": f"Bearer {key}"}
    return Client().get(f"{V1}/applications", headers=headers, REMOTE_ADDR=address)


def test_wrong_keys_are_counted_by_network_and_lock_nobody_else_out(
    secret: str, settings: Any, at_now: datetime
) -> None:
    settings.API_WRONG_KEYS_A_MINUTE = 2
    for ours, other in (
        (["203.0.113.7"] * 3, "203.0.113.8"),
        (["2001:db8::1", "2001:db8::2", "2001:db8::3"], "2001:db8:0:1::1"),
        (["64:ff9b::c633:6401", "198.51.100.1", "::ffff:198.51.100.1"], "198.51.100.2"),
    ):
        found = [from_(address, f"jt_{number}") for number, address in enumerate(ours)]
        assert [each.status_code for each in found] == [401, 401, 429]
        assert found[-1]["Retry-After"] == "60"
        assert from_(ours[-1], secret).status_code == 200
        assert from_(other, "jt_wrong").status_code == 401


def test_without_a_cache_nothing_is_counted_and_nothing_opens(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*args: object, **more: object) -> None:
        raise CacheUnavailable("away")

    monkeypatch.setattr("api.http.limits.cache.add", away)
    for key in (None, "jt_wrong"):
        answer = call("GET", "/applications", key=key)
        assert (answer.status_code, answer["Content-Type"]) == (503, TYPE)
        assert answer["Retry-After"] == "5"


def test_what_ended_long_ago_is_deleted(seeker: User, now: datetime) -> None:
    for name, ended in (("kept", 90), ("gone", 91)):
        for field in ("revoked_at", "expires_at"):
            key, _secret = create_key(
                seeker, name=name, scopes=["read"], expires_at=None, token=uuid4(), now=now
            )
            ApiKey.objects.filter(pk=key.pk).update(**{field: now - ended * DAY})
    key_for(seeker, ["read"], now - 500 * DAY)
    for age in (7, 8):
        RememberedAnswer.objects.create(owner=seeker, key=str(age), at=now - age * DAY)
    assert delete_old(now) == {"remembered_answers": 1, "ended_api_keys": 2}
    assert sorted(ApiKey.objects.values_list("name", flat=True)) == ["Test", "kept", "kept"]
    assert RememberedAnswer.objects.get().key == "7"


def test_the_operator_sees_that_there_are_keys_and_no_digest(
    seeker: User, operator: User, at_now: datetime
) -> None:
    key_for(seeker, ["read"], at_now)
    key = ApiKey.objects.get()
    client = signed_in(operator)
    page = client.get("/admin/api/apikey/")
    assertContains(page, key.hint)
    assertContains(page, seeker.name)
    assertNotContains(page, key.digest)
    assert client.get(f"/admin/api/apikey/{key.pk}/change/").status_code in (302, 403, 404)
    assert client.post("/admin/api/apikey/add/").status_code in (403, 404)
