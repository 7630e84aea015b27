"""A search in which every word is too long, and every figure too large, to fit anywhere."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.access_log import log_access
from accounts.models import AccessLog, User
from accounts.services import grants, set_profile
from api.models import Scope, WebhookDelivery, WebhookMessage
from api.models.webhooks import Event as WebhookEvent
from api.services.keys import create_key
from api.services.webhooks import add_webhook
from api.webhooks.claims import number
from applications import services as story
from applications.models import Application, Event, Interview
from applications.services.goals import set_weekly_goal
from followups.models import Reminder
from followups.services import coach as coaching
from inbox.models import IgnoredSender, Suggestion
from notes.services import add_template
from references import services as people
from references.models import Contact, Reference
from tests.conftest import person
from tests.followups.suggestions import suggest

WORD = "Wm" * 40
"""Eighty wide characters without a place to break."""
LINK = f"https://{'w' * 60}.example/{WORD}"
MUCH = 2_147_483_647
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
SCOPES = {"sees_notes": True, "sees_pay": True, "sees_documents": True, "sees_contacts": True}

World = dict[str, Any]


def make_world(seeker: User, now: datetime) -> World:
    """One of everything that an address can be about, by the names of `tests/access_rows.py`."""
    set_profile(seeker, name=WORD, theme="system", language="en")
    set_weekly_goal(seeker, 50)
    contact, reference = _people(seeker, now)
    applications = [_application(seeker, each, now) for each in range(6)]
    first = applications[0]
    found = _happenings(first, contact, reference, now)
    _offer(applications[1], now)
    _coming(applications[2], contact, now)
    _notes(applications[3], reference, now)
    rows = Reminder.objects.filter(owner=seeker, state=Reminder.State.OPEN)
    return {
        "application": first,
        "company": first.company,
        "contact": contact,
        "reference": reference,
        **found,
        **_coaches(seeker, now),
        "document": _document(first, now),
        "view": story.save_view(seeker, name=WORD[:60], query=f"q={WORD}"),
        "note_template": add_template(
            seeker, token=uuid4(), purpose="thank_you", name=WORD, subject=WORD, body=WORD
        ),
        "reminder": rows.filter(rule="interview.thank_you")[0],
        "suggestion": _suggestions(seeker, first, now),
        "ignored_sender": IgnoredSender.objects.create(
            owner=seeker, email=f"{'v' * 64}@{'w' * 60}.example", times=2, since=now
        ),
        "api_key": create_key(
            seeker, name=WORD[:100], scopes=Scope.values, expires_at=None, token=uuid4(), now=now
        )[0],
        **_webhook(seeker, now),
    }


def _webhook(seeker: User, now: datetime) -> World:
    url = f"https://{'x' * 60}.example/{WORD}"
    webhook, _secret = add_webhook(
        seeker, url=url, events=WebhookEvent.values, token=uuid4(), now=now
    )
    told = WebhookMessage.objects.create(
        webhook=webhook, uid=f"msg_{WORD}"[:40], event="webhook.test", occurred_at=now
    )
    delivery = WebhookDelivery.objects.create(message=told, at=now, answer=WORD)
    number(webhook.pk)
    return {"webhook": webhook, "delivery": delivery}


def _suggestions(seeker: User, application: Application, now: datetime) -> Suggestion:
    said: dict[str, Any] = {
        "company": f"9{WORD}",
        "title": WORD,
        "person": WORD,
        "subject": WORD,
        "evidence": [f"{WORD} {WORD}"],
        "marks": [WORD],
        "interviewers": [f"A{WORD}", f"B{WORD}"],
        "sender": {"name": WORD, "email": f"{'w' * 64}@{'w' * 60}.example"},
    }
    for kind in ("confirmation", "confirmation", "interview_invitation"):
        suggest(seeker, kind, now, **said)
    ignored = suggest(seeker, "ignore", now, **said)
    ignored.state, ignored.answered_at = Suggestion.State.IGNORED, now
    ignored.save()
    return suggest(seeker, "offer", now, application, **said)


def _people(seeker: User, now: datetime) -> tuple[Contact, Reference]:
    fields = {
        "name": f"A{WORD}",
        "role": WORD,
        "email": f"{'w' * 64}@{'w' * 60}.example",
        "phone": "0" * 50,
        "link": LINK,
        "notes": WORD,
    }
    contact = people.add_contact(seeker, token=uuid4(), company=f"0{WORD}", fields=fields)
    other = people.add_contact(
        seeker, token=uuid4(), company=f"0{WORD}", fields={**fields, "name": f"B{WORD}"}
    )
    known = {"relationship": WORD, "speaks_about": f"{WORD}\n{WORD}"}
    reference = people.add_reference(other, fields=known, now=now)
    day = (now - 90 * DAY).date()
    return contact, people.set_consent(reference, "agreed", on=day, now=now)


def _application(seeker: User, number: int, now: datetime) -> Application:
    fields = {
        "title": f"{number}{WORD}",
        "interest": 5,
        "pay_min": MUCH - 1,
        "pay_max": MUCH,
        "pay_currency": "WWW",
        "pay_period": "month",
        "source": f"{number}{WORD}",
        "location": WORD,
        "place": "on_site",
        "posting_url": LINK,
        "posting_text": WORD,
        "notes": WORD,
    }
    return story.add_application(
        seeker,
        token=uuid4(),
        company=f"{number}{WORD}",
        fields=fields,
        applied_at=now - (20 + 27 * number) * DAY,
        now=now,
        tags=[f"{each}{WORD[:39]}" for each in range(4)],
    )


def _talk(application: Application, contact: Contact, starts: datetime, now: datetime) -> Interview:
    fields = {
        "kind": Interview.Kind.INTERVIEW,
        "arranged_at": min(starts, now) - 4 * DAY,
        "starts_at": starts,
        "ends_at": starts + HOUR,
        "time_zone": "America/Argentina/ComodRivadavia",
        "place": WORD,
        "link": LINK,
        "preparation": WORD,
    }
    return story.arrange_interview(
        application, token=uuid4(), fields=fields, interviewers=[contact], now=now
    )


def _happenings(
    application: Application, contact: Contact, reference: Reference, now: datetime
) -> World:
    interview = _talk(application, contact, now - 5 * HOUR, now)
    words = ("learned", "next_steps", "follow_up_contact", "notes")
    fields = {"positive_signs": ["casual", "perks"], **dict.fromkeys(words, WORD)}
    story.debrief_interview(interview, fields=fields, topics={contact: WORD}, now=now)
    event = _event(application, Event.Kind.EMPLOYER_REPLY, now - 9 * DAY, now)
    _event(application, Event.Kind.NOTE, now - 8 * DAY, now)
    _event(application, Event.Kind.REFERENCES_REQUESTED, now - 2 * DAY, now)
    for kind in (Event.Kind.REFERENCE_CHOSEN, Event.Kind.REFERENCE_CONTACTED):
        _event(application, kind, now - DAY, now, reference=reference)
    message = story.record_message(
        application.owner,
        "other",
        at=now - 8 * DAY,
        token=uuid4(),
        now=now,
        application=application,
        contact=contact,
        subject=WORD,
        body=WORD,
    )
    return {"interview": interview, "event": event, "message": message}


def _event(application: Application, kind: str, at: datetime, now: datetime, **more: Any) -> Event:
    return story.record_event(application, kind, at=at, token=uuid4(), now=now, text=WORD, **more)


def _offer(application: Application, now: datetime) -> None:
    _event(application, Event.Kind.OUTCOME, now - DAY, now, result=Event.Result.OFFER)


def _coming(application: Application, contact: Contact, now: datetime) -> None:
    _talk(application, contact, now + DAY, now)
    _talk(application, contact, now + 3 * DAY, now)


def _notes(application: Application, reference: Reference, now: datetime) -> None:
    for days in (60, 40):
        story.record_message(
            application.owner,
            "status",
            at=now - days * DAY,
            token=uuid4(),
            now=now,
            application=application,
            subject=WORD,
            body=WORD,
        )
        _event(application, Event.Kind.EMPLOYER_REPLY, now - (days - 1) * DAY, now)
    _event(application, Event.Kind.REFERENCE_CHOSEN, now - DAY, now, reference=reference)


def _document(application: Application, now: datetime) -> Any:
    upload = SimpleUploadedFile(f"{WORD}.pdf", b"%PDF-1.7\nhello")
    return story.keep_document(
        application.owner,
        upload,
        kind="resume",
        name=WORD,
        token=uuid4(),
        now=now,
        application=application,
    )


def _coaches(seeker: User, now: datetime) -> World:
    coach, another = (
        person(f"{each}{'w' * 50}@{'w' * 60}.example", f"{each}{WORD}", is_coach=True)
        for each in "cd"
    )
    sent = grants.invite_coach(seeker, coach.email, choice=SCOPES, token=uuid4(), now=now)
    grant = grants.accept_as_coach(coach, sent.token, now=now)
    coaching.write_note(seeker, WORD, shared=True, by=coach, token=uuid4(), now=now)
    log_access(coach, seeker, AccessLog.What.APPLICATION, now=now, about=WORD)
    return {
        "coach": coach,
        "grant": grant,
        "nudge": coaching.nudge(seeker, WORD, by=coach, token=uuid4(), now=now),
        "policy_change": coaching.set_policy_of(seeker, "patient", {}, by=coach, now=now),
        "offer": grants.invite_client(another, seeker.email, token=uuid4(), now=now),
        "invitation": grants.invite_coach(
            seeker, f"e{'w' * 50}@{'w' * 60}.example", choice={}, token=uuid4(), now=now
        ),
    }
