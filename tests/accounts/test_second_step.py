"""Coaches and operators need a second step, seven days after the setting or their role came."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.test import Client
from django.urls import reverse, reverse_lazy

from accounts.models import User
from accounts.services.second_step import GRACE, start_graces
from operations.cleanup import replan_and_clean_up
from tests.conftest import PASSWORD, signed_in

SECOND = timedelta(seconds=1)
PERIOD = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def _required(settings: Any) -> None:
    settings.SECOND_STEP_REQUIRED = True
    settings.ACCOUNT_RATE_LIMITS = False
    cache.clear()


@pytest.fixture
def clock(now: datetime) -> Iterator[Any]:
    """The clock stands at ``now``, until a test moves it."""
    with time_machine.travel(now, tick=False) as clock:
        yield clock


def status(user: User, path: str) -> int:
    return signed_in(user).get(path).status_code


@pytest.mark.parametrize(("who", "path"), [("coach", "/coach/"), ("operator", "/admin/")])
def test_a_grace_of_seven_days_starts_with_the_first_visit(
    who: str, path: str, clock: Any, now: datetime, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    page = signed_in(user).get(path)
    assert page.status_code == 200
    assert "Set up a second step by" in page.content.decode()
    assert "Thu 26 Mar" in page.content.decode()
    clock.move_to(now + GRACE - SECOND)
    assert status(user, path) == 200
    clock.move_to(now + GRACE)
    answer = signed_in(user).get(path, follow=True)
    assert answer.redirect_chain[0] == (reverse("mfa_index"), 302)
    assert "Set up a second step first" in answer.content.decode()


def test_what_is_behind_every_address_of_the_site_is_closed(
    coach: User, clock: Any, now: datetime
) -> None:
    start_graces(now)
    clock.move_to(now + GRACE)
    client = signed_in(coach)
    for path in ("/coach/applications/document/1/file/", "/coach/jsi18n/", "/coach/nowhere/"):
        assert client.get(path)["Location"] == reverse("mfa_index")
        assert client.post(path)["Location"] == reverse("mfa_index")
    assert client.get("/").status_code == 200


def test_nobody_else_is_asked(seeker: User, clock: Any, now: datetime) -> None:
    assert start_graces(now) == 0
    clock.move_to(now + 2 * GRACE)
    assert status(seeker, "/coach/") == 404
    assert Client().get("/coach/")["Location"].startswith(reverse("account_login"))
    seeker.refresh_from_db()
    assert seeker.second_step_asked_at is None


def test_nobody_is_asked_where_the_setting_is_off(
    coach: User, clock: Any, now: datetime, settings: Any
) -> None:
    start_graces(now)
    settings.SECOND_STEP_REQUIRED = False
    clock.move_to(now + 2 * GRACE)
    page = signed_in(coach).get("/coach/")
    assert page.status_code == 200
    assert "second step" not in page.content.decode()


def with_app(user: User, moment: datetime) -> Client:
    """A client in which ``user`` gives the password and a code of an app set up long ago."""
    app = TOTP.activate(user, generate_totp_secret()).instance
    Authenticator.objects.filter(pk=app.pk).update(created_at=app.created_at - GRACE)
    return enter(user, code_at(decrypt(app.data["secret"]), moment))


def test_with_a_second_step_it_opens_and_without_it_closes_again(
    coach: User, clock: Any, now: datetime
) -> None:
    start_graces(now)
    clock.move_to(now + 3 * GRACE)
    client = with_app(coach, now + 3 * GRACE)
    page = client.get("/coach/")
    assert page.status_code == 200
    assert "Set up a second step" not in page.content.decode()
    Authenticator.objects.filter(user=coach).delete()
    assert client.get("/coach/")["Location"] == reverse("mfa_index")


ASKED = reverse_lazy("mfa_reauthenticate")


@pytest.mark.parametrize(("who", "path"), [("coach", "/coach/?q=a"), ("operator", "/admin/")])
def test_a_session_that_is_older_than_the_second_step_gives_it_first(
    who: str, path: str, clock: Any, now: datetime, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    older = signed_in(user)
    assert older.get(path).status_code == 200
    app = TOTP.activate(user, generate_totp_secret()).instance
    asked = older.get(path)["Location"]
    assert asked == f"{ASKED}?{urlencode({'next': path})}"
    assert older.post(path)["Location"] == f"{ASKED}?{urlencode({'next': path.partition('?')[0]})}"
    assert older.get("/").status_code == 200
    clock.move_to(now + timedelta(minutes=2))
    code = code_at(decrypt(app.data["secret"]), now + timedelta(minutes=2))
    assert "reauthenticate" in older.get(asked).request["PATH_INFO"]
    assert older.post(ASKED, {"code": code, "next": path})["Location"] == path
    assert older.get(path).status_code == 200


def test_such_a_session_takes_no_second_step_away(seeker: User, clock: Any) -> None:
    older = signed_in(seeker)
    TOTP.activate(seeker, generate_totp_secret())
    older.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    names = ("mfa_deactivate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_index")
    for name in names:
        assert older.get(reverse(name))["Location"].startswith(str(ASKED))
        assert older.post(reverse(name))["Location"].startswith(str(ASKED))
    assert Authenticator.objects.filter(user=seeker, type=Authenticator.Type.TOTP).exists()
    assert older.get(ASKED).status_code == 200


def test_who_has_a_key_alone_is_asked_for_the_key(coach: User, clock: Any) -> None:
    kind = Authenticator.Type.WEBAUTHN
    Authenticator.objects.create(user=coach, type=kind, data={"name": "Key", "credential": {}})
    asked = signed_in(coach).get("/coach/")["Location"]
    assert asked.startswith(reverse("mfa_reauthenticate_webauthn"))


def records(user: User, **more: Any) -> Client:
    """A client whose session tells that ``user`` signed in by a second step."""
    client = signed_in(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": 0, **more}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def test_a_passkey_is_a_second_step(coach: User, clock: Any) -> None:
    TOTP.activate(coach, generate_totp_secret())
    client = records(coach, type="webauthn", passwordless=True)
    assert client.get("/coach/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_session_in_which_it_is_set_up_has_passed_it(
    coach: User, clock: Any, now: datetime
) -> None:
    here, elsewhere = signed_in(coach), signed_in(coach)
    switch_on(here, now)
    assert here.get("/coach/").status_code == 200
    assert elsewhere.get("/coach/")["Location"].startswith(str(ASKED))


def test_recovery_codes_alone_are_no_second_step(coach: User, clock: Any, now: datetime) -> None:
    start_graces(now)
    RecoveryCodes.activate(coach)
    clock.move_to(now + GRACE)
    assert status(coach, "/coach/") == 302


def asked_at(user: User) -> datetime | None:
    user.refresh_from_db()
    return user.second_step_asked_at


def test_the_night_starts_the_grace_of_who_has_a_role(
    coach: User, operator: User, seeker: User, now: datetime
) -> None:
    assert replan_and_clean_up(now)["second_step_asked"] == 2
    assert replan_and_clean_up(now + GRACE)["second_step_asked"] == 0
    assert (asked_at(coach), asked_at(operator), asked_at(seeker)) == (now, now, None)


def test_the_grace_starts_anew_with_the_role_and_with_the_setting(
    coach: User, now: datetime, settings: Any
) -> None:
    start_graces(now)
    User.objects.filter(pk=coach.pk).update(is_coach=False)
    start_graces(now + GRACE)
    assert asked_at(coach) is None
    User.objects.filter(pk=coach.pk).update(is_coach=True)
    start_graces(now + 2 * GRACE)
    assert asked_at(coach) == now + 2 * GRACE
    settings.SECOND_STEP_REQUIRED = False
    start_graces(now + 3 * GRACE)
    assert asked_at(coach) is None
    settings.SECOND_STEP_REQUIRED = True
    start_graces(now + 4 * GRACE)
    assert asked_at(coach) == now + 4 * GRACE


def code_at(secret: str, moment: datetime) -> str:
    counter = int(moment.timestamp()) // int(PERIOD.total_seconds())
    return str(format_hotp_value(hotp_value(secret, counter)))


def switch_on(client: Client, now: datetime) -> str:
    """Set up an app in a session, and return its secret."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = str(client.session["mfa.totp.secret"])
    client.post(reverse("mfa_activate_totp"), {"code": code_at(secret, now)})
    return secret


