"""Signing up, signing in and guarding an account, through the pages and the mails."""

import re
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress
from django.core import signing
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services.second_step import SET_UP_HERE

pytestmark = pytest.mark.django_db

PASSWORD = "a long pass phrase"
LINK = re.compile(r"https?://\S+")


@pytest.fixture(autouse=True)
def _quiet_limits(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    }
    cache.clear()


@pytest.fixture
def ana():
    user = User.objects.create_user("ana@example.com", PASSWORD, name="Ana", theme="dark")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def sign_up(client, **changes):
    data = {"email": "bo@example.com", "password1": PASSWORD, **changes}
    return client.post(reverse("account_signup"), data)


def path_in(message, part):
    return next("/" + link.split("/", 3)[3] for link in LINK.findall(message.body) if part in link)


def as_text(message):
    return message.subject, message.body, {kind: html for html, kind in message.alternatives}


class TestSignUp:
    def test_keeps_the_name_and_the_zone(self, client):
        sign_up(client, name="Bo Lindqvist", time_zone="Europe/Stockholm")
        user = User.objects.get(email="bo@example.com")
        assert (user.name, user.time_zone) == ("Bo Lindqvist", "Europe/Stockholm")

    def test_needs_only_an_address_and_a_password(self, client, settings):
        sign_up(client)
        assert User.objects.get(email="bo@example.com").time_zone == settings.TIME_ZONE

    def test_a_zone_that_is_none_is_refused_and_what_was_typed_stays(self, client):
        response = sign_up(client, name="Bo", time_zone="Mars/Olympus")
        html = response.content.decode()
        assert "Choose a time zone from the list." in html
        assert 'value="Bo"' in html
        assert not User.objects.exists()

    def test_a_browser_may_choose_the_zone_only_before_a_person_has(self, client):
        fresh = client.get(reverse("account_signup")).content.decode()
        assert 'data-zone="detect"' in fresh
        again = sign_up(client, email="not an address", time_zone="Asia/Tokyo").content.decode()
        assert "data-zone" not in again
        assert '<option value="Asia/Tokyo" selected>' in again

    def test_a_weak_password_is_named(self, client):
        html = sign_up(client, password1="short").content.decode()
        assert "too short" in html
        assert 'aria-invalid="true"' in html
        assert not User.objects.exists()

    def test_the_mail_confirms_the_address(self, client, mailoutbox):
        sign_up(client, email="bo+x&y@example.com")
        subject, body, others = as_text(mailoutbox[0])
        assert subject == "Confirm your email address"
        assert "&amp;" not in body
        assert "Confirm the address" in others["text/html"]
        page = path_in(mailoutbox[0], "confirm-email")
        assert "Confirm your address" in client.get(page).content.decode()
        client.post(page)
        assert EmailAddress.objects.get(email="bo+x&y@example.com").verified

    def test_confirming_in_the_same_browser_signs_in(self, client, mailoutbox):
        sign_up(client)
        answer = client.post(path_in(mailoutbox[0], "confirm-email"))
        assert answer.url == "/"
        assert client.session["_auth_user_id"] == str(User.objects.get().pk)

    def test_the_link_alone_lets_nobody_in(self, client, mailoutbox):
        sign_up(client)
        other, link = Client(), path_in(mailoutbox[0], "confirm-email")
        assert other.post(link).url == reverse("account_login")
        assert "_auth_user_id" not in other.session
        assert other.post(link).status_code == 404
        assert "This link no longer works" in other.get(link).content.decode()

    def test_a_link_of_an_older_version_confirms_nobody(self, client):
        sign_up(client)
        address = EmailAddress.objects.get()
        link = reverse("account_confirm_email", args=[signing.dumps(address.pk, salt="account")])
        assert client.post(link).status_code == 404
        assert "This link no longer works" in client.get(link).content.decode()
        address.refresh_from_db()
        assert not address.verified

    def test_where_mail_stays_here_the_page_says_where(self, client, settings):
        settings.EMAIL_CONFIGURED = False
        for is_debug, links in ((True, 1), (False, 0)):
            settings.DEBUG = is_debug
            html = client.get(reverse("account_email_verification_sent")).content.decode()
            assert html.count('href="/outbox/"') == links

    def test_an_address_that_has_an_account_is_told_by_mail_alone(self, client, ana, mailoutbox):
        response = sign_up(client, email=ana.email)
        assert response.url == reverse("account_email_verification_sent")
        subject, body, others = as_text(mailoutbox[0])
        assert subject == "You already have an account"
        reset = "http://localhost:8000" + reverse("account_reset_password")
        assert reset in body
        assert reset in others["text/html"]
        assert User.objects.count() == 1


