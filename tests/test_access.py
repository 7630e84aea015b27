"""Every address × everybody: strangers find nothing, and whatever they press changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import CoachGrant, User
from accounts.services.grants import invite_client
from api.models import WebhookDelivery, WebhookMessage
from api.models.webhooks import Event as WebhookEvent
from api.services.keys import create_key
from api.services.webhooks import add_webhook
from api.webhooks.claims import number
from applications import services
from applications.models import Event, Interview
from applications.services.documents import keep_document
from applications.services.views import save_view
from data_exchange.exporters.data import export_data
from followups.models import Reminder
from followups.models.coach import Nudge, PolicyChange
from followups.planning.replan import defer_replan
from inbox.models import IgnoredSender
from notes.models import NoteTemplate
from references.services import add_contact, add_reference, set_consent
from scripts.paths import ROOT
from tests.access_rows import (
    ELSEWHERE,
    KEYED,
    LIBRARY,
    NOWHERE,
    OF,
    OWN,
    PUBLIC,
    ROWS,
    SECRET,
    url_of,
)
from tests.conftest import person, signed_in
from tests.followups.suggestions import suggest

World = dict[str, Any]
SECRETS = ("Xanthic", "Quillfeather", "Brambling", "Zephyrine")
"""Words that stand in the seeker's data only."""


def names() -> Iterator[str]:
    yield from _names(get_resolver(), ())


def _names(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            more = (pattern.namespace,) if pattern.namespace else ()
            yield from _names(pattern, (*spaces, *more))
        elif isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or f"unnamed {pattern.pattern}"))


def test_every_address_has_a_row() -> None:
    found = {name for name in names() if name.partition(":")[0] not in ELSEWHERE}
    assert found - set(ROWS) == set(), "these addresses have no row in tests/access_rows.py"
    assert set(ROWS) - found == set(), "these rows have no address"


def test_what_is_elsewhere_is_there() -> None:
    here = {name.partition(":")[0] for name in names()}
    assert set(ELSEWHERE) <= here
    assert all((ROOT / tests).is_dir() for tests in ELSEWHERE.values())


def make_world(owner: User, word: str, now: datetime) -> World:
    """One of everything that an address can be about; `word` stands in all of it."""
    with defer_replan(now=now):
        found = _story(owner, word, now)
    rows = Reminder.objects.filter(owner=owner)
    return {**found, "reminder": rows.filter(rule="interview.thank_you").first()}


def _story(owner: User, word: str, now: datetime) -> World:
    company = f"{word} Works"
    application = services.add_application(
        owner,
        token=uuid4(),
        company=company,
        fields={"title": f"{word} Keeper", "notes": word},
        applied_at=now - timedelta(days=20),
        now=now,
        tags=[word],
    )
    contact = add_contact(
        owner, token=uuid4(), company=company, fields={"name": f"Ana {word}", "notes": word}
    )
    reference = add_reference(
        add_contact(owner, token=uuid4(), fields={"name": f"Joan {word}"}), fields={}, now=now
    )
    return {
        "application": application,
        "company": application.company,
        "contact": contact,
        "reference": set_consent(reference, "agreed", on=now.date(), now=now),
        **_happenings(application, contact, word, now),
        **_coaches(owner, word, now),
        "document": _document(owner, application, word, now),
        "suggestion": suggest(owner, "reply", now, application, company=word, subject=word),
        "api_key": create_key(
            owner,
            name=word,
            scopes=["read"],
            expires_at=None,
            token=uuid4(),
            now=now,
        )[0],
        "view": save_view(owner, name=word, query=f"q={word}"),
        "ignored_sender": IgnoredSender.objects.create(
            owner=owner, email=f"{word.lower()}@alerts.example", times=2, since=now
        ),
        **_webhook(owner, word, now),
        "note_template": NoteTemplate.objects.create(
            owner=owner, purpose="thank_you", name=word, subject=word, body=word
        ),
    }


