"""What is suggested of a file: once, in whatever order files come, and holding what it may hold."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from applications import services
from applications.models import Application, Interview
from inbox import selectors
from inbox.answers import proposed
from inbox.keys import event_key
from inbox.models import CalendarLink, IgnoredSender, ReceivedFile, Suggestion
from inbox.services.answer import accept
from inbox.services.suggest import suggest
from tests.conftest import MakeApplication, MakeContact, MakeInterview
from tests.inbox.incoming import event, mail, mail_with, stored, suggested

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
WAITING, IGNORED = "waiting", "ignored"


@pytest.fixture
def application(make_application: MakeApplication, make_contact: MakeContact) -> Application:
    """One at Harbour Analytics, of which Ana's address is known."""
    made = make_application()
    make_contact(company="Harbour Analytics", email="ana@harbour.example")
    return made


class TestOnce:
    def test_a_file_gives_one_suggestion_however_often(
        self, seeker: User, application: Application, now: datetime
    ) -> None:
        file = stored(seeker, mail("rejection", now - DAY), now)
        first = suggest(file, now=now)
        again = suggest(ReceivedFile.objects.get(), now=now + DAY)
        assert first == again == Suggestion.objects.get()
        assert ReceivedFile.objects.get().read_at == now

    def test_a_file_without_its_content_gives_none(self, seeker: User, now: datetime) -> None:
        file = stored(seeker, mail(), now)
        ReceivedFile.objects.update(content=None)
        assert suggest(file, now=now) is None
        assert ReceivedFile.objects.get().read_at == now

    def test_what_is_read_is_stored(
        self, seeker: User, application: Application, now: datetime
    ) -> None:
        row = suggested(seeker, mail("rejection", now - DAY), now)
        assert (row.kind, row.state, row.application) == ("rejection", WAITING, application)
        assert (row.matched_by, row.matched_at, row.sender) == (
            "contact", now, "ana@harbour.example",
        )  # fmt: skip
        assert row.finding["candidates"] == []
        assert row.finding["evidence"]
        assert list(selectors.waiting(seeker)) == [row]
        assert list(selectors.waiting_about(seeker, application.pk)) == [row]

    def test_several_that_may_be_meant_are_kept_to_ask(
        self, seeker: User, application: Application, now: datetime, make_application: Any
    ) -> None:
        other = make_application(title="Researcher")
        row = suggested(seeker, mail("rejection", now - DAY), now)
        assert sorted(row.finding["candidates"]) == sorted([application.pk, other.pk])
        assert row.application_id == row.finding["candidates"][0]

    def test_what_no_database_keeps_is_left_out(self, seeker: User, now: datetime) -> None:
        raw = mail("reply", now, Subject="x").replace(b"Subject: x", b"Subject: a\x00b\xed\xa0\x80")
        assert suggested(seeker, raw, now).finding["subject"].startswith("a")


class TestTime:
    @pytest.mark.parametrize(("sent", "at"), [
        (-DAY, -DAY), (timedelta(0), timedelta(0)), (DAY, timedelta(0)), (None, timedelta(0)),
        (-timedelta(days=366 * 25), timedelta(0)),
    ])  # fmt: skip
    def test_it_happened_when_the_mail_says_but_not_later_than_it_came(
        self, seeker: User, now: datetime, sent: timedelta | None, at: timedelta
    ) -> None:
        row = suggested(seeker, mail("rejection", None if sent is None else now + sent), now)
        assert row.at == now + at