class TestSignIn:
    def post(self, client, password):
        return client.post(
            reverse("account_login"), {"login": "ana@example.com", "password": password}
        )

    def test_with_the_password(self, client, ana):
        assert self.post(client, PASSWORD).status_code == 302
        assert client.session["_auth_user_id"] == str(ana.pk)

    def test_a_wrong_password_keeps_the_address(self, client, ana):
        html = self.post(client, "something else").content.decode()
        assert 'role="alert"' in html
        assert "This address and this password do not go together." in html
        assert 'value="ana@example.com"' in html

    def test_many_wrong_passwords_are_held_up(self, client, ana):
        for _ in range(20):
            response = self.post(client, "something else")
        assert response.status_code == 200
        assert "Too many tries failed. Wait five minutes" in response.content.decode()

    def test_wrong_passwords_from_elsewhere_lock_nobody_out(self, ana):
        there, here = Client(REMOTE_ADDR="203.0.113.5"), Client(REMOTE_ADDR="198.51.100.7")
        for _ in range(6):
            response = self.post(there, "something else")
        assert "Too many tries failed" in response.content.decode()
        assert self.post(there, PASSWORD).status_code == 200
        assert self.post(here, PASSWORD).status_code == 302

    def test_a_household_counts_as_one(self, ana):
        for number in range(6):
            client = Client(REMOTE_ADDR=f"2001:db8:1:2::{number}")
            response = self.post(client, "something else")
        assert "Too many tries failed" in response.content.decode()
        assert self.post(Client(REMOTE_ADDR="2001:db8:1:3::1"), PASSWORD).status_code == 302

    @pytest.mark.parametrize("before", ["::ffff:", "64:ff9b::"])
    def test_an_ipv4_address_is_one_however_it_is_written(self, ana, before):
        for wrapped in (before, before, "", before, before, ""):
            response = self.post(Client(REMOTE_ADDR=f"{wrapped}203.0.113.5"), "something else")
        assert "Too many tries failed" in response.content.decode()
        assert self.post(Client(REMOTE_ADDR=f"{before}198.51.100.7"), PASSWORD).status_code == 302

    def test_limits_by_ip_tell_such_addresses_apart(self, settings):
        settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/m/ip"}
        for last in range(4):
            client = Client(REMOTE_ADDR=f"64:ff9b::203.0.113.{last}")
            assert "Too many" not in self.post(client, "something else").content.decode()

    def test_wrong_passwords_count_whatever_host_is_named(self, ana, settings):
        settings.ALLOWED_HOSTS = ["*"]
        for host in ("a.example", "b.example", "b.example:81", "b.example:82", "c.example:1"):
            self.post(Client(HTTP_HOST=host), "something else")
        response = self.post(Client(HTTP_HOST="d.example"), PASSWORD)
        assert "Too many tries failed" in response.content.decode()

    @pytest.mark.parametrize("sent", ["203.0.113.5", "garbage", ","])
    def test_a_request_past_a_proxy_is_refused(self, ana, settings, sent):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
        client = Client(HTTP_X_FORWARDED_FOR=sent, raise_request_exception=False)
        for name in ("account_login", "account_signup", "account_reset_password"):
            typed = {"login": ana.email, "email": ana.email, "password": PASSWORD}
            assert client.post(reverse(name), typed).status_code == 400

    def test_a_new_password_ends_the_wait(self, client, ana, mailoutbox):
        for _ in range(6):
            self.post(client, "something else")
        client.post(reverse("account_reset_password"), {"email": ana.email})
        page = client.get(path_in(mailoutbox[0], "password/reset"), follow=True)
        fresh = "another long phrase"
        form = {"password1": fresh, "password2": fresh}
        client.post(page.request["PATH_INFO"], form, follow=True)
        assert self.post(client, fresh).status_code == 302

    def test_beyond_that_a_page_says_to_come_back(self, client, ana):
        for _ in range(31):
            response = self.post(client, "something else")
        assert response.status_code == 429
        assert "Too many tries" in response.content.decode()

    def test_the_page_offers_a_passkey(self, client):
        html = client.get(reverse("account_login")).content.decode()
        assert 'id="passkey_login"' in html
        assert 'id="mfa_login"' in html


