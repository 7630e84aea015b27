"""What is shared about references: only of those who agreed."""

from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from applications.models import Application, Event
from applications.services import record_event
from applications.services.documents import keep_document
from jobtracker.mail.mailto import is_long
from references.models import Reference
from tests.conftest import MakeApplication, MakeReference

pytestmark = pytest.mark.usefixtures("at_now")
Consent = Reference.Consent


@pytest.fixture
def application(make_application: MakeApplication) -> Application:
    return make_application(
        "Harbour", "UX Lead", posting_url="https://harbour.example/ux", posting_text="A lead."
    )


def choose(application: Application, reference: Reference, now: datetime) -> Event:
    kind = Event.Kind.REFERENCE_CHOSEN
    return record_event(application, kind, at=now, token=uuid4(), now=now, reference=reference)


def page(client: Client, application: Application, rest: str) -> str:
    response = client.get(f"/applications/{application.pk}/{rest}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_packet_has_posting_points_questions_and_resume(
    seeker_client: Client,
    application: Application,
    make_reference: MakeReference,
    resume: SimpleUploadedFile,
    media: Path,
    now: datetime,
) -> None:
    joan = make_reference(speaks_about="The checkout; calm")
    choose(application, joan, now)
    document = keep_document(
        application.owner,
        resume,
        kind="resume",
        name="Resume for leads",
        token=uuid4(),
        now=now,
        application=application,
    )
    shown = page(seeker_client, application, f"packet/{joan.pk}/")
    for words in (
        "Dear Joan,",
        "https://harbour.example/ux",
        "- The checkout\n- calm",
        "Why I left.",
        "- Resume for leads",
        "A lead.",
        f'href="/documents/{document.pk}/"',
        "mailto:?subject=Harbour%20may%20call",
        "%0D%0A%0D%0AA%20lead.",
    ):
        assert words in shown
    assert "The posting is left out" not in shown


def test_a_packet_without_a_posting_says_so(
    seeker_client: Client,
    make_application: MakeApplication,
    make_reference: MakeReference,
    now: datetime,
) -> None:
    joan, bare = make_reference(), make_application("Harbour", "UX Lead")
    choose(bare, joan, now)
    shown = page(seeker_client, bare, f"packet/{joan.pk}/")
    assert "The posting is left out" in shown
    assert f'href="/applications/{bare.pk}/edit/"' in shown


def test_points_are_kept_for_this_application(
    seeker_client: Client, application: Application, make_reference: MakeReference, now: datetime
) -> None:
    joan = make_reference(speaks_about="Usual")
    chosen = choose(application, joan, now)
    url = f"/applications/{application.pk}/packet/{joan.pk}/points/"
    seeker_client.post(url, {"points": "Special"})
    chosen.refresh_from_db()
    assert (chosen.text, chosen.at) == ("Special", now)
    shown = page(seeker_client, application, f"packet/{joan.pk}/")
    assert "- Special" in shown
    assert "- Usual" not in shown


def test_points_need_a_choice_to_be_kept_with(
    seeker_client: Client, application: Application, make_reference: MakeReference
) -> None:
    joan = make_reference()
    url = f"/applications/{application.pk}/packet/{joan.pk}/points/"
    assert seeker_client.post(url, {"points": "Lost"}).status_code == 302
    assert "Save the points" not in page(seeker_client, application, f"packet/{joan.pk}/")


@pytest.mark.parametrize(
    ("consent", "reason", "way_on"),
    [
        (Consent.NOT_ASKED, "has not been asked yet", "I have asked them"),
        (Consent.ASKED, "have no answer yet", "Record their answer"),
        (Consent.DECLINED, "said no", "Choose somebody else"),
    ],
)
def test_one_who_has_not_agreed_gets_no_packet(
    seeker_client: Client,
    application: Application,
    make_reference: MakeReference,
    consent: str,
    reason: str,
    way_on: str,
) -> None:
    joan = make_reference(consent=consent)
    shown = page(seeker_client, application, f"packet/{joan.pk}/")
    assert reason in shown
    assert way_on in shown
    assert "Dear Joan" not in shown
    assert "mailto:" not in shown


def test_the_list_leaves_out_who_has_not_agreed(
    seeker_client: Client, application: Application, make_reference: MakeReference, now: datetime
) -> None:
    for name, consent in (("Joan", Consent.AGREED), ("Peter", Consent.ASKED)):
        choose(application, make_reference(name, consent=consent), now)
    make_reference("Leila")
    shown = page(seeker_client, application, "references/")
    listed, left_out = shown.split("Left out")
    assert "References of Robin Hale\n\nJoan" in listed
    assert "Peter" not in listed
    assert "You asked Peter and have no answer yet." in left_out
    assert "Leila" not in shown


def test_a_list_of_nobody(seeker_client: Client, application: Application) -> None:
    shown = page(seeker_client, application, "references/")
    assert "Nobody to share yet" in shown
    assert "mailto:" not in shown


def test_a_posting_that_is_too_long_for_a_mail_link_is_copied_or_printed(
    seeker_client: Client, application: Application, make_reference: MakeReference, now: datetime
) -> None:
    application.posting_text = "We look for a lead. " * 100
    application.save()
    joan = make_reference()
    choose(application, joan, now)
    shown = page(seeker_client, application, f"packet/{joan.pk}/")
    link = shown.partition('href="mailto:')[2].partition('"')[0]
    assert not is_long(link)
    assert "look%20for" not in link
    assert "has no room for the text of the posting" in shown
    assert application.posting_text.strip() in shown