class TestHolds:
    @pytest.mark.parametrize(("kind", "holds"), [
        ("confirmation", True), ("rejection", True), ("offer", True), ("reply", True),
        ("newsletter", False),
    ])  # fmt: skip
    def test_what_may_be_an_answer_holds_for_fourteen_days(
        self, seeker: User, application: Application, now: datetime, kind: str, holds: bool
    ) -> None:
        subject = {"Subject": "Recipes"} if kind == "newsletter" else {}
        sender = {"From": "news@cook.example"} if kind == "newsletter" else {}
        row = suggested(seeker, mail(kind, now - DAY, **subject, **sender), now)
        assert row.holds_until == (now + 13 * DAY if holds else None)
        assert list(selectors.holding([application.pk])) == ([row] if holds else [])

    def test_an_old_mail_holds_nothing(
        self, seeker: User, application: Application, now: datetime
    ) -> None:
        assert suggested(seeker, mail("rejection", now - 14 * DAY), now).holds_until is None

    def test_without_a_match_it_holds_nothing(self, seeker: User, now: datetime) -> None:
        row = suggested(seeker, mail("rejection", now - DAY), now)
        assert (row.state, row.application, row.holds_until) == (WAITING, None, None)


class TestIgnored:
    def test_what_is_not_about_a_job_can_still_be_found(self, seeker: User, now: datetime) -> None:
        row = suggested(
            seeker, mail("newsletter", now, Subject="Recipes", From="n@cook.example"), now
        )
        assert (row.kind, row.state, row.answered_at) == ("ignore", IGNORED, now)
        assert list(selectors.ignored(seeker)) == [row]
        assert not selectors.waiting(seeker)

    @pytest.mark.parametrize(("sender", "since", "state"), [
        ("ana@harbour.example", True, IGNORED),
        ("ANA@Harbour.example", True, IGNORED),
        ("ana@harbour.example", False, WAITING),
        ("other@harbour.example", True, WAITING),
    ])  # fmt: skip
    def test_a_sender_ignored_twice_is_ignored(
        self, seeker: User, application: Application, now: datetime, sender: str, since: bool,
        state: str,
    ) -> None:  # fmt: skip
        IgnoredSender.objects.create(
            owner=seeker, email=sender, times=2, since=now if since else None
        )
        row = suggested(seeker, mail("reply", now - DAY), now)
        assert (row.kind, row.state, bool(row.holds_until)) == (
            "reply", state, state == WAITING,
        )  # fmt: skip

    def test_a_hiring_system_writes_for_many_and_is_never_ignored(
        self, seeker: User, now: datetime
    ) -> None:
        IgnoredSender.objects.create(
            owner=seeker, email="no-reply@greenhouse.io", times=2, since=now
        )
        raw = mail("rejection", now - DAY, From="Harbour <no-reply@greenhouse.io>")
        assert suggested(seeker, raw, now).state == WAITING


class TestCalendarFiles:
    def test_an_event_is_an_invitation(
        self, seeker: User, application: Application, now: datetime
    ) -> None:
        row = suggested(seeker, event(now + 3 * DAY), now)
        assert (row.kind, row.application, row.sender) == (
            "interview_invitation", application, "ana@harbour.example",
        )  # fmt: skip
        assert (row.event_key, row.at) == (event_key("u1"), now)

    @pytest.mark.parametrize(("starts", "sequence", "kind", "state"), [
        (3, 0, "interview_rescheduled", IGNORED),
        (4, 0, "interview_rescheduled", WAITING),
        (3, 1, "interview_rescheduled", WAITING),
        (4, 1, "interview_rescheduled", WAITING),
    ])  # fmt: skip
    def test_a_known_event_is_moved(
        self, seeker: User, application: Application, now: datetime, starts: int, sequence: int,
        kind: str, state: str,
    ) -> None:  # fmt: skip
        suggested(seeker, mail_with(event(now + 3 * DAY), at=now - HOUR), now)
        row = suggested(
            seeker, event(now + starts * DAY, sequence=sequence, STATUS="CONFIRMED"), now
        )
        assert (row.kind, row.state) == (kind, state)

    def test_an_event_that_became_an_interview_is_known(
        self, seeker: User, application: Application, now: datetime, make_interview: MakeInterview
    ) -> None:
        held = make_interview(application, starts_at=now + 3 * DAY, arranged_at=now - DAY)
        link(held, 1)
        assert suggested(seeker, event(now + 4 * DAY, sequence=0), now).state == IGNORED
        row = suggested(seeker, event(now + 4 * DAY, sequence=2), now)
        assert (row.kind, row.state, row.matched_by) == (
            "interview_rescheduled", WAITING, "event",
        )  # fmt: skip

    @pytest.mark.parametrize("method", ["REPLY", "REFRESH"])
    def test_an_answer_of_somebody_invited_is_no_interview(
        self, seeker: User, application: Application, now: datetime, method: str
    ) -> None:
        row = suggested(seeker, event(now + 3 * DAY, method=method), now)
        assert (row.kind, row.state, row.holds_until) == ("ignore", IGNORED, None)

    @pytest.mark.parametrize(("method", "more", "kind"), [
        ("PUBLISH", {"SUMMARY": "Dentist"}, "ignore"),
        ("PUBLISH", {"SUMMARY": "Job interview"}, "interview_invitation"),
        ("REQUEST", {"SUMMARY": "Chat"}, "interview_invitation"),
        ("REQUEST", {"SUMMARY": "Gym", "RRULE": "FREQ=WEEKLY"}, "ignore"),
    ])  # fmt: skip
    def test_ones_own_appointments_are_not_about_a_job(
        self, seeker: User, now: datetime, method: str, more: dict[str, Any], kind: str
    ) -> None:
        assert suggested(seeker, event(now + DAY, method=method, **more), now).kind == kind