def _happenings(application: Any, contact: Any, word: str, now: datetime) -> World:
    starts = now - timedelta(hours=5)
    interview = services.arrange_interview(
        application,
        token=uuid4(),
        fields={
            "kind": Interview.Kind.INTERVIEW,
            "arranged_at": starts - timedelta(days=4),
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=1),
            "time_zone": "Europe/London",
            "place": word,
        },
        interviewers=[contact],
        now=now,
    )
    event = services.record_event(
        application,
        Event.Kind.EMPLOYER_REPLY,
        at=now - timedelta(days=9),
        token=uuid4(),
        now=now,
        text=word,
    )
    message = services.record_message(
        application.owner,
        "other",
        at=now - timedelta(days=8),
        token=uuid4(),
        now=now,
        application=application,
        body=word,
    )
    return {"interview": interview, "event": event, "message": message}


def _webhook(owner: User, word: str, now: datetime) -> World:
    url = f"https://{word.lower()}.example/{word}"
    webhook, _secret = add_webhook(
        owner, url=url, events=WebhookEvent.values, token=uuid4(), now=now
    )
    told = WebhookMessage.objects.create(
        webhook=webhook, uid=f"msg_{word}", event="webhook.test", occurred_at=now
    )
    delivery = WebhookDelivery.objects.create(message=told, at=now, answer=word)
    number(webhook.pk)
    return {"webhook": webhook, "delivery": delivery}


def _coaches(owner: User, word: str, now: datetime) -> World:
    """A coach with a grant, one who offers to be one, and an invitation to somebody else."""
    coach = person(f"{word.lower()}.coach@test.example", f"Kim {word}", is_coach=True)
    grant = CoachGrant.objects.create(
        seeker=owner,
        coach=coach,
        email=coach.email,
        invited_at=now,
        accepted_at=now,
        expires_at=now + timedelta(days=90),
    )
    nudge = Nudge.objects.create(
        client=owner, coach=coach, text=word, at=now, shown_until=now + timedelta(days=7)
    )
    change = PolicyChange.objects.create(
        client=owner, coach=coach, coach_name=word, previous_base="balanced", base="prompt", at=now
    )
    another = person(f"{word.lower()}.other@test.example", f"Lou {word}", is_coach=True)
    return {
        "grant": grant,
        "nudge": nudge,
        "policy_change": change,
        "offer": invite_client(another, owner.email, token=uuid4(), now=now),
        "invitation": CoachGrant.objects.create(
            seeker=owner, email=f"{word.lower()}@elsewhere.example", invited_at=now
        ),
    }


def _document(owner: User, application: Any, word: str, now: datetime) -> Any:
    return keep_document(
        owner,
        SimpleUploadedFile(f"{word}.txt", word.encode()),
        kind="resume",
        name=word,
        token=uuid4(),
        now=now,
        application=application,
    )


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.RATELIMIT_ENABLE = False
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture
def world(seeker: User, now: datetime) -> World:
    """Everything of the seeker's, full of words that nobody else may read."""
    made = make_world(seeker, SECRETS[0], now)
    made["company"].notes = " ".join(SECRETS)
    made["company"].save()
    return made


def answers(client: Client, url: str) -> dict[str, HttpResponse]:
    """What everyone gets who opens the address, presses there, or has a script fetch it."""
    return {
        "GET": client.get(url),
        "POST": client.post(url),
        "htmx": client.get(url, headers={"HX-Request": "true"}),
    }


def assert_nothing_seen(name: str, found: dict[str, HttpResponse]) -> None:
    for how, answer in found.items():
        told = content_of(answer).decode(errors="replace") + str(answer.headers)
        for word in SECRETS:
            assert word not in told, f"{how} {name} shows {word}"


def content_of(answer: HttpResponse) -> bytes:
    """All of it: what is streamed closes itself once it is read to its end."""
    return b"".join(answer) if answer.streaming else answer.content


def statuses(found: dict[str, HttpResponse]) -> set[int]:
    return {answer.status_code for answer in found.values()}


def leads_to_sign_in(answer: HttpResponse) -> bool:
    there = answer.headers.get("Location", "") + answer.headers.get("HX-Redirect", "")
    return there.startswith(reverse("account_login"))


def in_apps_with(*kinds: str) -> pytest.MarkDecorator:
    """For each namespace that has addresses of these kinds."""
    rows = [(name.partition(":"), row.kind) for name, row in ROWS.items()]
    found = {space for (space, colon, _name), kind in rows if colon and kind in kinds}
    assert len(found) > 3
    return pytest.mark.parametrize("app", sorted(found))


