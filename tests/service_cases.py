"""Each verb, called once on the demo: what ``tests/test_afresh.py`` holds against stale rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from accounts import services as own
from accounts.models import CoachGrant, User
from accounts.services import grants
from agenda import services as calendar
from api.models import ApiKey, Webhook, WebhookDelivery, WebhookMessage
from api.services import keys, webhooks
from api.webhooks import claims
from applications import services as story
from applications.models import (
    Application,
    Debrief,
    Document,
    Event,
    Interview,
    Message,
    RemovedApplication,
    SavedView,
    Stage,
)
from applications.services import bulk_add, documents, employer_dates, goals, merge, stages, trash
from data_exchange import jobs
from data_exchange.models import ImportJob
from demo import leave
from demo.load import COACH, SEEKER
from followups import services as doing
from followups.models import Reminder
from followups.models.coach import CoachNote, Nudge, PolicyChange
from followups.services import catch_up, rest
from followups.services import coach as coaching
from inbox.answers import Answer
from inbox.mailboxes.session import Account, Folder
from inbox.models import CalendarLink, IgnoredSender, Mailbox, ReceivedFile, Suggestion
from inbox.services import (
    addresses,
    answer,
    expire,
    ignored_senders,
    mailboxes,
    pending,
    propose,
    receive,
    rematch,
    retention,
    suggest,
    undo,
)
from inbox.services import bulk_add as arrivals
from jobtracker.reading.people import Person
from notes import services as drafts
from notes.context import NoteContext, context_of
from notes.drafting.suggest import Draft
from notes.models import NoteTemplate
from references import bulk
from references import services as people
from references.known_people import known_or_new
from references.models import Company, Contact, Reference

TOKEN, LINK = UUID(int=1), UUID(int=2)
DAY = timedelta(days=1)
NOTE = {"channel": "spoken", "subject": "Hello", "body": "How are you?"}
DATES = {"asked_on": date(2026, 3, 1), "agreed_on": date(2026, 3, 2)}
ON = {"on": date(2026, 3, 3)}
MAIL = b"From: ana@harbour.example\nMessage-ID: <new@harbour.example>\nSubject: Hello\n\nHello.\n"
ACCOUNT = Account("imap.kestrel.example", 993, "tls", "robin@kestrel.example", "secret")
FOLDERS = [Folder("INBOX", is_sent=False), Folder("Sent", is_sent=True)]
HOOK = "https://hooks.kestrel.example/in"
TEMPLATE = {"purpose": "thank_you", "name": "Mine", "subject": "Thanks", "body": "Thank you."}


@dataclass(frozen=True)
class World:
    """The demo at ``now``; every row that a verb is given goes through ``hand`` first."""

    now: datetime
    hand: Callable[[Any], Any]

    def one(self, model: type[Model], **lookup: Any) -> Any:
        """The first row that fits, as a view would have read it."""
        return self.hand(model._default_manager.filter(**lookup).order_by("pk")[0])

    @property
    def seeker(self) -> User:
        """Whose search it is."""
        return self.one(User, email=SEEKER)

    @property
    def coach(self) -> User:
        """Who is let in."""
        return self.one(User, email=COACH)

    @property
    def application(self) -> Application:
        """One with an interview that is over, and with an outcome since."""
        return self.one(Application, pk=self.held.application_id)

    @property
    def held(self) -> Interview:
        """An interview that is over and written down, with people and a thank-you."""
        return self.one(Interview, debrief__isnull=False, messages__isnull=False)

    @property
    def reference(self) -> Reference:
        """Somebody who speaks for the seeker."""
        return self.one(Reference, contact__owner__email=SEEKER)

    def keys(self) -> list[int]:
        """All applications of the seeker."""
        return sorted(Application.objects.filter(owner__email=SEEKER).values_list("pk", flat=True))

    def reminder(self, *rules: str) -> Reminder:
        """A reminder that is open, of one of these rules."""
        return self.one(Reminder, state="open", owner__email=SEEKER, rule__in=rules)

    def occasion(self) -> NoteContext:
        """A thank-you that is asked for."""
        row = Reminder.objects.filter(state="open", rule="interview.thank_you")[0]
        of = context_of(row)
        return NoteContext(
            self.hand(of.owner),
            of.purpose,
            self.hand(of.application),
            self.hand(of.interview),
            self.hand(of.contact),
        )


def furnish(now: datetime) -> None:
    """Add to the demo what it has none of."""
    w = World(now, lambda row: row)
    Application.objects.filter(pk=w.keys()[2]).update(stage=Stage.SAVED)
    rest.let_rest(w.coach, now.date() + DAY, now=now)
    outcome = {"at": now, "now": now, "token": LINK, "result": Event.Result.OFFER}
    story.record_event(w.application, Event.Kind.OUTCOME, **outcome)
    story.delete_application(w.one(Application, pk=w.keys()[-1]), now=now)
    story.save_view(w.seeker, name="Mine", query="stage=applied")
    story.cancel_interview(w.one(Interview, starts_at__gt=now), at=now, now=now)
    drafts.add_template(w.seeker, token=LINK, **TEMPLATE)
    drafts.save_draft(w.occasion(), "email", Draft("Thanks", "Dear"), now=now)
    coaching.write_note(w.seeker, "A note", shared=True, by=w.coach, token=LINK, now=now)
    coaching.nudge(w.seeker, "Call Ana", by=w.coach, token=LINK, now=now)
    coaching.set_policy_of(w.seeker, "patient", {}, by=w.coach, now=now)
    doing.mark_done(w.reminder("reference.reciprocate"), now=now)
    calendar.make_calendar_link(w.seeker, now=now)
    addresses.renew_address(w.seeker, now=now)
    keys.create_key(w.seeker, name="Mine", scopes=["read"], expires_at=None, token=TOKEN, now=now)
    ignored = {"email": "alerts@jobs.example", "times": 2, "since": now}
    IgnoredSender.objects.create(owner=w.seeker, **ignored)
    mailboxes.connect_mailbox(w.seeker, ACCOUNT, FOLDERS, now=now)
    _furnish_webhooks(w)
    grants.invite_client(w.coach, SEEKER, token=LINK, now=now)
    story.record_message(
        w.seeker, "ask_reference", at=now, token=LINK, now=now, reference=_not_asked(w)
    )
    _furnish_catch_up(w)
    _furnish_inbox(w)
    arrivals.add_arrivals(w.seeker, [_arrival(w, "3" * 64)], now=now)
    added = {"applications": w.keys()[1:3], "companies": []}
    done = {"state": ImportJob.State.DONE, "choices": {}, "added": added}
    ImportJob.objects.create(owner=w.seeker, created_at=now, finished_at=now, **done)
    # Last, because what is logged from the Inbox takes an application out of the archive.
    story.archive(w.seeker, w.keys()[:1], now=now)


def _furnish_webhooks(w: World) -> None:
    """Add a webhook to which one message was sent, and for which another waits."""
    sent, _secret = webhooks.add_webhook(
        w.seeker, url=HOOK, events=["application.changed"], token=LINK, now=w.now
    )
    webhooks.send_test(sent, now=w.now)
    WebhookDelivery.objects.create(message=sent.messages.get(), at=w.now)
    claims.number(sent.pk)
    WebhookMessage.objects.update(state=WebhookMessage.State.DELIVERED)
    webhooks.send_test(sent, now=w.now)


def _furnish_catch_up(w: World) -> None:
    """Gather what is late, and pick one of it to follow up on."""
    catch_up.catch_up_after_rest(w.seeker.pk, None, w.now)
    one = catch_up.set_aside(w.seeker, w.now).order_by("pk")[0]
    catch_up.follow_up_on(w.seeker, [one.pk], now=w.now)


def _furnish_inbox(w: World) -> None:
    """Suggestions that wait, one that was logged, a file to read, and a sender who is ignored."""
    senders = ["hr@jobs.example", "", "ana@kestrel.example", ""]
    rows = []
    for number, sender in enumerate(senders, start=4):
        each = _arrival(w, str(number) * 64)
        each.file.save()
        kind = "confirmation" if number == 4 else "reply"
        each.suggestion.kind, each.suggestion.sender = kind, sender
        each.suggestion.file_id = each.file.pk
        each.suggestion.save()
        rows.append(each.suggestion)
    unmatched = {"application": None, "finding": {"company": w.application.company.name}}
    held = {"kind": "rejection", "holds_until": w.now + DAY}
    answer.accept(rows[1], _reply_to(w), now=w.now)
    Suggestion.objects.filter(pk=rows[3].pk).update(**unmatched)
    Suggestion.objects.filter(pk=rows[2].pk).update(**held)
    receive.receive(w.seeker, MAIL.replace(b"new@", b"old@"), way="upload", now=w.now)
    IgnoredSender.objects.create(owner=w.seeker, email="news@jobs.example", times=2, since=w.now)


def _reply_to(w: World) -> Answer:
    return Answer("reply", w.now, application=w.application)


def _suggestion(w: World, number: int) -> Suggestion:
    return w.one(Suggestion, file__key=str(number) * 64)


def _not_asked(w: World) -> Reference:
    contact = people.add_contact(w.seeker, token=LINK, fields={"name": "Not Asked"})
    return people.add_reference(contact, fields={}, now=w.now)


def _interview(w: World) -> dict[str, Any]:
    start = w.now + 2 * DAY
    moments = {"arranged_at": w.now, "starts_at": start, "ends_at": start + timedelta(hours=1)}
    return {"kind": "interview", "time_zone": "Europe/London", **moments}


def _written_down(w: World) -> object:
    known = w.one(Event, application=w.held.application_id)
    kept: dict[str, Any] = {"fields": {"learned": "Much"}, "topics": {w.one(Contact): "Boats"}}
    frame = ("ask_on", w.now.date() + DAY)
    return employer_dates.save_debrief(w.held, **kept, frame=frame, known=known, now=w.now)


def _message(w: World, purpose: str, **about: Any) -> object:
    return story.record_message(w.seeker, purpose, at=w.now, token=TOKEN, now=w.now, **about)


def _event(w: World) -> Event:
    return w.one(Event, application=w.held.application_id, kind=Event.Kind.OUTCOME)


def _timelines(w: World) -> object:
    application = w.application
    event = Event(application=application, kind="note", at=w.now, token=TOKEN, text="New")
    timeline = bulk_add.Timeline(application, event_rows={TOKEN: event})
    return bulk_add.add_timelines(w.seeker, [timeline], now=w.now)


def _arrival(w: World, key: str) -> arrivals.Arrival:
    """A reply that holds a follow-up back, as an import brings it."""
    moments = {"arrived_at": w.now, "read_at": w.now, "delete_at": w.now + DAY}
    file = ReceivedFile(owner=w.seeker, key=key, way="upload", format="mail", **moments)
    held = {"at": w.now, "holds_until": w.now + DAY, "application": w.application}
    return arrivals.Arrival(file, Suggestion(owner=w.seeker, file=file, kind="reply", **held))


def _event_links(w: World) -> object:
    link = CalendarLink(owner=w.seeker, key="2" * 64, sent_at=w.now, interview=w.held)
    return arrivals.add_event_links(w.seeker, [link])


def _upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("cv.pdf", b"%PDF-1.7\nhello")


def _note(w: World) -> drafts.Note:
    return drafts.Note(at=w.now, token=TOKEN, contact=w.one(Contact))


def _taken_back_note(w: World) -> object:
    message = w.one(Message, interview=w.held.pk)
    return drafts.undo_send_note(w.occasion(), message, now=w.now)


def _gathered(w: World) -> list[int]:
    """What may be followed up on."""
    return list(catch_up.set_aside(w.seeker, w.now).order_by("pk").values_list("pk", flat=True))


def _put_aside_again(w: World) -> object:
    picked = Reminder.objects.filter(catch_up=True, set_aside=False, state__in=Reminder.LIVE)
    what = {"act": "picked", "ids": list(picked.values_list("pk", flat=True))}
    return catch_up.undo_bulk_answer(w.seeker, what, now=w.now)


def _merged_contacts(w: World) -> object:
    """Somebody new, and somebody who was met."""
    met = w.one(Contact, reference=None, interviews__isnull=False, owner__email=SEEKER)
    return merge.merge_contacts(w.one(Contact, name="Not Asked"), met, now=w.now)


def _merged_companies(w: World) -> object:
    kept, other = Company.objects.filter(owner__email=SEEKER).order_by("pk")[:2]
    return merge.merge_companies(w.hand(kept), w.hand(other), now=w.now)


def _resting(world: World) -> User:
    """The seeker, whose search rests."""
    rest = {"resting_until": world.now.date() + DAY, "resting_since": world.now - 40 * DAY}
    User.objects.filter(pk=world.seeker.pk).update(**rest)
    return world.seeker


CASES: Mapping[Callable[..., object], Callable[[World], object]] = {
    own.set_time_zone: lambda w: own.set_time_zone(w.seeker, "Asia/Tokyo", now=w.now),
    own.set_profile: lambda w: own.set_profile(w.seeker, name="Ro", theme="dark", language="en"),
    own.set_digest: lambda w: own.set_digest(w.seeker, fields={"digest_days": 3}, now=w.now),
    own.set_region: lambda w: own.set_region(w.seeker, fields={"weekend": 48}, now=w.now),
    rest.let_rest: lambda w: rest.let_rest(w.seeker, w.now.date() + DAY, now=w.now),
    rest.undo_rest: lambda w: rest.undo_rest(
        _resting(w), {"until": "2099-01-01", "late": []}, now=w.now
    ),
    rest.resume: lambda w: rest.resume(w.coach, now=w.now),
    grants.invite_coach: lambda w: grants.invite_coach(
        w.seeker, "new@coach.example", choice={"months": 2}, token=TOKEN, now=w.now
    ),
    grants.invite_client: lambda w: grants.invite_client(
        w.coach, "new@client.example", token=TOKEN, now=w.now
    ),
    grants.accept_as_seeker: lambda w: grants.accept_as_seeker(
        w.seeker, CoachGrant.objects.get(token=LINK).pk, choice={"months": 3}, now=w.now
    ),
    grants.set_scopes: lambda w: grants.set_scopes(
        w.one(CoachGrant, accepted_at__isnull=False), choice={"sees_pay": True}
    ),
    grants.renew: lambda w: grants.renew(
        w.one(CoachGrant, accepted_at__isnull=False), now=w.now + 9 * DAY
    ),
    grants.end: lambda w: grants.end(w.one(CoachGrant, accepted_at__isnull=False), now=w.now),
    people.company_named: lambda w: people.company_named(w.seeker, "A new one"),
    people.edit_company: lambda w: people.edit_company(
        w.one(Company), name="Renamed", website="", notes="n"
    ),
    people.add_contact: lambda w: people.add_contact(
        w.seeker, token=TOKEN, company="A new one", fields={"name": "Zoe"}
    ),
    people.edit_contact: lambda w: people.edit_contact(
        w.one(Contact), company="A new one", fields={"role": "Lead"}
    ),
    people.add_reference: lambda w: people.add_reference(
        w.one(Contact, reference=None), fields={"relationship": "A friend"}, now=w.now
    ),
    people.edit_reference: lambda w: people.edit_reference(
        w.reference, fields={"speaks_about": "Boats"}, now=w.now
    ),
    people.set_consent: lambda w: people.set_consent(w.reference, "declined", **ON, now=w.now),
    people.restore_consent: lambda w: people.restore_consent(
        w.reference, "agreed", **DATES, now=w.now
    ),
    people.remove_reference: lambda w: people.remove_reference(w.reference, now=w.now),
    people.remove_contact: lambda w: people.remove_contact(w.one(Contact)),
    people.remove_company: lambda w: people.remove_company(w.one(Company)),
    story.add_application: lambda w: story.add_application(
        w.seeker, token=TOKEN, company="New", fields={"title": "T"}, applied_at=w.now, now=w.now
    ),
    story.edit_application: lambda w: story.edit_application(
        w.application, company="New", fields={"title": "T"}, tags=["one"], now=w.now
    ),
    story.set_tags: lambda w: story.set_tags(w.one(Application, tags__isnull=False), ["one"]),
    story.move: lambda w: story.move(
        w.application, Stage.APPLIED, at=w.now, now=w.now, token=TOKEN
    ),
    story.archive: lambda w: story.archive(w.seeker, w.keys(), now=w.now),
    story.unarchive: lambda w: story.unarchive(w.seeker, w.keys(), now=w.now),
    story.move_all: lambda w: story.move_all(
        w.seeker, w.keys(), Stage.REJECTED, at=w.now, token=TOKEN, now=w.now
    ),
    story.archive_all: lambda w: story.archive_all(w.seeker, w.keys(), now=w.now),
    story.unarchive_all: lambda w: story.unarchive_all(w.seeker, w.keys(), now=w.now),
    story.tag_all: lambda w: story.tag_all(w.seeker, w.keys(), "one"),
    documents.store_document: lambda w: story.keep_document(
        w.seeker,
        _upload(),
        kind="resume",
        name="CV",
        token=TOKEN,
        now=w.now,
        application=w.application,
    ),
    story.attach: lambda w: story.attach(w.one(Document), w.application),
    story.detach: lambda w: story.detach(
        w.one(Document, applications__isnull=False), w.one(Application, documents__isnull=False)
    ),
    story.remove_document: lambda w: story.remove_document(w.one(Document)),
    employer_dates.set_employer_date: lambda w: employer_dates.set_employer_date(
        w.held, "", None, known=w.one(Event, kind="timeline_given"), now=w.now
    ),
    employer_dates.save_debrief: _written_down,
    goals.set_weekly_goal: lambda w: goals.set_weekly_goal(w.seeker, 5),
    story.arrange_interview: lambda w: story.arrange_interview(
        w.application, token=TOKEN, fields=_interview(w), interviewers=[w.one(Contact)], now=w.now
    ),
    story.change_interview: lambda w: story.change_interview(
        w.held, fields=_interview(w), interviewers=[], now=w.now
    ),
    story.prepare_interview: lambda w: story.prepare_interview(w.held, "Boats"),
    story.cancel_interview: lambda w: story.cancel_interview(w.held, at=w.now, now=w.now),
    story.reinstate_interview: lambda w: story.reinstate_interview(
        w.one(Interview, cancelled_at__isnull=False), now=w.now
    ),
    story.remove_interview: lambda w: story.remove_interview(w.held, now=w.now),
    story.debrief_interview: lambda w: story.debrief_interview(
        w.held, fields={"learned": "Much"}, topics={w.one(Contact): "Boats"}, now=w.now
    ),
    story.remove_debrief: lambda w: story.remove_debrief(w.one(Debrief), now=w.now),
    keys.create_key: lambda w: keys.create_key(
        w.seeker, name="New", scopes=["read"], expires_at=w.now + DAY, token=LINK, now=w.now
    )[0],
    keys.revoke_key: lambda w: keys.revoke_key(w.one(ApiKey), now=w.now),
    keys.revoke_all_keys: lambda w: keys.revoke_all_keys(w.seeker, now=w.now),
    propose.propose: lambda w: propose.propose(
        w.seeker, _reply_to(w), author="Key", token=TOKEN, now=w.now
    ),
    receive.store_arrivals: lambda w: receive.receive(w.seeker, MAIL, way="upload", now=w.now),
    addresses.renew_address: lambda w: addresses.renew_address(w.seeker, now=w.now + DAY),
    pending.give_up: lambda w: pending.give_up(w.one(ReceivedFile, read_at=None), now=w.now),
    ignored_senders.read_again: lambda w: ignored_senders.read_again(w.one(IgnoredSender)),
    addresses.end_address: lambda w: addresses.end_address(w.seeker),
    mailboxes.connect_mailbox: lambda w: mailboxes.connect_mailbox(
        w.seeker, replace(ACCOUNT, username="robin"), FOLDERS, now=w.now
    ),
    mailboxes.choose_folders: lambda w: mailboxes.choose_folders(
        w.one(Mailbox), inbox="Jobs", sent="Sent", now=w.now
    ),
    mailboxes.fetch_soon: lambda w: mailboxes.fetch_soon(w.one(Mailbox), now=w.now + DAY),
    webhooks.add_webhook: lambda w: webhooks.add_webhook(
        w.seeker, url=HOOK, events=["reminder.done"], token=TOKEN, now=w.now
    )[0],
    webhooks.change_webhook: lambda w: webhooks.change_webhook(
        w.one(Webhook), url=f"{HOOK}/new", events=["digest.failed"]
    ),
    webhooks.renew_secret: lambda w: (
        webhooks.renew_secret(w.one(Webhook), before="never", now=w.now) is None
    ),
    webhooks.switch_off: lambda w: webhooks.switch_off(w.one(Webhook), now=w.now),
    webhooks.switch_on: lambda w: webhooks.switch_on(w.one(Webhook), skip=True),
    webhooks.skip_waiting: lambda w: webhooks.skip_waiting(w.one(Webhook)),
    webhooks.send_test: lambda w: webhooks.send_test(w.one(Webhook), now=w.now),
    webhooks.send_again: lambda w: webhooks.send_again(w.one(WebhookDelivery)),
    webhooks.delete_webhook: lambda w: webhooks.delete_webhook(w.one(Webhook)),
    mailboxes.disconnect_mailbox: lambda w: mailboxes.disconnect_mailbox(w.one(Mailbox)),
    story.record_message: lambda w: _message(
        w, "thank_you", application=w.application, interview=w.held, contact=w.one(Contact)
    ),
    story.record_thanks: lambda w: story.record_thanks(
        w.held, w.one(Contact, messages=None), token=TOKEN, now=w.now
    ),
    story.edit_message: lambda w: story.edit_message(
        w.one(Message, interview=w.held.pk), at=w.now, **NOTE, now=w.now
    ),
    story.remove_message: lambda w: story.remove_message(w.one(Message, token=LINK), now=w.now),
    story.delete_application: lambda w: story.delete_application(w.application, now=w.now),
    trash.restore_application: lambda w: trash.restore_application(
        w.seeker, RemovedApplication.objects.get().pk, now=w.now
    ),
    stages.mend_stages: lambda w: stages.mend_stages(w.seeker),
    story.record_event: lambda w: story.record_event(
        w.application, "reference_chosen", at=w.now, token=TOKEN, now=w.now, reference=w.reference
    ),
    story.record_no_contact: lambda w: story.record_no_contact(
        w.application, at=w.now, token=TOKEN, now=w.now, news_by=w.now.date()
    ),
    story.edit_event: lambda w: story.edit_event(_event(w), at=w.now - 40 * DAY, now=w.now),
    story.remove_event: lambda w: story.remove_event(_event(w), now=w.now),
    story.remove_entry: lambda w: story.remove_entry(w.held, now=w.now),
    story.undo_action: lambda w: story.undo_action(w.seeker, story.recorded(_event(w)), now=w.now),
    story.save_view: lambda w: story.save_view(w.seeker, name="mine", query="stage=offer"),
    story.delete_view: lambda w: story.delete_view(w.one(SavedView)),
    doing.mark_done: lambda w: doing.mark_done(w.reminder("interview.debrief"), now=w.now),
    doing.dismiss: lambda w: doing.dismiss(w.reminder("interview.debrief"), now=w.now),
    doing.snooze: lambda w: doing.snooze(w.reminder("interview.debrief"), w.now + DAY, now=w.now),
    doing.undo_action: lambda w: doing.undo_action(w.one(Reminder, state="done"), now=w.now),
    drafts.mark_sent: lambda w: drafts.mark_sent(
        w.reminder("interview.thank_you"), _note(w), now=w.now
    ),
    drafts.send_note: lambda w: drafts.send_note(w.occasion(), _note(w), now=w.now),
    drafts.undo_send_note: _taken_back_note,
    doing.record_fact: lambda w: doing.record_fact(
        w.reminder("application.receipt"), TOKEN, now=w.now
    ),
    doing.restore_states: lambda w: doing.restore_states(
        w.seeker, {w.reminder("interview.debrief").pk: ("done", None, None)}, now=w.now
    ),
    bulk.add_companies: lambda w: bulk.add_companies(
        w.seeker, [Company(owner=w.seeker, name="New")]
    ),
    bulk.add_contacts: lambda w: bulk.add_contacts(
        w.seeker, [Contact(owner=w.seeker, name="New", token=TOKEN)]
    ),
    bulk.add_references: lambda w: len(
        bulk.add_references(
            w.seeker, [Reference(contact=w.one(Contact, reference=None, owner__email=SEEKER))]
        )
    ),
    bulk_add.add_timelines: _timelines,
    arrivals.add_arrivals: lambda w: arrivals.add_arrivals(
        w.seeker, [_arrival(w, "1" * 64)], now=w.now
    ),
    arrivals.add_event_links: _event_links,
    arrivals.add_ignored_senders: lambda w: arrivals.add_ignored_senders(
        w.seeker, [IgnoredSender(owner=w.seeker, email="more@jobs.example", times=1)]
    ),
    retention.delete_contents: lambda w: retention.delete_contents(w.seeker, now=w.now + 400 * DAY),
    suggest.suggest: lambda w: suggest.suggest(
        w.one(ReceivedFile, content__isnull=False, read_at=None), now=w.now
    ),
    rematch.match_waiting: lambda w: rematch.match_waiting(w.seeker, now=w.now + DAY),
    expire.end_holds: lambda w: expire.end_holds(w.seeker, now=w.now + 30 * DAY),
    answer.accept: lambda w: answer.accept(_suggestion(w, 6), _reply_to(w), now=w.now),
    answer.accept_all: lambda w: answer.accept_all(w.seeker, [_suggestion(w, 4)], now=w.now),
    answer.ignore: lambda w: answer.ignore(_suggestion(w, 6), now=w.now),
    answer.change_match: lambda w: answer.change_match(
        _suggestion(w, 6), w.one(Application, pk=w.keys()[3]), now=w.now
    ),
    undo.undo_answer: lambda w: undo.undo_answer(
        w.seeker, answer.what_of(_suggestion(w, 5)), now=w.now + DAY
    ),
    jobs.store_upload: lambda w: jobs.start_import(w.seeker, _upload(), now=w.now),
    doing.choose_policy: lambda w: doing.choose_policy(
        w.seeker, "prompt", {}, by=w.seeker, now=w.now
    ),
    leave.start_empty: lambda w: leave.start_empty(w.seeker, now=w.now),
    coaching.write_note: lambda w: coaching.write_note(
        w.seeker, "New", shared=True, by=w.coach, token=TOKEN, now=w.now
    ),
    coaching.rewrite_note: lambda w: coaching.rewrite_note(
        w.one(CoachNote), "New", shared=False, by=w.coach, now=w.now
    ),
    coaching.nudge: lambda w: coaching.nudge(w.seeker, "New", by=w.coach, token=TOKEN, now=w.now),
    coaching.mark_nudge_read: lambda w: coaching.mark_nudge_read(w.one(Nudge), now=w.now),
    coaching.set_policy_of: lambda w: coaching.set_policy_of(
        w.seeker, "prompt", {}, by=w.coach, now=w.now
    ),
    coaching.keep_policy: lambda w: coaching.keep_policy(w.one(PolicyChange), now=w.now),
    coaching.revert_policy: lambda w: coaching.revert_policy(w.one(PolicyChange), now=w.now),
    drafts.save_draft: lambda w: drafts.save_draft(
        w.occasion(), "email", Draft("A", "B"), now=w.now
    ),
    drafts.discard_draft: lambda w: drafts.discard_draft(w.occasion()),
    drafts.add_template: lambda w: drafts.add_template(
        w.seeker, token=TOKEN, **{**TEMPLATE, "name": "Another"}
    ),
    drafts.restore_template: lambda w: drafts.restore_template(w.seeker, token=TOKEN, **TEMPLATE),
    drafts.edit_template: lambda w: drafts.edit_template(
        w.one(NoteTemplate), name="New", subject="", body="B"
    ),
    drafts.remove_template: lambda w: drafts.remove_template(w.one(NoteTemplate)),
    calendar.make_calendar_link: lambda w: calendar.make_calendar_link(w.seeker, now=w.now + DAY),
    calendar.end_calendar_link: lambda w: calendar.end_calendar_link(w.seeker),
    catch_up.follow_up_on: lambda w: catch_up.follow_up_on(w.seeker, _gathered(w), now=w.now),
    catch_up.dismiss_set_aside: lambda w: catch_up.dismiss_set_aside(w.seeker, now=w.now),
    catch_up.undo_bulk_answer: _put_aside_again,
    catch_up.close_silent: lambda w: catch_up.close_silent(w.seeker, 1, token=TOKEN, now=w.now),
    merge.merge_contacts: _merged_contacts,
    merge.merge_companies: _merged_companies,
    known_or_new: lambda w: known_or_new(
        w.seeker,
        Person("Zoe", "Lead", "zoe@new.example"),
        among=Contact.objects.filter(owner__email=SEEKER),
        company="A new one",
        token=TOKEN,
    ),
    jobs.undo_job: lambda w: jobs.undo_job(w.one(ImportJob), now=w.now),
}