def test_a_forgotten_password(client, ana, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": ana.email})
    subject, _body, others = as_text(mailoutbox[0])
    assert subject == "Choose a new password"
    assert "Choose a new password" in others["text/html"]
    page = client.get(path_in(mailoutbox[0], "password/reset"), follow=True)
    assert "Choose a new password" in page.content.decode()
    fresh = "another long phrase"
    client.post(page.request["PATH_INFO"], {"password1": fresh, "password2": fresh}, follow=True)
    ana.refresh_from_db()
    assert ana.check_password(fresh)


def test_a_reset_for_nobody_says_the_same_and_the_mail_says_why(client, mailoutbox, settings):
    response = client.post(reverse("account_reset_password"), {"email": "no@example.com"})
    assert response.url == reverse("account_reset_password_done")
    subject, body, others = as_text(mailoutbox[0])
    assert (mailoutbox[0].to, subject) == (
        ["no@example.com"],
        "There is no account with this address",
    )
    assert settings.SITE_URL + reverse("account_signup") in body
    assert settings.SITE_URL + reverse("account_signup") in others["text/html"]
    assert not User.objects.exists()


GUEST_PAGES = ["account_login", "account_signup", "account_reset_password"]
GUEST_PAGES += ["account_reset_password_done", "account_email_verification_sent"]


@pytest.mark.parametrize("name", GUEST_PAGES)
def test_a_guest_sees_one_card(client, name):
    html = client.get(reverse(name)).content.decode()
    assert html.count("<h1>") == 1
    assert 'class="plain-card' in html
    assert 'data-bs-theme="system"' in html


OWN_PAGES = ["account_email", "account_change_password", "mfa_index", "mfa_activate_totp"]
OWN_PAGES += ["mfa_add_webauthn", "mfa_list_webauthn"]


@pytest.fixture
def signed_in(client, ana):
    client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    return client


@pytest.fixture
def confirmed(signed_in):
    signed_in.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return signed_in


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_person_guards_their_account_within_the_frame(confirmed, name):
    html = confirmed.get(reverse(name)).content.decode()
    assert html.count("<h1>") == 1
    assert 'class="side"' in html
    assert re.search(r'href="/settings/"[^>]*aria-current="page"', html)
    assert re.search(r'class="eyebrow"><a href="/(settings|account/2fa)/"', html)
    assert 'data-bs-theme="dark"' in html


def test_the_current_password_is_needed_for_a_new_one(signed_in, ana):
    fresh = {"password1": "another long phrase", "password2": "another long phrase"}
    answer = signed_in.post(reverse("account_change_password"), {"oldpassword": "no", **fresh})
    assert "This is not your current password." in answer.content.decode()
    ana.refresh_from_db()
    assert ana.check_password(PASSWORD)


def test_signing_out_asks_first(signed_in):
    assert "Sign out?" in signed_in.get(reverse("account_logout")).content.decode()
    signed_in.post(reverse("account_logout"))
    assert "_auth_user_id" not in signed_in.session


def test_each_address_has_the_acts_that_make_sense_for_it(signed_in, ana):
    EmailAddress.objects.create(user=ana, email="second@example.com", verified=True)
    EmailAddress.objects.create(user=ana, email="third@example.com", verified=False)
    html = " ".join(signed_in.get(reverse("account_email")).content.decode().split())
    first, second, third = html.split('class="card"')[1:]
    assert "ana@example.com" in first
    assert "Main" in first
    assert "Confirmed" in first
    assert "<button" not in first
    assert "second@example.com" in second
    assert ("action_primary" in second, "action_send" in second) == (True, False)
    assert "Not confirmed yet" in third
    assert ("action_primary" in third, "action_send" in third.split("<h2")[0]) == (False, True)
    assert "action_remove" in second
    assert "action_remove" in third


def test_another_address_becomes_the_main_one_and_the_old_one_goes(signed_in, ana):
    EmailAddress.objects.create(user=ana, email="second@example.com", verified=True)
    signed_in.post(reverse("account_email"), {"email": "second@example.com", "action_primary": ""})
    signed_in.post(reverse("account_email"), {"email": "ana@example.com", "action_remove": ""})
    ana.refresh_from_db()
    assert ana.email == "second@example.com"
    assert [each.email for each in ana.emailaddress_set.all()] == ["second@example.com"]


def test_what_guards_an_account_asks_who_it_is(signed_in):
    response = signed_in.get(reverse("mfa_activate_totp"), follow=True)
    assert "Is it you?" in response.content.decode()


def test_recovery_codes_can_be_made_and_seen_once_an_app_is_set_up(confirmed, ana):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(ana, generate_totp_secret())
    session = confirmed.session
    session[SET_UP_HERE] = True
    session.save()
    confirmed.post(reverse("mfa_generate_recovery_codes"))
    html = confirmed.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert html.count("<li><code>") == 10
    assert "of 10" in confirmed.get(reverse("mfa_index")).content.decode()


@pytest.mark.parametrize("wanted", ["http://[", "//[", "nowhere", "https://elsewhere.example/"])
def test_nobody_is_led_to_what_is_no_page_of_ours(confirmed, ana, wanted):
    names = ("account_login", "account_signup", "account_logout", "account_reauthenticate")
    for name in (*names, "mfa_reauthenticate", "mfa_authenticate"):
        for who in (Client(), confirmed):
            for answer in (
                who.get(reverse(name), {"next": wanted}),
                who.put(f"{reverse(name)}?{urlencode({'next': wanted})}"),
            ):
                assert answer.status_code < 500
                assert wanted not in answer.headers.get("Location", "").partition("?")[0]
    typed = {"login": ana.email, "password": PASSWORD, "next": wanted}
    assert Client().post(reverse("account_login"), typed)["Location"] == "/"


def test_the_second_step_is_asked_for(client, ana):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(ana, generate_totp_secret())
    response = client.post(
        reverse("account_login"), {"login": ana.email, "password": PASSWORD}, follow=True
    )
    html = response.content.decode()
    assert "Second step" in html
    assert "recovery codes" in html
    assert "_auth_user_id" not in client.session


def test_a_change_to_an_account_is_told_by_mail(confirmed, ana, settings, mailoutbox):
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    fresh = {"oldpassword": PASSWORD, "password1": "another long phrase"}
    confirmed.post(reverse("account_change_password"), {**fresh, "password2": fresh["password1"]})
    body = mailoutbox[0].body
    assert "Your account was changed:" in body
    assert settings.SITE_URL + reverse("account_reset_password") in body
    assert "<" not in body