def rows_of(app: str, *kinds: str) -> Iterator[str]:
    """The addresses of an app, each looked at in a transaction of its own that is undone."""
    found = [name for name, row in ROWS.items() if name.startswith(f"{app}:") and row.kind in kinds]
    assert found, app
    for name in found:
        with transaction.atomic():
            yield name
            transaction.set_rollback(True)


@in_apps_with(OWN, OF)
def test_whoever_is_not_signed_in_is_led_to_the_sign_in(app: str, world: World) -> None:
    for name in rows_of(app, OWN, OF):
        found = answers(Client(), url_of(name, world))
        allowed = [answer for answer in found.values() if answer.status_code != 405]
        assert allowed
        assert all(map(leads_to_sign_in, allowed)), f"{name}: {statuses(found)}"
        assert_nothing_seen(name, found)


@in_apps_with(OF)
def test_to_everybody_else_it_does_not_exist(
    app: str, world: World, seeker: User, stranger: User, coach: User, now: datetime
) -> None:
    before, clients = export_data(seeker, now=now), [signed_in(stranger), signed_in(coach)]
    for name in rows_of(app, OF):
        for outsider in clients:
            found = answers(outsider, url_of(name, world))
            assert statuses(found) <= {404, 405}, name
            assert 404 in statuses(found), name
            assert_nothing_seen(name, found)
        assert export_data(seeker, now=now) == before, name


@pytest.mark.parametrize("app", ["followups", "notes", "applications"])
def test_nothing_of_anybodys_is_tied_to_ones_own(
    app: str, world: World, seeker: User, stranger: User, now: datetime
) -> None:
    own, client = make_world(stranger, "Own", now), signed_in(stranger)
    before, tried = (export_data(seeker, now=now), export_data(stranger, now=now)), 0
    for name in rows_of(app, OF):
        parts = [str(part) for part in ROWS[name].parts.values() if part in world]
        for foreign in parts if len(parts) > 1 else ():
            tried += 1
            found = answers(client, url_of(name, {**own, foreign: world[foreign]}))
            assert statuses(found) <= {404, 405}, f"{name} with a foreign {foreign}"
            assert_nothing_seen(name, found)
        assert (export_data(seeker, now=now), export_data(stranger, now=now)) == before, name
    assert tried


@in_apps_with(OWN)
def test_everyone_has_their_own(
    app: str, world: World, seeker: User, stranger: User, coach: User, now: datetime
) -> None:
    before, clients = export_data(seeker, now=now), [signed_in(stranger), signed_in(coach)]
    for name in rows_of(app, OWN):
        for outsider in clients:
            found = answers(outsider, url_of(name, world))
            assert max(statuses(found)) < 500, name
            assert_nothing_seen(name, found)
        assert export_data(seeker, now=now) == before, name


@in_apps_with(OWN, OF)
def test_the_owner_gets_an_answer(app: str, world: World, seeker: User) -> None:
    client = signed_in(seeker)
    for name in rows_of(app, OWN, OF):
        for method in (client.get, client.post):
            answer = method(url_of(name, world))
            content_of(answer)
            status = answer.status_code
            is_missing = ROWS[name].may_miss and status == 404
            assert status in ANSWERS or is_missing, f"{name}: {status}"


ANSWERS = {200, 204, 302, 400, 405, 409, 410, 422}
WHERE_ANYONE_MAY_COME = {
    PUBLIC: {200, 405, 503},
    LIBRARY: {200, 302, 400, 403, 404, 405, 409, 429},
    SECRET: {400, 404, 405, 410},
    KEYED: {401, 405},
    NOWHERE: {404, 405},
}


def test_what_anyone_may_open_holds_nothing_of_anybodys(world: World, stranger: User) -> None:
    for name, row in ROWS.items():
        for client in (Client(), signed_in(stranger)) if row.kind in WHERE_ANYONE_MAY_COME else ():
            found = answers(client, url_of(name, world))
            assert statuses(found) <= WHERE_ANYONE_MAY_COME[row.kind], name
            assert_nothing_seen(name, found)
