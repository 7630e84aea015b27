"""The pages of webhooks."""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from api.models import Webhook, WebhookDelivery, WebhookMessage
from api.models.webhooks import Event
from api.services.webhooks import MOST, send_test
from api.webhooks.run import send_due
from api.webhooks.signing import secrets_of
from jobtracker.http.limits import MOST_PRESSES
from tests.api.webhooks.conftest import MakeWebhook
from tests.api.webhooks.receiver import Receiver
from tests.conftest import PASSWORD

SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{44}")
ADDRESS = "https://hooks.example.org/in"


@pytest.fixture
def client(seeker_client: Client, at_now: datetime) -> Client:
    """The seeker, who has just given the password again."""
    found = seeker_client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert found.status_code == 302
    return seeker_client


def shown(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def added(client: Client, **fields: Any) -> Any:
    data = {"url": ADDRESS, "events": Event.values, "token": str(uuid4()), **fields}
    return client.post(reverse("api:webhook_add"), data)


def test_it_is_added_and_its_secret_shown_once(client: Client, seeker: User) -> None:
    token = str(uuid4())
    first = shown(added(client, token=token))
    webhook = Webhook.objects.get(owner=seeker)
    [secret] = SECRET.findall(first)
    assert secrets_of(webhook, webhook.created_at) == [secret]
    again = shown(added(client, token=token))
    assert not SECRET.search(again)
    assert "can't be shown again" in again
    assert Webhook.objects.count() == 1
    page = shown(client.get(reverse("api:webhook", args=[webhook.pk])))
    assert ADDRESS in page
    assert not SECRET.search(page)
    listed = shown(client.get(reverse("api:webhooks")))
    assert ">hooks.example.org</a>" in listed
    assert ">/in<" in listed


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"url": "http://hooks.example.org/"}, "url", "must begin with https://"),
        ({"url": "https://10.0.0.1/"}, "url", "must be on the public internet"),
        ({"url": "https://u:p@hooks.example.org/"}, "url", "Remove the user name"),
        ({"url": ""}, "url", "Enter the address of your program."),
        ({"events": []}, "events", "Choose at least one event."),
        ({"events": ["made.up"]}, "events", "made.up"),
    ],
)
def test_a_refusal_names_the_field(
    fields: dict[str, Any], field: str, words: str, client: Client
) -> None:
    answer = added(client, **fields)
    assert answer.status_code == 422
    [problem] = answer.context["form"].errors[field]
    assert words in html.unescape(problem)
    assert words in shown(answer)
    assert not Webhook.objects.exists()


def test_there_are_so_many_at_most(client: Client, make_webhook: MakeWebhook) -> None:
    for _ in range(MOST):
        make_webhook()
    answer = added(client)
    assert answer.status_code == 422
    assert "10 webhooks, the most possible" in shown(answer)
    page = shown(client.get(reverse("api:webhooks")))
    assert "Delete one to add another" in page
    assert reverse("api:webhook_add") not in page


def test_the_address_and_the_events_change(client: Client, make_webhook: MakeWebhook) -> None:
    webhook = make_webhook()
    url = reverse("api:webhook_change", args=[webhook.pk])
    assert client.post(url, {"url": ADDRESS + "/2", "events": ["reminder.done"]}).status_code == 302
    webhook.refresh_from_db()
    assert (webhook.url, webhook.events) == (ADDRESS + "/2", ["reminder.done"])
    answer = client.post(url, {"url": "nonsense", "events": ["reminder.done"]})
    assert answer.status_code == 422
    assert "whole address" in shown(answer)


def test_a_new_address_takes_a_recent_sign_in(
    seeker_client: Client, make_webhook: MakeWebhook, at_now: datetime
) -> None:
    webhook = make_webhook()
    url = reverse("api:webhook_change", args=[webhook.pk])
    assert seeker_client.post(url, {"url": webhook.url, "events": ["reminder.done"]}).url == (
        reverse("api:webhook", args=[webhook.pk])
    )
    moved = {"url": ADDRESS + "/2", "events": ["reminder.opened"]}
    answer = seeker_client.post(url, moved)
    assert "reauthenticate" in answer.url
    webhook.refresh_from_db()
    assert (webhook.url, webhook.events) == (ADDRESS, ["reminder.done"])
    seeker_client.post(answer.url, {"password": PASSWORD})
    webhook.refresh_from_db()
    assert (webhook.url, webhook.events) == (ADDRESS + "/2", ["reminder.opened"])


