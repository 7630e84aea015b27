"""What each date in a mail is for: an interview, an answer, news, a first day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from inbox.reading.context import is_an_answer
from inbox.reading.dates import Found, find_days
from inbox.reading.day_spans import ends_a_span, is_instead
from inbox.reading.findings import DATES, FoundDate
from inbox.reading.languages import Language
from inbox.reading.phrases import sentence_at
from inbox.reading.reading_text import MailText
from inbox.reading.spans import find_spans
from inbox.reading.text import fold

NEAR = 70
CLOCK_BEFORE = re.compile(r"\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\.?|uhr|uur|h)?\s(?:\w{2,4} )?$")
MAX_DATES = 12


@dataclass(frozen=True)
class Dated:
    """A day and the words around it."""

    found: Found
    is_span: bool
    before: str
    sentence: str
    text: MailText

    def near(self, name: str, words: int = 3) -> bool:
        """Whether such words stand right before the day."""
        return bool(_before(self.text.language, name, words).search(self.before))

    def says(self, name: str) -> bool:
        """Whether such words stand in the sentence."""
        return bool(self.text.language.pattern(name).search(self.sentence))

    @property
    def is_coming(self) -> bool:
        """Whether the day is not past, seen from the mail."""
        return self.found.day >= self.text.sent


@cache
def _before(language: Language, name: str, words: int) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){language.source(name)}(?:\W+[\w']+){{0,{words}}}\W*$")


def days_of(text: MailText) -> list[Found]:
    """Return the days named in the subject and the newly written text."""
    days = find_days(text.folded, text.language, text.sent, text.us and text.language.code == "en")
    if is_an_answer(text):
        # The subject is an older mail's: its “tomorrow” is another day.
        return [each for each in days if each.start >= text.begin]
    return days


def find_dates(
    text: MailText, kind: str, days: list[Found], is_choice: bool = False
) -> tuple[FoundDate, ...]:
    """Return the dates that matter for a mail of this kind, interviews first."""
    spans = find_spans(text.folded, text.language, text.sent, days)
    days = [each for each in days if not any(_holds(span, each) for span in spans)]
    dated = [_dated(text, each, False) for each in days]
    covered = [range(each.start, each.end) for each in days]
    dated += [
        _dated(text, each, True)
        for each in spans
        if not any(each.start in span or each.end - 1 in span for span in covered)
    ]
    dated.sort(key=lambda each: each.found.start)
    reader = _of_a_choice if is_choice else READERS.get(kind, _of_a_reply)
    found = [*reader(text, dated)]
    if kind == "confirmation":
        found += _applied(text, dated)
    if kind != "ignore":
        found += [FoundDate("applied", each.found.day) for each in dated if each.near("applied", 1)]
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda each: DATES.index(each.what)))[:MAX_DATES]


def _holds(span: Found, day: Found) -> bool:
    """Whether a span is counted from this day, which is then no date by itself."""
    return span.start < day.start and day.end <= span.end


def _applied(text: MailText, dated: list[Dated]) -> list[FoundDate]:
    """Return the past day on which a receipt says that the application came."""
    days = [each for each in dated if each.found.day <= text.sent and not each.is_span]
    said = [each for each in days if each.says("applied_said")]
    return [FoundDate("applied", said[0].found.day)] if said else []


def _dated(text: MailText, found: Found, is_span: bool) -> Dated:
    start, end = sentence_at(text.ends, found.start)
    before = text.folded[max(start, found.start - NEAR) : found.start]
    before = CLOCK_BEFORE.sub(" ", before)
    return Dated(found, is_span, before, text.folded[start : max(end, found.end)], text)


def _of_an_invitation(text: MailText, dated: list[Dated]) -> Iterator[FoundDate]:
    events = [each for each in text.letter.events if each.starts_at and not each.is_cancelled]
    yield from (FoundDate("interview", each.starts_at) for each in events if each.starts_at)
    yield from _answer_by(dated)
    if events:
        return
    open_days = [each for each in dated if _may_be_a_meeting(each)]
    with_clock = [each for each in open_days if each.found.clock]
    days = with_clock or [each for each in open_days if each.says("meeting")]
    yield from (FoundDate("interview", each.found.at) for each in _distinct(days))


def _of_a_choice(text: MailText, dated: list[Dated]) -> Iterator[FoundDate]:
    """Yield each time that is offered; the last day of several is none."""
    yield from _answer_by(dated)
    open_days = [each for each in dated if _may_be_a_meeting(each)]
    days = [each for each in open_days if not ends_a_span(text.folded, each.found.start)]
    yield from (FoundDate("interview", each.found.at) for each in _distinct(days))


def _may_be_a_meeting(each: Dated) -> bool:
    is_other = each.near("applied", 1) or each.near("start", 1) or _is_deadline(each)
    return each.is_coming and not each.is_span and not is_other


def _is_deadline(each: Dated) -> bool:
    """Whether the day ends a stretch, rather than being the day of something."""
    return each.near("by", 2)


def _distinct(dated: list[Dated]) -> list[Dated]:
    """Return each day once, with its time where one mention has it."""
    timed = {each.found.day for each in dated if each.found.clock}
    seen: set[date | datetime] = set()
    kept = []
    for each in dated:
        moment = each.found.at
        is_again = moment in seen or (each.found.clock is None and each.found.day in timed)
        if not is_again:
            kept.append(each)
        seen.add(moment)
    return kept


def _of_a_move(text: MailText, dated: list[Dated]) -> Iterator[FoundDate]:
    events = [each for each in text.letter.events if each.starts_at and not each.is_cancelled]
    new_days = {_day(each.starts_at) for each in events if each.starts_at}
    yield from (FoundDate("interview", each.starts_at) for each in events if each.starts_at)
    yield from _answer_by(dated)
    days = [each for each in _distinct(dated) if each.is_coming and not each.is_span]
    days = [each for each in days if not _is_deadline(each) and each.found.day not in new_days]
    old = days[:1] if new_days else _old_day(text, days)
    for each in days:
        if each in old:
            yield FoundDate("interview_before", _completed(text, each.found))
        elif not new_days:
            yield FoundDate("interview", each.found.at)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _old_day(text: MailText, days: list[Dated]) -> list[Dated]:
    """Return the day that no longer is; the first one named, unless the words say otherwise."""

    def newness(each: Dated) -> float:
        score = (
            1.0 * (each.near("new", 2) or is_instead(text.folded, each.found.end))
            - each.near("old", 1)
            + bool(each.found.clock)
        )
        return score + 0.5 * each.sentence.rstrip().endswith("?") + 0.5 * (each is not days[0])

    if len(days) > 1:
        return [min(days, key=newness)]
    return days if days and newness(days[0]) < 1 else []


def _of_a_cancellation(text: MailText, dated: list[Dated]) -> Iterator[FoundDate]:
    events = [each for each in text.letter.events if each.starts_at]
    if events and events[0].starts_at:
        yield FoundDate("interview_before", events[0].starts_at)
        return
    days = [each for each in _distinct(dated) if not each.is_span and not _is_deadline(each)]
    coming = [each for each in days if each.found.day >= text.sent - timedelta(days=1)]
    coming.sort(key=lambda each: (each.found.clock is None, each.found.day <= text.sent))
    if coming:
        yield FoundDate("interview_before", _completed(text, coming[0].found))
    elif old := [each for each in _quoted_days(text) if each.clock and each.day >= text.sent]:
        yield FoundDate("interview_before", old[-1].at)


def _completed(text: MailText, found: Found) -> date | datetime:
    """Return an old day with the time that stands beside it in quoted history."""
    if found.clock is None:
        for each in _quoted_days(text):
            if each.day == found.day and each.clock:
                return each.at
    return found.at


def _quoted_days(text: MailText) -> list[Found]:
    quoted = fold(text.pieces.quoted[:4000]).replace("\n", " ")
    return find_days(quoted, text.language, text.sent, text.us)


def _of_an_offer(text: MailText, dated: list[Dated]) -> Iterator[FoundDate]:
    deadlines = list(_answer_by(dated))
    yield from deadlines
    taken = {_day(each.at) for each in deadlines}
    days = [each for each in dated if each.found.day not in taken and not each.is_span]
    said = [each for each in days if each.is_coming and each.says("start_said")]
    named = [each for each in days if each.near("start", 4) or each.near("onward", 1)]
    for each in named or said:
        yield FoundDate("start", each.found.day)
        return


def _answer_by(dated: list[Dated]) -> Iterator[FoundDate]:
    """Yield the day by which the reader is asked to do something."""
    for each in dated:
        is_due = each.near("by", 2) or (each.is_span and (each.says("by") or each.says("within")))
        is_theirs = each.near("news", 4) and not each.near("asks", 3)
        if is_due and not is_theirs and each.is_coming and each.says("asks"):
            yield FoundDate("answer_by", each.found.at)
            return
    for each in dated:
        is_due = each.near("by", 1) or (each.says("lapses") and not each.found.clock)
        if is_due and each.is_coming and not each.is_span and not each.says("news"):
            yield FoundDate("answer_by", each.found.at)
            return


def _of_references(text: MailText, dated: list[Dated]) -> Iterator[FoundDate]:
    yield from _answer_by(dated)


def _of_a_timeline(text: MailText, dated: list[Dated]) -> Iterator[FoundDate]:
    ranked = [(_news_rank(each), number) for number, each in enumerate(dated) if each.is_coming]
    ranked = [(rank, number) for rank, number in ranked if rank]
    if ranked:
        _, number = max(ranked)
        yield FoundDate("news_by", dated[number].found.at)


def _news_rank(each: Dated) -> int:
    is_by = each.near("by", 2) or each.is_span
    return 2 * each.says("news") + is_by


def _of_a_receipt(text: MailText, dated: list[Dated]) -> Iterator[FoundDate]:
    for each in dated:
        is_silent = each.is_span and each.says("silence")
        is_sure = not text.language.pattern("conditional").search(each.sentence)
        if is_silent and each.is_coming:
            yield FoundDate("news_by", each.found.at)
            return
        if _news_rank(each) == 3 and each.is_coming and is_sure:
            yield FoundDate("news_by", each.found.at)
            return


def _of_a_reply(text: MailText, dated: list[Dated]) -> Iterator[FoundDate]:
    for each in dated:
        if each.near("by", 2) and each.is_coming and each.says("asks") and not each.says("news"):
            yield FoundDate("answer_by", each.found.at)
            return


def _of_an_absence(text: MailText, dated: list[Dated]) -> Iterator[FoundDate]:
    for each in dated:
        if each.near("back", 2) and each.is_coming:
            yield FoundDate("back_on", each.found.day)
            return


def _nothing(text: MailText, dated: list[Dated]) -> Iterator[FoundDate]:
    yield from ()


READERS: dict[str, Callable[[MailText, list[Dated]], Iterator[FoundDate]]] = {
    "confirmation": _of_a_receipt,
    "interview_invitation": _of_an_invitation,
    "interview_rescheduled": _of_a_move,
    "interview_cancelled": _of_a_cancellation,
    "offer": _of_an_offer,
    "references_requested": _of_references,
    "timeline_given": _of_a_timeline,
    "no_contact_requested": _of_a_receipt,
    "rejection": _nothing,
    "ignore": _of_an_absence,
}