def link(interview: Interview, sequence: int) -> CalendarLink:
    return CalendarLink.objects.create(
        owner=interview.owner,
        key=event_key("u1"),
        sequence=sequence,
        interview=interview,
        sent_at=interview.arranged_at,
    )


class TestOutOfOrder:
    def test_an_invitation_after_its_cancellation_is_no_interview(
        self, seeker: User, application: Application, now: datetime
    ) -> None:
        off = suggested(
            seeker,
            mail_with(event(now + 3 * DAY, sequence=1, method="CANCEL"), at=now - HOUR), now,
        )  # fmt: skip
        assert (off.kind, off.state) == ("interview_cancelled", WAITING)
        late = suggested(seeker, mail_with(event(now + 3 * DAY), at=now - DAY), now)
        assert (late.state, late.holds_until) == (IGNORED, None)
        assert suggested(seeker, event(now + 3 * DAY), now).state == IGNORED

    def test_a_cancellation_may_have_the_invitations_number(
        self, seeker: User, application: Application, now: datetime
    ) -> None:
        cancel = event(now + 3 * DAY, method="CANCEL")
        assert suggested(seeker, mail_with(cancel, at=now - HOUR), now).state == WAITING
        assert (
            suggested(seeker, mail_with(event(now + 3 * DAY), at=now - DAY), now).state == IGNORED
        )
        assert suggested(seeker, event(now + 3 * DAY), now).state == IGNORED

    def test_they_invite_again_after_they_cancelled(
        self, seeker: User, application: Application, now: datetime
    ) -> None:
        suggested(seeker, mail_with(event(now + 3 * DAY, method="CANCEL"), at=now - DAY), now)
        row = suggested(seeker, event(now + 5 * DAY, sequence=2), now)
        assert (row.kind, row.state) == ("interview_rescheduled", WAITING)

    def test_an_older_version_after_a_newer_one_is_no_news(
        self, seeker: User, application: Application, now: datetime
    ) -> None:
        suggested(seeker, mail_with(event(now + 5 * DAY, sequence=2), at=now - HOUR), now)
        for sequence, at in ((1, now - DAY), (2, now - DAY), (0, now - 2 * DAY)):
            raw = mail_with(event(now + 3 * DAY, sequence=sequence), at=at)
            assert suggested(seeker, raw, now).state == IGNORED

    def test_what_was_no_news_does_not_count_as_known(
        self, seeker: User, application: Application, now: datetime
    ) -> None:
        first = suggested(seeker, event(now + 3 * DAY), now)
        Suggestion.objects.filter(pk=first.pk).update(
            state=IGNORED, answered_at=now, holds_until=None
        )
        row = suggested(seeker, mail_with(event(now + 3 * DAY), at=now - DAY), now)
        assert (row.kind, row.state) == ("interview_invitation", WAITING)

    def test_events_of_others_do_not_count(
        self, seeker: User, stranger: User, application: Application, now: datetime
    ) -> None:
        suggested(stranger, event(now + 3 * DAY, method="CANCEL", sequence=5), now)
        assert suggested(seeker, event(now + 3 * DAY), now).state == WAITING

    @pytest.mark.parametrize("order", [*permutations(range(3))])
    def test_whatever_the_order_a_cancelled_interview_is_cancelled(
        self, seeker: User, application: Application, now: datetime, order: tuple[int, ...]
    ) -> None:
        self.log_all(seeker, [self.story(now)[number] for number in order], now)
        assert not Interview.objects.filter(cancelled_at=None).exists()
        assert Interview.objects.count() == 1

    @pytest.mark.parametrize("order", [*permutations(range(2))])
    @pytest.mark.parametrize("all_at_once", [True, False])
    def test_whatever_the_order_a_moved_interview_has_its_new_time(
        self, seeker: User, application: Application, now: datetime, order: tuple[int, ...],
        all_at_once: bool,
    ) -> None:  # fmt: skip
        mails = [self.story(now)[number] for number in order]
        for group in [mails] if all_at_once else [[each] for each in mails]:
            self.log_all(seeker, group, now)
        interview = Interview.objects.get()
        assert (interview.starts_at, interview.cancelled_at) == (now + 4 * DAY, None)

    def story(self, now: datetime) -> list[bytes]:
        """Invited, moved by a day, and called off."""
        return [
            mail_with(event(now + 3 * DAY), at=now - 3 * DAY),
            mail_with(event(now + 4 * DAY, sequence=1), at=now - 2 * DAY),
            mail_with(event(now + 4 * DAY, sequence=2, method="CANCEL"), at=now - DAY),
        ]

    def log_all(self, owner: User, mails: list[bytes], now: datetime) -> None:
        """Read mails as they come, and log what waits, as the Inbox shows it."""
        for raw in mails:
            suggested(owner, raw, now)
        for row in selectors.waiting(owner):
            accept(row, proposed(row, owner.zone), now=now)


