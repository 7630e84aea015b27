"""A search that was played from files alone: received, read, and answered with single presses."""

import pytest

from accounts.models import User
from applications.models import Application, Event, Interview
from inbox.answers import proposed
from inbox.models import Suggestion
from inbox.selectors import waiting
from inbox.services.answer import accept
from inbox.services.receive import receive
from inbox.services.suggest import suggest
from references.models import Contact
from tests.inbox.arrivals import NOW, SAMPLES

STAGES = {
    "Kestrel Analytics": "interviewing",
    "Bäckerei Süd": "applied",
    "Oatmill": "rejected",
    "Lindenhof Werke AG": "rejected",
    "Penningmeester": "applied",
    "Les Vergers Réunis": "interviewing",
    "Harbourline": "offer",
    "Tamar Valley Council": "reference_check",
    "Pomme & Paille": "applied",
    "Fathom": "applied",
    "Almwerk GmbH": "applied",
}


def drop(owner: User, *names: str) -> None:
    for name in names:
        content = next(SAMPLES.glob(f"*/{name}")).read_bytes()
        for receipt in receive(owner, content, way="upload", now=NOW):
            suggest(receipt.file, now=NOW)


def say_yes(owner: User) -> None:
    """Press *Log it* for the first suggestion until none waits."""
    while first := waiting(owner).first():
        accept(first, proposed(first, owner.zone), now=NOW)


@pytest.fixture
def played(seeker: User) -> User:
    drop(seeker, *sorted(path.name for path in (SAMPLES / "eml").glob("*.eml")))
    say_yes(seeker)
    return seeker


def test_every_mail_found_its_place(played: User) -> None:
    found = Application.objects.values_list("company__name", "stage")
    assert dict(found) == STAGES
    assert len(found) == len(STAGES)
    states = Suggestion.objects.values_list("state", flat=True)
    assert (list(states).count("accepted"), list(states).count("ignored")) == (12, 3)


def test_the_timeline_of_one_of_them(played: User) -> None:
    kestrel = Application.objects.get(company__name="Kestrel Analytics")
    kinds = Event.objects.filter(application=kestrel).order_by("at")
    assert list(kinds.values_list("kind", flat=True)) == ["applied", "confirmation"]
    interview = Interview.objects.get(application=kestrel)
    assert sorted(interview.interviewers.values_list("name", flat=True)) == [
        "Ola Danso",
        "Priya Nair",
    ]
    assert Contact.objects.get(name="Tom Bailey").company == kestrel.company


def test_dropping_it_all_again_adds_nothing(played: User) -> None:
    drop(played, *sorted(path.name for path in (SAMPLES / "eml").glob("*.eml")))
    assert not waiting(played).exists()


ORDERS = [
    ("01_google_request_utc.ics", "04_google_moved.ics"),
    ("04_google_moved.ics", "01_google_request_utc.ics"),
]


@pytest.mark.parametrize("files", ORDERS)
def test_calendar_files_are_one_interview_at_the_latest_time(
    played: User, files: tuple[str, ...]
) -> None:
    kestrel = Application.objects.get(company__name="Kestrel Analytics")
    before = Interview.objects.filter(application=kestrel).count()
    for name in files:
        drop(played, name)
        say_yes(played)
    new = Interview.objects.filter(application=kestrel).order_by("pk")[before:]
    assert [(each.starts_at.day, each.starts_at.hour) for each in new] == [(9, 10)]
