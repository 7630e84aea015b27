"""A client with a secret in every field, and everybody who might look."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from accounts.models import CoachGrant, Membership, Programme, User
from accounts.services import grants
from applications import services
from applications.models import Application, Document, Interview
from followups.models import CoachNote, HeldBack, Nudge, Reminder
from followups.services.coach import nudge, write_note
from references.models import Contact, Reference
from references.services import add_contact, add_reference, set_consent
from tests.conftest import person, signed_in

OPEN = "opensecret"
SECRETS = {
    "sees_notes": "notesecret",
    "sees_pay": "612,345",
    "sees_documents": "docsecret",
    "sees_contacts": "contactsecret",
}
"""What stands in the fields of each scope; ``OPEN`` stands in those that every grant opens."""


@dataclass
class Story:
    """The rows of one client."""

    owner: User
    application: Application
    interview: Interview
    contact: Contact
    reference: Reference
    document: Document
    reminder: Reminder
    held_back: HeldBack | None

    def of(self, model: str) -> int:
        """The key of this client's row of a model on the coach's site."""
        named = {
            "user": self.owner,
            "application": self.application,
            "interview": self.interview,
            "reminder": self.reminder,
            "reference": self.reference,
            "document": self.document,
        }
        return int(named[model].pk)


def tell(owner: User, now: datetime, mark: str = "") -> Story:
    """A search whose every field holds a word that tells where it came from."""
    notes = SECRETS["sees_notes"] + mark
    application = services.add_application(
        owner,
        token=uuid4(),
        company=f"{OPEN}{mark} Company",
        fields={
            "title": f"{OPEN}{mark} Designer",
            "pay_min": 612_345,
            "pay_currency": "GBP",
            "notes": notes,
            "posting_text": notes,
        },
        applied_at=now - timedelta(days=25),
        now=now,
    )
    services.record_event(
        application, "note", at=now - timedelta(days=20), token=uuid4(), now=now, text=notes
    )
    services.record_event(
        application,
        "employer_reply",
        at=now - timedelta(days=19),
        token=uuid4(),
        now=now,
        text=notes,
    )
    contact = add_contact(
        owner,
        token=uuid4(),
        company="",
        fields={
            "name": f"{OPEN}{mark} Referee",
            "email": f"{SECRETS['sees_contacts']}{mark}@test.example",
            "phone": SECRETS["sees_contacts"],
            "notes": notes,
        },
    )
    reference = add_reference(contact, fields={"speaks_about": notes}, now=now)
    reference = set_consent(reference, "agreed", on=date(2026, 1, 10), now=now)
    met = add_contact(
        owner,
        token=uuid4(),
        company="",
        fields={
            "name": f"{OPEN}{mark} Interviewer",
            "email": f"{SECRETS['sees_contacts']}{mark}2@test.example",
        },
    )
    starts = now - timedelta(days=3)
    interview = services.arrange_interview(
        application,
        token=uuid4(),
        fields={
            "kind": "interview",
            "arranged_at": starts - timedelta(days=2),
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=1),
            "time_zone": owner.time_zone,
            "preparation": notes,
        },
        interviewers=[met],
        now=now,
    )
    services.debrief_interview(
        interview,
        fields={"positive_signs": ["liked"], "learned": notes, "next_steps": notes, "notes": notes},
        topics={met: notes},
        now=now - timedelta(days=2),
    )
    services.record_message(
        owner,
        "status",
        at=now - timedelta(days=10),
        token=uuid4(),
        now=now,
        application=application,
        subject=notes,
        body=notes,
    )
    document = Document.objects.create(
        owner=owner,
        name=SECRETS["sees_documents"] + mark,
        file=ContentFile(SECRETS["sees_documents"].encode(), name="resume.txt"),
        filename=f"{SECRETS['sees_documents']}.txt",
        content_type="text/plain",
        size=9,
        uploaded_at=now,
    )
    document.applications.add(application)
    reminder = Reminder.objects.filter(owner=owner, application=application).first()
    assert reminder is not None
    held_back = HeldBack.objects.filter(owner=owner).first()
    return Story(owner, application, interview, contact, reference, document, reminder, held_back)


@pytest.fixture(autouse=True)
def _media(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def moment(at: datetime) -> datetime:
    """The clock's own now: the pages read it too."""
    return at


@pytest.fixture
def story(seeker: User, moment: datetime) -> Story:
    """The client's search."""
    User.objects.filter(pk=seeker.pk).update(name=f"{OPEN} Client")
    seeker.refresh_from_db()
    return tell(seeker, moment)


def let_in(seeker: User, coach: User, now: datetime, *scopes: str) -> CoachGrant:
    """A live grant of these scopes."""
    choice = dict.fromkeys(scopes, True)
    grant = grants.invite_coach(seeker, coach.email, choice=choice, token=uuid4(), now=now)
    return grants.accept_as_coach(coach, grant.token, now=now)


def another_coach(email: str = "second@test.example") -> User:
    """One more coach."""
    return person(email, "Casey Wren", is_coach=True)


def notes_of(coach: User, client: User, now: datetime) -> tuple[CoachNote, Nudge]:
    """A private note and a nudge, with a secret in each."""
    note = write_note(client, "coachsecret", shared=False, by=coach, token=uuid4(), now=now)
    given = nudge(client, "coachsecret", by=coach, token=uuid4(), now=now)
    return note, given


def programme_of(lead: User, *seekers: User) -> Programme:
    """A programme with its lead."""
    programme = Programme.objects.create(name="Riverside College")
    Membership.objects.create(programme=programme, person=lead, role="lead")
    for seeker in seekers:
        Membership.objects.create(programme=programme, person=seeker, role="seeker")
    return programme


ROLES = (
    "anonymous",
    "seeker",
    "stranger",
    "no_grant",
    "invited",
    "ended",
    "expired",
    "lead",
    "operator",
)
"""Everybody who must see nothing of the client on the coach's site."""
OUTSIDE = ("anonymous", "seeker", "stranger", "operator")
"""Those to whom the site does not exist at all."""


@pytest.fixture
def as_role(
    story: Story, seeker: User, stranger: User, coach: User, operator: User, moment: datetime
) -> object:
    """Gives a client signed in as one of the roles, with that role's history."""

    def sign_in(role: str) -> Client:
        if role == "anonymous":
            return Client()
        users = {"seeker": seeker, "stranger": stranger, "operator": operator}
        if role == "invited":
            grants.invite_coach(seeker, coach.email, choice={}, token=uuid4(), now=moment)
        if role in ("ended", "expired"):
            grant = let_in(seeker, coach, moment, *SECRETS)
            notes_of(coach, seeker, moment)
            past = moment - timedelta(seconds=1)
            field = "ended_at" if role == "ended" else "expires_at"
            CoachGrant.objects.filter(pk=grant.pk).update(**{field: past})
        if role == "lead":
            programme_of(coach, seeker, stranger)
        return signed_in(users.get(role, coach))

    return sign_in