class TestSentNotes:
    @pytest.fixture
    def ana(self, make_contact: MakeContact) -> Any:
        return make_contact("Ana Ruiz", email="ana@harbour.example")

    def send(
        self, owner: User, now: datetime, text: str, to: str = "Ana Ruiz <ana@harbour.example>",
        **headers: str,
    ) -> Suggestion:  # fmt: skip
        raw = mail(
            text, now - HOUR, **{"From": owner.email, "To": to, "Subject": "Hello", **headers}
        )
        return suggested(owner, raw, now, way="address")

    def test_thanks_after_an_interview_go_to_an_interviewer(
        self, seeker: User, now: datetime, make_application: Any, make_interview: Any, ana: Any
    ) -> None:
        interview = make_interview(make_application(), ana)
        row = self.send(seeker, now, "Thank you for your time today.")
        assert (row.kind, row.state, row.sender) == ("sent", WAITING, "")
        assert (row.finding["purpose"], row.finding["interview"]) == ("thank_you", interview.pk)
        assert row.finding["recipients"] == [{"name": "Ana Ruiz", "email": "ana@harbour.example"}]
        assert (row.application, row.holds_until) == (interview.application, None)

    @pytest.mark.parametrize(("text", "headers", "purpose"), [
        ("Is there any news about my application?", {}, "status"),
        ("I remain most keen to join.", {}, "other"),
        ("Thursday suits me.", {"In_Reply_To": "<7@harbour.example>"}, "other"),
        ("Any update?", {"In_Reply_To": "<7@harbour.example>"}, "status"),
        ("I withdraw my application.", {}, "withdraw_note"),
        ("Leider kann ich Ihr Angebot nicht annehmen.", {}, "decline_note"),
        ("Thank you. Here are my references.", {}, "other"),
    ])  # fmt: skip
    def test_a_purpose_is_guessed(
        self, seeker: User, now: datetime, make_application: Any, make_interview: Any, ana: Any,
        text: str, headers: dict[str, str], purpose: str,
    ) -> None:  # fmt: skip
        make_interview(make_application(), ana, starts_at=now - 20 * DAY)
        row = self.send(seeker, now, text, **headers)
        assert (row.finding["purpose"], row.finding["interview"]) == (purpose, None)

    def test_references_go_out_where_they_were_asked_for(
        self, seeker: User, now: datetime, make_application: Any, make_interview: Any, ana: Any
    ) -> None:
        application = make_application()
        make_interview(application, ana)
        services.record_event(
            application, "references_requested", at=now - DAY, now=now, token=uuid4()
        )
        row = self.send(seeker, now, "Thank you. Here are my references.")
        assert row.finding["purpose"] == "references_list"

    def test_thanks_for_an_offer(
        self, seeker: User, now: datetime, make_application: Any, make_interview: Any, ana: Any
    ) -> None:
        application = make_application()
        make_interview(application, ana)
        services.record_event(
            application, "outcome", result="offer", at=now - DAY, now=now, token=uuid4()
        )
        assert self.send(seeker, now, "Thank you for the offer!").finding["purpose"] == (
            "offer_thanks"
        )

    def test_thanks_to_who_referred_the_seeker(
        self, seeker: User, now: datetime, make_application: Any, ana: Any
    ) -> None:
        make_application(referred_by=ana)
        row = self.send(seeker, now, "Thank you for putting in a word.")
        assert row.finding["purpose"] == "referrer_thank_you"

    def test_a_private_mail_is_not_about_a_job(self, seeker: User, now: datetime) -> None:
        row = self.send(seeker, now, "See you at the pub.", to="mum@home.example")
        assert (row.kind, row.state) == ("ignore", IGNORED)
        row = self.send(seeker, now, "Any news about my application?", to="x@firm.example")
        assert (row.kind, row.application, row.finding["purpose"]) == ("sent", None, "other")


