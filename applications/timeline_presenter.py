"""How timeline entries are shown: title, icon, whose action it was, and where to edit it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from applications.formatting import offered_pay
from applications.models import Event, Interview, Message, Stage
from applications.models.interview import interview_name
from applications.models.message import TO_REFERRER
from applications.timeline import Entry, Row
from jobtracker.templatetags.dates import clock, day
from jobtracker.urlcache import fast_reverse

Kind = Event.Kind
Result = Event.Result

MINE, THEIRS, COMING, PLAIN = "timeline-mine", "timeline-theirs", "timeline-coming", ""


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One entry as the page shows it; ``marks`` is its CSS class, ``sub`` a second line."""

    entry: Entry
    title: str
    icon: str
    marks: str
    sub: str = ""
    page: str = ""

    @property
    def anchor(self) -> str:
        """The id of the entry on the page."""
        return f"{self.entry.row.what}-{self.entry.row.pk}"

    @property
    def edit_url(self) -> str:
        """Where it is edited."""
        return fast_reverse(f"applications:{self.entry.row.what}_edit", self.entry.row.pk)

    @property
    def remove_url(self) -> str:
        """Where it is removed (POST)."""
        return fast_reverse(f"applications:{self.entry.row.what}_remove", self.entry.row.pk)

    @property
    def can_change(self) -> bool:
        """Whether it is edited here; a debrief is edited on its interview's page."""
        return self.entry.row.what != "debrief"


EVENTS: dict[str, tuple[str | Promise, str, str]] = {
    Kind.APPLIED: (lazy("You applied"), "send", MINE),
    Kind.CONFIRMATION: (lazy("A confirmation came"), "envelope-open", THEIRS),
    Kind.EMPLOYER_REPLY: (lazy("They replied"), "reply", THEIRS),
    Kind.TIMELINE_GIVEN: (lazy("They gave a date"), "calendar-event", THEIRS),
    Kind.NO_CONTACT_REQUESTED: (lazy("They will call; don’t call us"), "bell-slash", THEIRS),
    Kind.REFERENCES_REQUESTED: (lazy("They asked for references"), "people", THEIRS),
    Kind.REFERENCE_CHOSEN: (lazy("You chose %(who)s as a reference"), "person-check", MINE),
    Kind.REFERENCE_CONTACTED: (lazy("They contacted %(who)s"), "telephone", THEIRS),
    Kind.REFERENCE_LETTER: (lazy("%(who)s wrote for you"), "file-earmark-text", PLAIN),
    Kind.NOTE: (lazy("Note"), "chat-left-text", PLAIN),
}
OUTCOMES: dict[str, tuple[str | Promise, str, str]] = {
    Result.OFFER: (lazy("They made you an offer"), "trophy", THEIRS),
    Result.ACCEPTED: (lazy("You accepted"), "check-lg", MINE),
    Result.DECLINED: (lazy("You declined"), "x-lg", MINE),
    Result.REJECTED: (lazy("They said no"), "x-circle", THEIRS),
    Result.WITHDRAWN: (lazy("You withdrew"), "box-arrow-right", MINE),
    Result.NO_RESPONSE: (lazy("Closed without a response"), "dash-circle", PLAIN),
}
REASONS = dict(Message.Purpose.choices)
CHANNELS = dict(Message.Channel.choices)
STAGES = dict(Stage.choices)


def timeline_line(entry: Entry, now: datetime) -> TimelineLine:
    """Return how one entry is shown at ``now``."""
    return {"event": _event, "message": _message, "interview": _interview, "debrief": _debrief}[
        entry.row.what
    ](entry, now)


def _event(entry: Entry, now: datetime) -> TimelineLine:
    row = entry.row
    if row.kind == Kind.MOVED:
        stage = STAGES[row.detail]
        return TimelineLine(
            entry, _("You moved this to “%(stage)s”") % {"stage": stage}, "kanban", PLAIN
        )
    looks = OUTCOMES[row.detail] if row.kind == Kind.OUTCOME else EVENTS[row.kind]
    title, icon, marks = looks
    return TimelineLine(
        entry, str(title) % {"who": row.person or ""}, icon, marks, sub=_details(row)
    )


def _details(row: Row) -> str:
    """What else an event says: the date they gave, or the terms of an offer."""
    if row.news_by:
        return _("You will hear from them by %(day)s.") % {"day": day(row.news_by)}
    if row.ask_on:
        return _("You may ask again on %(day)s.") % {"day": day(row.ask_on)}
    if row.has_list:
        return _("They have your list and will contact them.")
    parts = [offered_pay(row.pay, row.pay_currency, row.pay_period)]
    if row.starts_on:
        parts.append(_("starts %(day)s") % {"day": day(row.starts_on)})
    if row.answer_by:
        parts.append(_("answer by %(day)s") % {"day": day(row.answer_by)})
    return " · ".join(filter(None, parts))


def _message(entry: Entry, now: datetime) -> TimelineLine:
    row = entry.row
    names = {"what": REASONS[row.kind], "who": row.person}
    about_person = row.reference_id is not None or row.kind in TO_REFERRER
    title = names["what"] if about_person or not row.person else _("%(what)s to %(who)s") % names
    if about_person:
        title = _("%(what)s: %(who)s") % names
    icon = "envelope" if row.detail == Message.Channel.EMAIL else "send"
    return TimelineLine(entry, str(title), icon, MINE, sub=str(CHANNELS[row.detail]))


def _interview(entry: Entry, now: datetime) -> TimelineLine:
    row = entry.row
    who = ", ".join(name for _pk, name in entry.people)
    names = {"what": interview_name(row.kind, row.type), "who": who}
    title = _("%(what)s with %(who)s") % names if who else str(names["what"])
    if row.cancelled_at:
        title = _("%(talk)s, cancelled") % {"talk": title}
    marks = COMING if row.at > now else THEIRS
    marks = PLAIN if row.cancelled_at else marks
    page = fast_reverse("applications:interview", row.pk)
    return TimelineLine(entry, title, _talk_icon(row), marks, _hours(row), page)


def _talk_icon(row: Row) -> str:
    if row.cancelled_at:
        return "calendar-event"
    return "telephone" if row.kind == Interview.Kind.PHONE_SCREEN else "people"


def _hours(row: Row) -> str:
    """Until when, the local time in the interview's zone, and where."""
    parts = [_("until %(clock)s") % {"clock": clock(row.ends_at)}] if row.ends_at else []
    there = row.at.astimezone(ZoneInfo(row.zone))
    if there.utcoffset() != timezone.localtime(row.at).utcoffset():
        place = row.zone.rpartition("/")[2].replace("_", " ")
        parts.append(_("%(clock)s in %(place)s") % {"clock": clock(there.time()), "place": place})
    parts.append(row.detail)
    return " · ".join(filter(None, parts))


def _debrief(entry: Entry, now: datetime) -> TimelineLine:
    page = fast_reverse("applications:interview", entry.row.interview_id or 0)
    talk = {"talk": interview_name(entry.row.kind, entry.row.type), "day": day(entry.row.talk_at)}
    title = _("You wrote down how it went: %(talk)s, %(day)s") % talk
    return TimelineLine(entry, title, "journal-text", MINE, sub=entry.row.detail, page=page)
