"""What a mail is: decided by its calendar parts, its sender and its phrases."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from inbox.reading.context import (
    invites_to_a_fair,
    is_about_a_job,
    is_about_something_else,
    is_an_answer,
    is_from_a_program,
    is_to_many,
    speaks_of_an_application,
)
from inbox.reading.dates import Found
from inbox.reading.evidence import evidence_of, quoted
from inbox.reading.findings import MEETINGS, NO_INVITATIONS, PROPOSAL
from inbox.reading.languages import CODES, load
from inbox.reading.meeting_points import find_booking_link
from inbox.reading.phrases import Match, find_phrases, sentence_at
from inbox.reading.reading_text import MailText
from inbox.reading.senders import is_free_mail
from inbox.reading.text import fold, without_points, without_speech
from inbox.reading.weighing import most_telling, weigh

ENOUGH = 6
STRONG = 8
DECISIVE = 10
ORDER = (
    "interview_rescheduled", "interview_cancelled", "rejection", "offer", "references_requested",
    "interview_invitation", "no_contact_requested", "timeline_given", "confirmation",
)  # fmt: skip
"""What is said beside something else counts less, the further down it stands here."""
OUTCOMES = ("rejection", "offer", "interview_cancelled")
INVITES, TIMELINE = "interview_invitation", "timeline_given"
SIGNATURE = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind, and the sentences it rests on."""

    kind: str
    evidence: tuple[str, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """What is known of a mail when it is decided what it is."""

    text: MailText
    scores: dict[str, int]
    matches: list[Match]
    days: list[Found]
    is_about_a_job: bool
    is_about_something_else: bool = False
    title: str | None = None

    @property
    def has_clock(self) -> bool:
        """Whether a coming day is named with an hour."""
        return any(day.clock and day.day >= self.text.sent for day in self.days)

    def strongest(self, kinds: tuple[str, ...] = ORDER) -> int:
        """Return the highest score."""
        return max((self.scores[kind] for kind in kinds), default=0)

    def best(self, kind: str) -> int:
        """Return the weight of a kind's strongest phrase."""
        return max(
            (each.phrase.weight for each in self.matches if each.phrase.kind == kind), default=0
        )


def decide(
    text: MailText,
    days: list[Found],
    known_uids: frozenset[str] = frozenset(),
    title: str | None = None,
    person: str | None = None,
) -> Verdict:
    """Return what the mail is; `reply` or `ignore` when unsure."""
    folded = without_points(without_speech(text.folded))
    matches = [
        match
        for language in text.languages or tuple(map(load, CODES))
        for match in find_phrases(folded, language, text.ends)
    ]
    matches = [match for match in matches if not _is_in_a_name(match, folded, title, person)]
    case = Case(
        text, _scores(matches), matches, days,
        is_about_a_job(text, title), is_about_something_else(text, title), title,
    )  # fmt: skip
    if kind := _by_calendar(case, known_uids) or _set_aside(case):
        return Verdict(kind, *evidence_of(text, kind, matches, days))
    kind = _by_phrases(case) or _by_habit(case)
    opinion = weigh(text)
    if not opinion.gainsays(kind):
        return Verdict(kind, *evidence_of(text, kind, matches, days))
    if opinion.kind == "ignore" or any(each.phrase.kind == opinion.kind for each in matches):
        return Verdict(opinion.kind, *evidence_of(text, opinion.kind, matches, days))
    return Verdict(opinion.kind, *quoted(text, [most_telling(text, opinion.kind)]))


def _is_in_a_name(match: Match, folded: str, title: str | None, person: str | None) -> bool:
    """Whether a word of noise is part of a title or signature: “Podcast Producer”."""
    if match.phrase.kind != "ignore":
        return False
    if person and match.start >= folded.rfind(fold(person)) >= len(folded) - SIGNATURE:
        return True
    if not title:
        return False
    place = folded.rfind(fold(title), 0, match.start + len(title))
    return 0 <= place <= match.start < place + len(title)


def _scores(matches: list[Match]) -> dict[str, int]:
    scores: dict[str, int] = defaultdict(int)
    for match in matches:
        scores[match.phrase.kind] += match.phrase.weight
    best = {match.phrase.kind: 0 for match in matches}
    for match in matches:
        best[match.phrase.kind] = max(best[match.phrase.kind], match.phrase.weight)
    for kind in OUTCOMES:
        # An outcome is never put together from hints, nor decided by phrases that do not decide.
        if best.get(kind, 0) < DECISIVE:
            scores[kind] = min(scores[kind], DECISIVE - 1) if best.get(kind, 0) >= ENOUGH else 0
    return scores


def _by_calendar(case: Case, known_uids: frozenset[str]) -> str | None:
    text, scores = case.text, case.scores
    methods = {event.method for event in text.letter.events}
    if PROPOSAL in methods and case.is_about_a_job:
        return "reply"
    events = [event for event in text.letter.events if event.method not in NO_INVITATIONS]
    if not events or case.is_about_something_else or any(event.recurs for event in events):
        return None
    if not case.is_about_a_job and is_free_mail(text.letter.sender):
        return None
    if any(event.is_cancelled for event in events):
        return "interview_cancelled"
    if any(scores[kind] >= DECISIVE for kind in ("offer", "rejection")):
        return None
    event = events[0]
    is_moved = (event.sequence or 0) > 0 or event.uid in known_uids
    if is_moved or scores["interview_rescheduled"] >= ENOUGH:
        return "interview_rescheduled"
    return "interview_invitation"


def _set_aside(case: Case) -> str | None:
    """Return `ignore` for what programs send: absences, codes, alerts, returned mail."""
    text, scores = case.text, case.scores
    is_received = scores["confirmation"] >= DECISIVE
    if text.letter.is_report or (text.letter.is_automatic and not is_received):
        return "ignore"
    if case.is_about_something_else or invites_to_a_fair(text):
        return "ignore"
    if scores["ignore"] >= DECISIVE and scores["ignore"] >= case.strongest():
        return "ignore"
    is_answer = is_an_answer(text) and case.is_about_a_job
    if scores["ignore"] >= max(STRONG, case.strongest()) and not is_answer:
        return "ignore"
    is_private = is_free_mail(text.letter.sender) or scores["ignore"] >= ENOUGH
    is_meeting = any(scores[kind] >= ENOUGH for kind in MEETINGS)
    if is_private and is_meeting and not case.is_about_a_job:
        return "ignore"
    return "ignore" if _is_for_many(case) else None


def _is_for_many(case: Case) -> bool:
    """Whether the mail speaks of applications in general, to readers of a list."""
    if not is_to_many(case.text):
        return False
    if not speaks_of_an_application(case.text):
        return case.best("confirmation") < DECISIVE
    noise = case.scores["ignore"]
    return noise >= ENOUGH and case.strongest() < max(DECISIVE + ENOUGH, noise)


def _by_phrases(case: Case) -> str | None:
    text, scores = case.text, case.scores
    is_said = {kind for kind in ORDER if scores[kind] >= ENOUGH}
    if "interview_cancelled" in is_said and "interview_rescheduled" in is_said:
        return _moved_or_off(case)
    is_soft = case.best("rejection") < DECISIVE
    is_said -= _beside_a_refusal(case)
    if is_soft and (
        case.has_clock or scores["confirmation"] > scores["rejection"] or INVITES in is_said
    ):
        is_said.discard("rejection")
    if is_from_a_program(text) and not _is_open(case):
        is_said.discard(INVITES)
    if "confirmation" in is_said and not text.letter.is_answer:
        is_said -= _beside_a_receipt(case)
    if {INVITES, TIMELINE} <= is_said and not case.has_clock:
        is_said.discard(INVITES if scores[INVITES] <= scores[TIMELINE] else TIMELINE)
    if not is_said and _is_a_date_to_meet(case):
        is_said.add(INVITES)
    first = next((kind for kind in ORDER if kind in is_said), None)
    if first == INVITES and case.has_clock and _is_hindered(case):
        return "interview_rescheduled"
    return first


def _beside_a_refusal(case: Case) -> set[str]:
    """Return what a clear refusal does not say: “move forward” moves no meeting."""
    is_clear = case.best("rejection") >= DECISIVE > case.best("interview_rescheduled")
    return {"interview_rescheduled"} if is_clear and not case.has_clock else set()


def _beside_a_receipt(case: Case) -> set[str]:
    """Return what a receipt says to nobody in particular."""
    is_sure = case.best("confirmation") >= DECISIVE > case.scores[INVITES]
    beside = {TIMELINE, "no_contact_requested"}
    return beside | {INVITES} if is_sure and not case.has_clock else beside


def _is_open(case: Case) -> bool:
    """Whether an invitation that a program sent gives a time, or a page to choose one on."""
    has_page = bool(find_booking_link(case.text))
    return case.best(INVITES) >= STRONG or case.has_clock or has_page


def _is_a_date_to_meet(case: Case) -> bool:
    """Whether a coming day and hour stand beside a word for meeting, in a mail about a job."""
    text = case.text
    if case.scores["ignore"] >= ENOUGH:
        return False
    for day in case.days:
        start, end = sentence_at(text.ends, day.start)
        meeting = text.language.pattern("meeting").search(text.folded, start, max(end, day.end))
        if day.clock and day.day >= text.sent and meeting and case.is_about_a_job:
            return True
    return False


def _is_hindered(case: Case) -> bool:
    """Whether something came between: who is ill and asks for a day moves a meeting."""
    pattern = case.text.language.pattern("hindrance")
    title = fold(case.title or "")
    return any(found[0] not in title for found in pattern.finditer(case.text.folded))


def _moved_or_off(case: Case) -> str:
    """Say whether a meeting that does not take place gets another time, or none."""
    later = {day.day for day in case.days if day.day >= case.text.sent and day.clock}
    if case.text.language.pattern("no_other_time").search(case.text.folded):
        return "interview_cancelled"
    is_moved = case.scores["interview_rescheduled"] >= DECISIVE or len(later) > 1
    return "interview_rescheduled" if is_moved else "interview_cancelled"


def _by_habit(case: Case) -> str:
    """Return `reply` for a mail about an application that says nothing decisive."""
    text = case.text
    if _is_noise(case):
        return "ignore"
    if is_free_mail(text.letter.sender):
        is_own = is_an_answer(text) or speaks_of_an_application(text)
        return "reply" if case.is_about_a_job and is_own else "ignore"
    return "reply" if case.is_about_a_job or is_an_answer(text) else "ignore"


def _is_noise(case: Case) -> bool:
    """Whether the mail was sent to many, or speaks like one that is not about an application."""
    if case.text.letter.is_bulk or is_to_many(case.text):
        return True
    is_answer = is_an_answer(case.text) and case.is_about_a_job
    return case.scores["ignore"] >= ENOUGH and not is_answer
