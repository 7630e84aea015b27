"""Answers that are taken back: every row is as it was."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError

from accounts.models import User
from applications import services
from applications.models import Application, Event, Interview
from applications.services.merge import merge_companies, merge_contacts
from followups.models import Reminder
from inbox.answers import proposed
from inbox.models import IgnoredSender, Suggestion
from inbox.models.suggestion import HOLDS_FOR
from inbox.services.answer import accept, accept_all, ignore, what_of
from inbox.services.ignored_senders import read_again
from inbox.services.rematch import match_waiting
from inbox.services.undo import CannotUndoError, undo_answer
from references.models import Company, Contact
from references.services import add_contact
from tests.inbox.arrivals import NOW, event, mail, suggest
from tests.inbox.test_answer import EARLY, TYPED, accepted, applied, arranged, at
from tests.test_afresh import OURS, _rows

LATER = NOW + timedelta(minutes=5)


def dump() -> dict[str, list[Any]]:
    """All rows; of what the planner writes anew, that which counts."""
    rows = {model._meta.label: _rows(model) for model in OURS}
    rows["followups.HeldBack"] = [row[1:] for row in rows["followups.HeldBack"]]
    live = Reminder.objects.exclude(state=Reminder.State.SETTLED).order_by("pk")
    rows["followups.Reminder"] = list(live.values_list())
    return rows


def taken_back(suggestion: Suggestion) -> None:
    undo_answer(suggestion.owner, what_of(suggestion), now=LATER)
    suggestion.refresh_from_db()
    assert suggestion.state == Suggestion.State.WAITING


@pytest.mark.parametrize("name", TYPED)
def test_every_row_is_as_it_was(seeker: User, name: str) -> None:
    application = applied(seeker)
    arranged(EARLY, at(16, 9, month=12), "Ida Holm")(application)
    arranged(EARLY, at(10, 9, month=12))(application)
    suggestion = mail(seeker, name, application)
    Suggestion.objects.filter(pk=suggestion.pk).update(holds_until=NOW + timedelta(days=9))
    suggestion.refresh_from_db()
    before = dump()
    accepted(suggestion, application)
    assert dump() != before
    taken_back(suggestion)
    assert dump() == before


@pytest.mark.parametrize("name", TYPED)
def test_what_was_added_is_gone(seeker: User, name: str) -> None:
    suggestion = mail(seeker, name)
    before = dump()
    accepted(suggestion, None)
    taken_back(suggestion)
    assert dump() == before


def moved(seeker: User) -> tuple[Suggestion, Suggestion]:
    """An invitation and what moved it, logged one after the other."""
    application = applied(seeker)
    invitation = event(seeker, "01_google_request_utc", application)
    move = event(seeker, "04_google_moved", application, at=NOW)
    accepted(invitation, application)
    accepted(move, application)
    return invitation, move


def test_a_moved_interview_goes_back_to_its_old_time(seeker: User) -> None:
    invitation, move = moved(seeker)
    assert Interview.objects.get().starts_at == at(9, 10, month=12)
    taken_back(move)
    interview = Interview.objects.get()
    assert (interview.starts_at, interview.ends_at) == (
        at(8, 14, 30, month=12),
        at(8, 15, 15, month=12),
    )
    taken_back(invitation)
    assert not Interview.objects.exists()


def test_an_interview_that_was_moved_since_stays(seeker: User) -> None:
    invitation, _move = moved(seeker)
    with pytest.raises(IntegrityError):
        undo_answer(seeker, what_of(invitation), now=LATER)
    assert Interview.objects.get().starts_at == at(9, 10, month=12)
    invitation.refresh_from_db()
    assert invitation.state == Suggestion.State.ACCEPTED


def test_an_interview_that_was_prepared_for_since_stays(seeker: User) -> None:
    suggestion = mail(seeker, "05_interview_person_reply")
    accepted(suggestion, None)
    services.prepare_interview(Interview.objects.get(), "Ask about the team.")
    with pytest.raises(IntegrityError):
        undo_answer(seeker, what_of(suggestion), now=LATER)
    assert Interview.objects.get().preparation == "Ask about the team."


def test_what_the_seeker_changed_since_stays(seeker: User) -> None:
    application = applied(seeker)
    arranged(EARLY, at(16, 9, month=12))(application)
    suggestion = event(seeker, "04_google_moved", application)
    answer = proposed(suggestion, seeker.zone)
    accepted(suggestion, application, interview=Interview.objects.get(), place="Room 4")
    Interview.objects.update(place="Room 5")
    taken_back(suggestion)
    interview = Interview.objects.get()
    assert interview.place == "Room 5"
    assert interview.starts_at == at(16, 9, month=12) != answer.starts_at


def test_an_application_with_a_story_of_its_own_stays(seeker: User) -> None:
    suggestion = mail(seeker, "01_confirmation_greenhouse")
    application = accepted(suggestion, None)
    reply, kind = uuid4(), Event.Kind.EMPLOYER_REPLY
    services.record_event(application, kind, at=NOW, token=reply, now=NOW)
    taken_back(suggestion)
    assert sorted(Event.objects.values_list("kind", flat=True)) == ["applied", "employer_reply"]
    assert accepted(suggestion, None) == application
    assert Event.objects.filter(kind=Event.Kind.CONFIRMATION).count() == 1
    assert Application.objects.count() == 1


def test_people_who_are_used_since_stay(seeker: User) -> None:
    suggestion = mail(seeker, "05_interview_person_reply")
    accepted(suggestion, None)
    other = applied(seeker, company="Another")
    arranged(EARLY, at(16, 9, month=12))(other)
    priya = Contact.objects.get(name="Priya Nair")
    Interview.objects.get(application=other).interviewers.add(priya)
    taken_back(suggestion)
    assert list(Contact.objects.all()) == [priya]
    assert Company.objects.count() == 2


def test_a_contact_who_got_an_address_loses_it_again(seeker: User) -> None:
    known = add_contact(
        seeker, token=uuid4(), company="Harbourline", fields={"name": "Maria Santos"}
    )
    suggestion = mail(seeker, "08_offer_person_pdf")
    accepted(suggestion, None)
    taken_back(suggestion)
    known.refresh_from_db()
    assert known.email == ""


def test_a_deleted_application_is_no_hindrance(seeker: User) -> None:
    suggestion = mail(seeker, "03_rejection_lever")
    services.delete_application(accepted(suggestion, None), now=NOW)
    taken_back(suggestion)
    assert suggestion.application is None


def test_all_that_was_logged_at_once_is_taken_back_at_once(seeker: User) -> None:
    both = [mail(seeker, name) for name in list(TYPED)[:2]]
    match_waiting(seeker, now=NOW)
    before = dump()
    what = accept_all(seeker, both, now=NOW)
    assert len(what["suggestions"]) == 2
    undo_answer(seeker, what, now=LATER)
    assert dump() == before


def test_nobody_else_takes_it_back(seeker: User, stranger: User) -> None:
    suggestion = mail(seeker, "03_rejection_lever")
    accepted(suggestion, None)
    undo_answer(stranger, what_of(suggestion), now=LATER)
    suggestion.refresh_from_db()
    assert suggestion.state == Suggestion.State.ACCEPTED


def noise(owner: User, sender: str) -> Suggestion:
    finding = {"kind": "reply", "sender": {"name": None, "email": sender}}
    return suggest(owner, finding, at=NOW)


def test_a_sender_is_ignored_after_twice(seeker: User) -> None:
    first, second = (noise(seeker, "News@letters.example") for _number in range(2))
    ignore(first, now=NOW)
    ignore(first, now=NOW)
    assert IgnoredSender.objects.get().since is None
    ignore(second, now=LATER)
    assert (IgnoredSender.objects.get().times, IgnoredSender.objects.get().since) == (2, LATER)


def test_ignoring_is_taken_back(seeker: User) -> None:
    first, second = (noise(seeker, "news@letters.example") for _number in range(2))
    before = dump()
    for each in (first, second):
        ignore(each, now=NOW)
    taken_back(second)
    assert IgnoredSender.objects.get().since is None
    taken_back(first)
    assert dump() == before


def test_a_sender_who_was_ignored_can_be_read_again(seeker: User) -> None:
    for _number in range(2):
        ignore(noise(seeker, "news@letters.example"), now=NOW)
    read_again(IgnoredSender.objects.get())
    assert IgnoredSender.objects.get().since is None
    suggestion = noise(seeker, "news@letters.example")
    ignore(suggestion, now=NOW)
    taken_back(suggestion)
    assert not IgnoredSender.objects.exists()


def test_what_was_ignored_as_it_arrived_can_wait_after_all(seeker: User) -> None:
    application = applied(seeker)
    suggestion = mail(seeker, "03_rejection_lever", application)
    ignored = {"state": Suggestion.State.IGNORED, "answered_at": NOW}
    Suggestion.objects.filter(pk=suggestion.pk).update(**ignored)
    suggestion.refresh_from_db()
    taken_back(suggestion)
    assert suggestion.application == application
    assert suggestion.holds_until == suggestion.at + HOLDS_FOR


def test_what_had_found_the_application_that_goes_is_matched_anew(seeker: User) -> None:
    invitation = mail(seeker, "05_interview_person_reply")
    confirmation = mail(seeker, "01_confirmation_greenhouse")
    added = accepted(confirmation, None)
    invitation.refresh_from_db()
    assert invitation.application == added
    assert invitation.holds_until is not None
    taken_back(confirmation)
    invitation.refresh_from_db()
    assert (invitation.application, invitation.matched_by) == (None, "")
    assert invitation.holds_until is None


@pytest.mark.parametrize("sender", ["no-reply@us.greenhouse-mail.io", ""])
def test_who_writes_for_many_employers_is_not_counted(seeker: User, sender: str) -> None:
    ignore(noise(seeker, sender), now=NOW)
    assert not IgnoredSender.objects.exists()


def test_what_is_no_news_of_a_job_is_ignored_by_a_yes_as_well(seeker: User) -> None:
    suggestion = mail(seeker, "11_ignore_job_alert")
    accept(suggestion, proposed(suggestion, seeker.zone), now=NOW)
    suggestion.refresh_from_db()
    assert suggestion.state == Suggestion.State.IGNORED


def test_an_interview_that_was_edited_since_stays(seeker: User) -> None:
    suggestion = mail(seeker, "05_interview_person_reply")
    accepted(suggestion, None)
    interview = Interview.objects.get()
    people = list(interview.interviewers.all())
    fields = {"place": "Room 5"}
    services.change_interview(interview, fields=fields, interviewers=people, now=NOW)
    with pytest.raises(CannotUndoError):
        undo_answer(seeker, what_of(suggestion), now=LATER)
    assert Interview.objects.get().place == "Room 5"


def test_an_interview_with_other_people_since_stays(seeker: User) -> None:
    suggestion = mail(seeker, "05_interview_person_reply")
    accepted(suggestion, None)
    interview = Interview.objects.get()
    interview.interviewers.add(add_contact(seeker, token=uuid4(), fields={"name": "Bo Lee"}))
    with pytest.raises(CannotUndoError):
        undo_answer(seeker, what_of(suggestion), now=LATER)
    assert interview.interviewers.count() == 3


def test_an_event_that_was_edited_since_stays(seeker: User) -> None:
    suggestion = mail(seeker, "08_offer_person_pdf")
    accepted(suggestion, applied(seeker))
    offer = Event.objects.get(kind=Event.Kind.OUTCOME)
    services.edit_event(offer, at=offer.at, now=NOW, text="They may pay more.")
    with pytest.raises(CannotUndoError):
        undo_answer(seeker, what_of(suggestion), now=LATER)
    assert Event.objects.get(kind=Event.Kind.OUTCOME).text == "They may pay more."


def test_a_contact_somebody_was_merged_into_stays(seeker: User) -> None:
    suggestion = mail(seeker, "05_interview_person_reply")
    accepted(suggestion, None)
    priya = Contact.objects.get(name="Priya Nair")
    typed = add_contact(seeker, token=uuid4(), fields={"name": "Priya N."})
    merge_contacts(priya, typed, now=NOW)
    taken_back(suggestion)
    assert list(Contact.objects.all()) == [priya]


def test_a_company_another_was_merged_into_stays(seeker: User) -> None:
    suggestion = mail(seeker, "03_rejection_lever")
    accepted(suggestion, None)
    company = Company.objects.get()
    merge_companies(company, Company.objects.create(owner=seeker, name="The same"), now=NOW)
    taken_back(suggestion)
    assert Company.objects.get() == company


def test_an_interview_whose_contact_was_merged_into_another_is_taken_back(seeker: User) -> None:
    suggestion = mail(seeker, "05_interview_person_reply")
    accepted(suggestion, None)
    priya = Contact.objects.get(name="Priya Nair")
    typed = add_contact(seeker, token=uuid4(), fields={"name": "Priya N."})
    merge_contacts(typed, priya, now=NOW)
    taken_back(suggestion)
    assert not Interview.objects.exists()
    assert list(Contact.objects.all()) == [typed]


def test_what_an_import_brought_cannot_be_taken_back(seeker: User) -> None:
    suggestion = mail(seeker, "03_rejection_lever")
    accepted(suggestion, None)
    Suggestion.objects.update(created=None)
    with pytest.raises(CannotUndoError, match="import"):
        undo_answer(seeker, what_of(suggestion), now=LATER)
    suggestion.refresh_from_db()
    assert suggestion.state == Suggestion.State.ACCEPTED
