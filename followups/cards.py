"""Reminders and what is held back, made ready to be read: names, sentences, addresses."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from followups import due_words
from followups.actions import ACTIONS, ANSWERS, Action, title_of, way_of
from followups.models import HeldBack, Reminder
from followups.people import AnyRow, names_in
from followups.rows import HeldBackRow, ReminderRow
from followups.snooze import SnoozeOption, snooze_options
from followups.state import is_coming, is_overdue, is_snoozed
from followups.timing.catalogue.index import GUARDS
from followups.timing.plan_items import Reason
from followups.wording import SENTENCES, Words, explain
from followups.wording.formatter import Formatter
from jobtracker.templatetags.dates import day_formatter, moment_formatter
from jobtracker.urlcache import fast_reverse

Names = Mapping[str, str]
WITH = ("application__company", "contact", "reference__contact")
"""What a reminder must bring along to become a card without a further query."""


@dataclass(frozen=True)
class CardContext:
    """Tells one reader about rows: in their zone, at ``now``, calling people by their names."""

    zone: ZoneInfo
    now: datetime
    names: Names

    @cached_property
    def offers(self) -> tuple[SnoozeOption, ...]:
        """The moments to which a reminder can be put off."""
        return snooze_options(self.zone, self.now)

    @cached_property
    def voice(self) -> Formatter:
        """In which sentences are said."""
        year = self.now.astimezone(self.zone).year
        return Formatter(self.names, self.zone, year, self.now)

    @cached_property
    def moment(self) -> Callable[[datetime | None], SafeString]:
        """By which instants are written on pages."""
        return moment_formatter()

    @cached_property
    def day(self) -> Callable[[datetime | None], str]:
        """By which days are written on pages."""
        return day_formatter()

    def fact(self, row: AnyRow) -> str:
        """The row's reason in one sentence, without its arithmetic."""
        reason = Reason.facts_from_json(row.reason)
        return SENTENCES[reason.sentence](self.voice, reason.facts)

    def words(self, row: Reminder | HeldBack) -> Words:
        """The row's reason in words."""
        reason = Reason.from_json(row.reason)
        return explain(reason, people=self.names, timezone=self.zone, now=self.now)


@dataclass(frozen=True, slots=True)
class Card:
    """One reminder as a page shows it. Instants are aware; addresses are ready to be used.

    ``company`` and ``job`` are empty for what belongs to a person alone. ``did`` and ``advice`` are
    the act's own in the reader's language; ``url`` is the reminder's page; its acts lie below it.
    """

    row: Reminder | ReminderRow
    act: Action
    title: str
    company: str
    job: str
    reason: str
    is_overdue: bool
    is_coming: bool
    is_put_off: bool
    context: CardContext
    did: str
    advice: str
    url: SafeString
    token: str

    @property
    def id(self) -> int:
        """The reminder's key."""
        return self.row.pk

    @property
    def anchor(self) -> SafeString:
        """What it is called within a page."""
        return SafeString(f"reminder-{self.row.pk}")

    @property
    def tone(self) -> str:
        """The class of its looks: what is overdue stands out, what is optional stands back."""
        return "card-overdue" if self.is_overdue else "card-quiet" if self.row.optional else ""

    @property
    def when(self) -> SafeString:
        """When it is due, or comes, or comes back, in a phrase; empty where nothing says so."""
        return due_words.in_full(self.row, self.context.now, self.context.moment)

    @property
    def about_url(self) -> str:
        """The page of the application, or of the reference."""
        if self.row.application_id:
            return fast_reverse("applications:page", self.row.application_id)
        return fast_reverse("people:reference", self.row.reference_id or 0)

    @property
    def done_url(self) -> SafeString:
        """Where the button goes that says it is done."""
        did = "sent" if self.act.purpose else "record" if self.act.fact else "done"
        return self.url + SafeString(f"{did}/")

    @property
    def offers(self) -> tuple[SnoozeOption, ...]:
        """The moments to which it can be put off: beyond its end it would never be seen again."""
        ends = self.row.lapses_at
        return tuple(offer for offer in self.context.offers if ends is None or offer.at < ends)

    @property
    def write_url(self) -> str:
        """Where its note is drafted; empty where it asks for none."""
        return fast_reverse("notes:draft", self.id) if self.act.purpose else ""

    @property
    def action_url(self) -> str:
        """Where one goes to do it, or to what goes along with the note."""
        if not self.act.way:
            return ""
        page, keys, _label = way_of(self.act, self.row)
        return fast_reverse(page, keys[0]) if len(keys) == 1 else reverse(page, args=keys)

    @property
    def action_label(self) -> str:
        """What the link there says."""
        return str(way_of(self.act, self.row).label) if self.act.way else ""

    @property
    def starts_label(self) -> str:
        """The day on which it comes, or comes back; empty where it is here."""
        return due_words.day_it_comes(self.row, self.context.now, self.context.day)

    @property
    def row_due_label(self) -> str:
        """What a row says of its day: when it comes, comes back, or was due."""
        return due_words.on_a_line(self.row, self.context.now, self.context.day)

    @property
    def by(self) -> datetime | None:
        """When it is due."""
        return self.row.due_at


@dataclass(frozen=True, slots=True)
class HeldBackItem:
    """What is held back: whom one waits for, or what is one's own to settle, and until when."""

    row: HeldBack | HeldBackRow
    company: str
    reason: str
    person: str
    context: CardContext

    @property
    def title(self) -> str:
        """What holds it back, in a few words."""
        return _(GUARDS[self.row.guard].title)

    @property
    def name(self) -> str:
        """Whom it is about: the company, or the person who is asked to be a reference there."""
        if not self.person:
            return self.company
        return _("%(person)s, for %(company)s") % {"person": self.person, "company": self.company}

    @property
    def is_yours(self) -> bool:
        """Whether the next move is the seeker's own."""
        return GUARDS[self.row.guard].is_yours

    @property
    def action_url(self) -> str:
        """Where it is settled, if that is the seeker's to do."""
        page, more, _label = ANSWERS[self.row.guard]
        return reverse(page, args=[self.row.application_id, *more])

    @property
    def action_label(self) -> str:
        """What the link there says."""
        return str(ANSWERS[self.row.guard][2])

    @property
    def until(self) -> str:
        """Until which day, in a phrase."""
        return due_words.until(self.row, self.context.day) or _("no date")

    @property
    def url(self) -> str:
        """The application's page."""
        return fast_reverse("applications:page", self.row.application_id)


def card_context(owner: User, rows: Iterable[AnyRow], now: datetime) -> CardContext:
    """Who tells ``owner`` about these rows; at most one query, for the names."""
    return CardContext(owner.zone, now, names_in(owner, rows))


def card(row: Reminder | ReminderRow, context: CardContext) -> Card:
    """A reminder made ready to be shown."""
    act = ACTIONS[row.rule]
    return Card(
        row=row,
        act=act,
        title=title_of(row),
        company=row.company or "",
        job=row.job or "",
        reason=context.fact(row),
        is_overdue=is_overdue(row, context.now),
        is_coming=is_coming(row, context.now),
        is_put_off=is_snoozed(row, context.now),
        context=context,
        did=str(act.did),
        advice=str(act.advice),
        url=fast_reverse("followups:reminder", row.pk),
        token=str(uuid4()),
    )


def held_back_item(row: HeldBack | HeldBackRow, context: CardContext) -> HeldBackItem:
    """Something held back made ready to be shown."""
    about = row.reason["facts"]["person"] if GUARDS[row.guard].rule == "reference" else ""
    return HeldBackItem(row, row.company, context.fact(row), context.names.get(about, ""), context)
