"""View data for reminders and held-back items: names, sentences, URLs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
from followups.actions import ACTIONS, Action, decision_of, link_of
from followups.joint import join, joint_title, timed
from followups.models import HeldBack, Reminder
from followups.people import AnyRow, names_in
from followups.rows import HeldBackRow, ReminderRow
from followups.snooze import SnoozeOption, snooze_options
from followups.state import is_before_talk, is_coming, is_overdue, is_snoozed
from followups.timing.catalogue.index import GUARDS
from followups.timing.plan_items import Reason
from followups.wording import SENTENCES, Words, in_words
from followups.wording.employer import thank_you_for_all
from followups.wording.formatter import Formatter
from jobtracker.templatetags.dates import day_formatter, moment_formatter
from jobtracker.urlcache import fast_reverse

Names = Mapping[str, str]
Row = Reminder | ReminderRow
WITH = ("application__company", "contact", "reference__contact")
"""Relations to select so that a card needs no further query."""


@dataclass(frozen=True)
class CardContext:
    """How to show rows to one reader: time zone, now, names, and whether unsorted mail is told."""

    zone: ZoneInfo
    now: datetime
    names: Names
    tells_of_mail: bool = True

    @cached_property
    def snooze_options(self) -> tuple[SnoozeOption, ...]:
        """The times to which a reminder can be snoozed."""
        return snooze_options(self.zone, self.now)

    @cached_property
    def formatter(self) -> Formatter:
        """Formats the names and dates in sentences."""
        year = self.now.astimezone(self.zone).year
        return Formatter(self.names, self.zone, year, self.now)

    @cached_property
    def moment(self) -> Callable[[datetime | None], SafeString]:
        """Formats an instant as pages do."""
        return moment_formatter()

    @cached_property
    def day(self) -> Callable[[datetime | None], str]:
        """Formats a day as pages do."""
        return day_formatter()

    def may_tell(self, row: AnyRow) -> bool:
        """Return whether the reader may learn the row's reason."""
        return self.tells_of_mail or not Reason.facts_from_json(row.reason).tells_of_mail

    def fact(self, row: AnyRow) -> str:
        """Return the row's reason as one sentence, without the arithmetic."""
        if not self.may_tell(row):
            return _("No date has come from them yet.")
        reason = Reason.facts_from_json(row.reason)
        return SENTENCES[reason.sentence](self.formatter, reason.facts)

    def words(self, row: AnyRow) -> Words:
        """Return the row's reason and its arithmetic in words."""
        return in_words(Reason.from_json(row.reason), self.formatter)


@dataclass(frozen=True, slots=True)
class Card:
    """One reminder as a page shows it, with the others to the same person. Instants are aware.

    ``row`` is the reminder whose note settles all of them, ``timed`` the one whose times are shown.
    ``company`` and ``job`` are empty for a reminder about a person only. ``done_label`` and
    ``advice`` are the action's, in the reader's language; a thank-you has no ``done_label`` until
    the interview is over. ``url`` is the reminder's page; its actions' URLs start with it.
    """

    row: Reminder | ReminderRow
    timed: Reminder | ReminderRow
    action: Action
    title: str
    company: str
    job: str
    reason: str
    is_overdue: bool
    is_coming: bool
    is_snoozed: bool
    context: CardContext
    done_label: str
    advice: str
    url: SafeString
    token: str

    @property
    def id(self) -> int:
        """The reminder's primary key."""
        return self.row.pk

    @property
    def html_id(self) -> SafeString:
        """Its HTML id."""
        return SafeString(f"reminder-{self.row.pk}")

    @property
    def tone(self) -> str:
        """Its CSS class: one for overdue, one for optional, else empty."""
        return "card-overdue" if self.is_overdue else "card-quiet" if self.row.optional else ""

    @property
    def when(self) -> SafeString:
        """When it is due, opens or wakes, as a phrase; empty if none applies."""
        return due_words.in_full(self.timed, self.context.now, self.context.moment)

    @property
    def about_url(self) -> str:
        """The page of the application, the reference or, for what is about neither, of all."""
        if self.row.application_id:
            return fast_reverse("applications:page", self.row.application_id)
        if self.row.reference_id:
            return fast_reverse("people:reference", self.row.reference_id)
        return reverse("people:references")

    @property
    def done_url(self) -> SafeString:
        """The URL that marks it done."""
        action = "sent" if self.action.purpose else "record" if self.action.fact else "done"
        return self.url + SafeString(f"{action}/")

    @property
    def snooze_options(self) -> tuple[SnoozeOption, ...]:
        """The times to which it can be snoozed, all before it lapses."""
        ends = self.row.lapses_at
        return tuple(each for each in self.context.snooze_options if not ends or each.at < ends)

    @property
    def write_url(self) -> str:
        """The page where its note is drafted; empty if it asks for none."""
        return fast_reverse("notes:draft", self.id) if self.action.purpose else ""

    @property
    def action_url(self) -> str:
        """The page where it is done, or that helps with the note; empty if there is none."""
        if not self.action.link:
            return ""
        page, keys, _label = link_of(self.action, self.row)
        if len(keys) == 1 and isinstance(keys[0], int):
            return fast_reverse(page, keys[0])
        return reverse(page, args=keys)

    @property
    def action_label(self) -> str:
        """The label of the link to ``action_url``."""
        return str(link_of(self.action, self.row).label) if self.action.link else ""

    @property
    def starts_label(self) -> str:
        """The day on which it opens or wakes; empty if it is open."""
        return due_words.day_it_comes(self.timed, self.context.now, self.context.day)

    @property
    def row_due_label(self) -> str:
        """When it opens, wakes or was due, for a row of a list; else empty."""
        return due_words.on_a_line(self.timed, self.context.now, self.context.day)

    @property
    def by(self) -> datetime | None:
        """When it is due."""
        return self.timed.due_at