def enter(user: User, code: str) -> Client:
    """A client that has given the password, and then a code."""
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_code_that_switched_the_app_on_does_not_sign_in(
    seeker: User, clock: Any, now: datetime
) -> None:
    secret = switch_on(signed_in(seeker), now)
    assert Authenticator.objects.filter(user=seeker, type=Authenticator.Type.TOTP).exists()

    clock.move_to(now + PERIOD - SECOND)
    refused = enter(seeker, code_at(secret, now))
    assert not is_in(refused)
    page = refused.post(reverse("mfa_authenticate"), {"code": code_at(secret, now)})
    assert page.status_code == 200
    clock.move_to(now + PERIOD)
    assert not is_in(enter(seeker, code_at(secret, now)))
    assert is_in(enter(seeker, code_at(secret, now + PERIOD)))


def test_a_person_is_told_to_wait_for_the_next_code(
    seeker: User, clock: Any, now: datetime
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(seeker, secret)
    client = Client()
    client.post(reverse("account_login"), {"login": seeker.email, "password": PASSWORD})
    page = client.post(reverse("mfa_authenticate"), {"code": code_at(secret, now)})
    assert "Wait for the next one." in page.content.decode()


def test_a_recovery_code_signs_in_at_once(seeker: User, clock: Any, now: datetime) -> None:
    TOTP.activate(seeker, generate_totp_secret())
    codes = RecoveryCodes.activate(seeker).get_unused_codes()
    assert is_in(enter(seeker, codes[0]))
