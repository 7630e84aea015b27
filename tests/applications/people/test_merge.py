"""Two contacts or companies made one by hand, and two again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client

from accounts.models import User
from applications import services
from applications.models import Application, Debrief, DebriefTopic
from applications.services.merge import merge_companies, merge_contacts
from followups.models import Reminder
from followups.planning.replan import replan
from references.look_alikes import alike_companies, alike_contacts
from references.models import Company, Contact
from references.services import add_contact, add_reference, company_named
from tests.conftest import MakeApplication, MakeContact, MakeInterview


@pytest.fixture
def pair(
    make_application: MakeApplication, make_contact: MakeContact, make_interview: MakeInterview,
    now: datetime,
) -> tuple[Contact, Contact]:  # fmt: skip
    """Ana twice: each was at an interview of her own, and has a reminder of her own."""
    ana = make_contact("Ana Ortiz", email="ana@kestrel.example")
    twin = make_contact("Ana Ortíz", role="Head of Data", notes="tall", company="Kestrel")
    application = make_application()
    make_interview(application, ana)
    make_interview(application, twin)
    Application.objects.filter(pk=application.pk).update(referred_by=twin)
    replan(ana.owner_id, None, now=now)
    return ana, twin


def person_named(owner: User, name: str) -> Contact:
    return add_contact(owner, token=uuid4(), fields={"name": name})


def world(owner: User) -> list[object]:
    """All that a merge touches."""
    people = Contact.objects.filter(owner=owner).order_by("pk")
    open_ones = Reminder.objects.exclude(state__in=["settled", "lapsed"])
    return [
        list(people.values("pk", "name", "role", "email", "notes", "company")),
        [sorted(each.interviews.values_list("pk", flat=True)) for each in people],
        list(Application.objects.values_list("referred_by", "company").order_by("pk")),
        list(open_ones.values_list("key", "state", "contact").order_by("pk")),
        list(Company.objects.values().order_by("pk")),
    ]


def test_one_has_everything_and_two_come_back(
    pair: tuple[Contact, Contact], seeker: User, now: datetime
) -> None:
    ana, twin = pair
    dismissed = Reminder.objects.get(contact=twin, rule="interview.thank_you")
    Reminder.objects.filter(pk=dismissed.pk).update(state="dismissed")
    before = world(seeker)
    what = merge_contacts(ana, twin, now=now)
    [one] = Contact.objects.filter(owner=seeker)
    assert (one.name, one.role, one.email) == ("Ana Ortiz", "Head of Data", "ana@kestrel.example")
    assert (one.notes, one.company and one.company.name) == ("tall", "Kestrel")
    assert one.interviews.count() == 2
    assert Application.objects.get().referred_by == one
    dismissed.refresh_from_db()
    assert (dismissed.state, dismissed.contact) == ("dismissed", one)
    assert dismissed.key.endswith(f"/c{one.pk}")
    rows = Reminder.objects.filter(rule="interview.thank_you", contact=one)
    assert sorted(rows.values_list("state", flat=True)) == ["dismissed", "open"]
    services.undo_action(seeker, what, now=now)
    assert world(seeker) == before


def test_an_interview_that_both_were_at_counts_once(
    make_application: MakeApplication, make_contact: MakeContact, make_interview: MakeInterview,
    seeker: User, now: datetime,
) -> None:  # fmt: skip
    ana, twin = make_contact("Ana Ortiz"), make_contact("A. Ortiz")
    interview = make_interview(make_application(), ana, twin)
    what = merge_contacts(ana, twin, now=now)
    assert list(interview.interviewers.all()) == [ana]
    services.undo_action(seeker, what, now=now)
    assert [each.name for each in interview.interviewers.all()] == ["A. Ortiz", "Ana Ortiz"]


def test_the_reference_among_them_stays_one(
    make_contact: MakeContact, seeker: User, now: datetime
) -> None:
    ana, twin = make_contact("Ana Ortiz"), make_contact("Ana Ortiz")
    reference, pk = add_reference(twin, fields={}, now=now), twin.pk
    what = merge_contacts(ana, twin, now=now)
    reference.refresh_from_db()
    assert reference.contact == ana
    services.undo_action(seeker, what, now=now)
    reference.refresh_from_db()
    assert reference.contact_id == pk


def test_two_references_are_not_merged(make_contact: MakeContact, now: datetime) -> None:
    ana, twin = make_contact("Ana Ortiz"), make_contact("Ana Ortiz")
    for each in (ana, twin):
        add_reference(each, fields={}, now=now)
    with pytest.raises(ValidationError, match="Both are on your list"):
        merge_contacts(ana, twin, now=now)
    assert Contact.objects.count() == 2


def test_two_who_were_talked_with_in_one_debrief_are_not_merged(
    make_application: MakeApplication, make_contact: MakeContact, make_interview: MakeInterview,
    now: datetime,
) -> None:  # fmt: skip
    ana, twin = make_contact("Ana Ortiz"), make_contact("Ana Ortiz")
    debrief = Debrief.objects.create(
        interview=make_interview(make_application(), ana, twin), at=now
    )
    for each in (ana, twin):
        DebriefTopic.objects.create(debrief=debrief, contact=each, text="sums")
    with pytest.raises(ValidationError, match="with each of them"):
        merge_contacts(ana, twin, now=now)


def test_companies_become_one_and_two_again(
    make_application: MakeApplication, make_contact: MakeContact, seeker: User, now: datetime
) -> None:
    make_application("Kestrel"), make_application("Kestrel Ltd")
    make_contact(company="Kestrel Ltd")
    Company.objects.filter(name="Kestrel Ltd").update(notes="big", website="https://k.example")
    before = world(seeker)
    kept, other = Company.objects.order_by("pk")
    what = merge_companies(kept, other, now=now)
    [one] = Company.objects.all()
    assert (one.name, one.notes, one.website) == ("Kestrel", "big", "https://k.example")
    assert (one.applications.count(), one.contacts.count()) == (2, 1)
    services.undo_action(seeker, what, now=now)
    assert world(seeker) == before


def test_what_was_deleted_before_comes_back_with_the_one_who_stays(
    pair: tuple[Contact, Contact], seeker: User, now: datetime
) -> None:
    ana, twin = pair
    kept = company_named(seeker, "Kestrel Ltd")
    application = Application.objects.get()
    what = services.delete_application(application, now=now)
    merge_contacts(ana, twin, now=now)
    merge_companies(kept, application.company, now=now)
    services.undo_action(seeker, what, now=now)
    back = Application.objects.get()
    assert (back.company, back.referred_by) == (kept, ana)
    assert [list(talk.interviewers.all()) for talk in back.interviews.all()] == [[ana], [ana]]


def test_what_was_changed_since_stays_so(
    make_contact: MakeContact, seeker: User, now: datetime
) -> None:
    ana, twin = make_contact("Ana"), make_contact("Anna", notes="tall")
    what = merge_contacts(ana, twin, now=now)
    Contact.objects.filter(pk=ana.pk).update(notes="short")
    services.undo_action(seeker, what, now=now)
    assert dict(Contact.objects.values_list("name", "notes")) == {"Ana": "short", "Anna": "tall"}
    Contact.objects.filter(pk=ana.pk).delete()
    with pytest.raises(IntegrityError):
        services.undo_action(seeker, what, now=now)


def test_nobody_merges_what_is_of_another(
    make_contact: MakeContact, stranger: User, seeker: User, now: datetime
) -> None:
    mine, theirs = make_contact("Ana"), make_contact("Ana", owner=stranger)
    for other in (theirs, mine):
        with pytest.raises(ValueError, match="one owner"):
            merge_contacts(mine, other, now=now)
    what = merge_contacts(mine, make_contact("Anna"), now=now)
    with pytest.raises(IntegrityError):
        services.undo_action(stranger, what, now=now)
    assert Contact.objects.filter(owner=seeker).count() == 1


@pytest.mark.parametrize(
    ("name", "other", "is_alike"),
    [
        ("Kestrel Analytics", "Kestrel Analytics Ltd.", True),
        ("Kestrel Analytics", "KESTREL  ANALYTICS GmbH", True),
        ("Kestrel Analytics", "Kestrel Analytic", True),
        ("Kestrel Analytics", "Kestrel Foods", False),
        ("The Group", "Holding Group", False),
    ],
)
def test_companies_that_look_alike_are_pointed_out(
    seeker: User, name: str, other: str, is_alike: bool
) -> None:
    one, two = company_named(seeker, name), company_named(seeker, other)
    assert alike_companies(seeker, one) == ([two] if is_alike and one != two else [])


@pytest.mark.parametrize(
    ("other", "is_alike"),
    [
        ({"name": "ana órtiz"}, True),
        ({"name": "Ortiz, Ana"}, True),
        ({"name": "A. O.", "email": "ANA@kestrel.example"}, True),
        ({"name": "Ana Ortiz", "email": "ana@other.example"}, False),
        ({"name": "Ben Cole"}, False),
    ],
)
def test_people_who_look_alike_are_pointed_out(
    make_contact: MakeContact, other: dict[str, str], is_alike: bool
) -> None:
    ana, two = make_contact("Ana Ortiz", email="ana@kestrel.example"), make_contact(**other)
    assert alike_contacts(ana.owner, ana) == ([two] if is_alike else [])


@pytest.mark.parametrize(
    ("make", "folder"),
    [
        (company_named, "companies"),
        (person_named, "people"),
    ],
)
def test_it_is_done_on_a_page_and_undone_from_its_message(
    seeker: User, seeker_client: Client, make: Callable[[User, str], Any], folder: str
) -> None:
    kept, other = make(seeker, "Kestrel One"), make(seeker, "Kestrel Ones")
    page = seeker_client.get(f"/{folder}/{kept.pk}/").content.decode()
    address = f"/{folder}/{kept.pk}/merge/?with={other.pk}"
    assert address in page
    assert f'<option value="{other.pk}" selected>' in seeker_client.get(address).content.decode()
    done = seeker_client.post(address, {"other": other.pk}, follow=True).content.decode()
    assert "Kestrel Ones is one with Kestrel One now." in done
    assert list(type(kept).objects.all()) == [kept]
    undo = done.partition('action="/applications/undo/')[2].partition('"')[0]
    seeker_client.post(f"/applications/undo/{undo}")
    assert type(kept).objects.count() == 2
    same = seeker_client.post(address, {"other": kept.pk}).content.decode()
    assert "Select a valid choice" in same