@dataclass(frozen=True, slots=True)
class HeldBackItem:
    """A held-back item as a page shows it: what holds it back, and until when."""

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
        """The company; for a reference, the person and the company."""
        if not self.person:
            return self.company
        return _("%(person)s, for %(company)s") % {"person": self.person, "company": self.company}

    @property
    def is_yours(self) -> bool:
        """Whether the seeker has to act next."""
        return GUARDS[self.row.guard].is_yours

    @property
    def action_url(self) -> str:
        """The page where the seeker decides; only if ``is_yours``."""
        link = decision_of(self.row.guard, self.row)
        return reverse(link.page, args=link.keys)

    @property
    def action_label(self) -> str:
        """The label of the link to ``action_url``."""
        return str(decision_of(self.row.guard, self.row).label)

    @property
    def until(self) -> str:
        """Until which day it is held back, as a phrase."""
        return due_words.until(self.row, self.context.day) or _("no date")

    @property
    def url(self) -> str:
        """The application's page."""
        return fast_reverse("applications:page", self.row.application_id)


def card_context(
    owner: User, rows: Iterable[AnyRow], now: datetime, *, tells_of_mail: bool = True
) -> CardContext:
    """Return the context in which to show ``rows`` to ``owner``; at most one query."""
    return CardContext(owner.zone, now, names_in(owner, rows), tells_of_mail)


def cards_of(rows: Iterable[Row], context: CardContext) -> list[Card]:
    """Return the cards of reminders in order: one for those to one person on one day."""
    return [
        card(first, context, others) for first, *others in join(rows, context.now, context.zone)
    ]


def card(row: Row, context: CardContext, others: Sequence[Row] = ()) -> Card:
    """Return the card of one reminder, and of the ``others`` to the same person on its day."""
    rows, now = (row, *others), context.now
    action, shown = ACTIONS[row.rule], timed(rows, now)
    return Card(
        row=row,
        timed=shown,
        action=action,
        title=joint_title(rows),
        company=row.company or "",
        job=row.job or "",
        reason=_reason(rows, context),
        is_overdue=any(is_overdue(each, now) for each in rows),
        is_coming=is_coming(shown, now),
        is_snoozed=is_snoozed(shown, now),
        context=context,
        done_label="" if is_before_talk(row, now) else str(action.done_label),
        advice=str(action.advice),
        url=fast_reverse("followups:reminder", row.pk),
        token=str(uuid4()),
    )


def _reason(rows: Sequence[Row], context: CardContext) -> str:
    """Every row's reason; where it is about another application, with its company."""
    if len(rows) == 1:
        return context.fact(rows[0])
    if rows[0].rule in Reminder.INTERVIEW_NOTES:
        reason = Reason.facts_from_json(rows[0].reason)
        return thank_you_for_all(context.formatter, reason.facts)
    text = _("%(company)s: %(reason)s")
    facts = [
        context.fact(row)
        if row.application_id in (None, rows[0].application_id)
        else text % {"company": row.company, "reason": context.fact(row)}
        for row in rows
    ]
    return " ".join(dict.fromkeys(facts))


def held_back_items(
    rows: Iterable[HeldBack | HeldBackRow], context: CardContext
) -> list[HeldBackItem]:
    """Return the view data of the held-back rows of which the reader may learn."""
    return [held_back_item(row, context) for row in rows if context.may_tell(row)]


def held_back_item(row: HeldBack | HeldBackRow, context: CardContext) -> HeldBackItem:
    """Return the view data of a held-back row."""
    person = row.reason["facts"]["person"] if GUARDS[row.guard].rule == "reference" else ""
    return HeldBackItem(row, row.company, context.fact(row), context.names.get(person, ""), context)