def test_the_owner_is_told_of_each_address(
    client: Client,
    seeker: User,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: Any,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        added(client, url="https://hooks.example.org/T0KEN")
    webhook = Webhook.objects.get()
    change = reverse("api:webhook_change", args=[webhook.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(change, {"url": webhook.url, "events": ["reminder.done"]})
        client.post(change, {"url": "https://other.example.org/", "events": ["reminder.done"]})
    assert [mail.subject for mail in mailoutbox] == [
        "New webhook address: hooks.example.org",
        "New webhook address: other.example.org",
    ]
    for mail in mailoutbox:
        assert mail.to == [seeker.email]
        assert "T0KEN" not in mail.body
        assert reverse("api:webhook", args=[webhook.pk]) in mail.body


def test_the_secret_is_renewed_after_a_question(
    client: Client, make_webhook: MakeWebhook, secrets: dict[int, str]
) -> None:
    webhook = make_webhook()
    url = reverse("api:webhook_renew", args=[webhook.pk])
    assert "works for another 24 hours" in shown(client.get(url))
    first = shown(client.post(url, {"renewal": "never"}))
    [secret] = SECRET.findall(first)
    assert not SECRET.search(shown(client.post(url, {"renewal": "never"})))
    webhook.refresh_from_db()
    assert webhook.renewed_at
    assert secrets_of(webhook, webhook.renewed_at) == [secret, secrets[webhook.pk]]


@pytest.mark.parametrize("name", ["webhook_add", "webhook_renew"])
def test_a_secret_is_shown_only_after_a_recent_sign_in(
    name: str, seeker_client: Client, make_webhook: MakeWebhook
) -> None:
    pk = [] if name == "webhook_add" else [make_webhook().pk]
    for answer in (
        seeker_client.get(reverse(f"api:{name}", args=pk)),
        seeker_client.post(reverse(f"api:{name}", args=pk), {"renewal": "never"}),
    ):
        assert answer.status_code == 302
        assert "reauthenticate" in answer["Location"]


def test_deliveries_are_shown_as_text_and_sent_again(
    client: Client, webhook: Webhook, receiver: Receiver, now: datetime
) -> None:
    receiver.answer = b"<script>alert(1)</script>"
    client.post(reverse("api:webhook_test", args=[webhook.pk]))
    send_due(now)
    answer = client.get(reverse("api:webhook", args=[webhook.pk]))
    page = answer.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert "Delivered (HTTP 200)" in page
    assert "This is a test." in page
    delivery = WebhookDelivery.objects.get()
    client.post(reverse("api:webhook_again", args=[delivery.pk]))
    assert send_due(now) == {"sent": 1}
    assert receiver.ids == [receiver.ids[0]] * 2


def test_off_on_skip_and_delete(
    client: Client, webhook: Webhook, receiver: Receiver, now: datetime
) -> None:
    def press(name: str, **data: str) -> Any:
        return client.post(reverse(f"api:webhook_{name}", args=[webhook.pk]), data, follow=True)

    send_test(webhook, now=now)
    assert "You switched it off" in shown(press("off"))
    assert "Switch it on first" in shown(press("test"))
    assert WebhookMessage.objects.count() == 1
    press("on", skip="1")
    assert send_due(now) == {}
    press("test")
    receiver.statuses = [500]
    send_due(now)
    page = shown(client.get(reverse("api:webhook", args=[webhook.pk])))
    assert "Next try:" in page
    assert "Skipped 1 event." in shown(press("skip"))
    assert "No more events are sent to" in shown(
        client.get(reverse("api:webhook_delete", args=[webhook.pk]))
    )
    press("delete")
    assert not WebhookMessage.objects.exists()


def test_nobody_presses_for_ever(client: Client, webhook: Webhook) -> None:
    url = reverse("api:webhook_test", args=[webhook.pk])
    for _ in range(MOST_PRESSES + 3):
        client.post(url)
    assert WebhookMessage.objects.count() == MOST_PRESSES


def test_the_settings_lead_there(client: Client) -> None:
    assert reverse("api:webhooks") in shown(client.get(reverse("accounts:settings")))


def test_the_pages_queries_do_not_grow(
    client: Client, make_webhook: MakeWebhook, now: datetime
) -> None:
    webhook, counts = make_webhook(), []
    for number in (2, 20):
        for each in range(number):
            row = WebhookMessage.objects.create(
                webhook=webhook, uid=f"msg_{number}_{each}", event="webhook.test", occurred_at=now
            )
            WebhookDelivery.objects.create(message=row, at=now)
        with CaptureQueriesContext(connection) as captured:
            page = shown(client.get(reverse("api:webhook", args=[webhook.pk])))
        assert ("Older deliveries" in page) is (number == 20)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_an_operator_sees_hosts_and_no_secrets(
    operator: User, make_webhook: MakeWebhook, settings: Any
) -> None:
    settings.SECOND_STEP_REQUIRED = False
    make_webhook("https://chat.example.org/services/T0KEN")
    client = Client()
    client.force_login(operator, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = shown(client.get(reverse("operator:api_webhook_changelist")))
    assert "chat.example.org" in page
    assert "T0KEN" not in page