class TestProposals:
    """Another time that somebody proposes moves nothing."""

    INVITATION = (
        b"BEGIN:VCALENDAR\nMETHOD:COUNTER\nBEGIN:VEVENT\nUID:c1@kestrel\nSEQUENCE:1\n"
        b"DTSTART:20260410T140000Z\nDTEND:20260410T150000Z\nSUMMARY:Interview\n"
        b"ORGANIZER:mailto:ana@harbour.example\nEND:VEVENT\nEND:VCALENDAR\n"
    )

    def test_a_file_with_another_time_is_a_reply(
        self, seeker: User, application: Application, now: datetime
    ) -> None:
        row = suggested(seeker, event(now + 3 * DAY, method="COUNTER"), now)
        assert (row.kind, row.state, row.event_key) == ("reply", WAITING, "")

    def test_another_time_that_is_proposed_is_a_reply(
        self, seeker: User, application: Application, now: datetime
    ) -> None:
        letter = EmailMessage()
        letter["From"], letter["Subject"] = "Ana Ruiz <ana@harbour.example>", "New Time Proposed"
        letter["Date"] = now
        letter.set_content("Hi Robin, could we do 4pm instead for your interview? Best, Ana")
        letter.add_alternative("x", subtype="calendar", params={"method": "COUNTER"})
        calendar = letter.get_payload()[-1]
        calendar.set_payload(self.INVITATION)
        calendar.set_param("charset", "utf-8")
        row = suggested(seeker, letter.as_bytes(), now)
        assert row.kind == "reply"
        assert row.event_key == ""
