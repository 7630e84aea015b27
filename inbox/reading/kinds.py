"""What a mail is: decided by its calendar parts, its sender and its phrases."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from inbox.reading.dates import Found
from inbox.reading.findings import CalendarEvent
from inbox.reading.languages import CODES, load
from inbox.reading.phrases import Match, find_phrases, sentence_at
from inbox.reading.reading_text import MailText
from inbox.reading.senders import is_free_mail, is_job_system
from inbox.reading.text import fold, without_points

ENOUGH = 6
DECISIVE = 10
ORDER = (
    "interview_rescheduled", "interview_cancelled", "rejection", "offer", "references_requested",
    "interview_invitation", "no_contact_requested", "timeline_given", "confirmation",
)  # fmt: skip
"""What is said beside something else counts less, the further down it stands here."""
OUTCOMES = ("rejection", "offer", "interview_cancelled")
INVITES, TIMELINE = "interview_invitation", "timeline_given"
MEETINGS = (INVITES, "interview_rescheduled", "interview_cancelled")
MAX_EVIDENCE = 3
MAX_SENTENCE = 300
MIN_WORDS = 4

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind, and the sentences it rests on."""

    kind: str
    evidence: tuple[str, ...]
    marks: tuple[str, ...] = ()


def decide(text: MailText, days: list[Found], known_uids: frozenset[str] = frozenset()) -> Verdict:
    """Return what the mail is; `reply` or `ignore` when unsure."""
    folded = without_points(text.folded)
    matches = [
        match
        for language in text.languages or tuple(map(load, CODES))
        for match in find_phrases(folded, language, text.ends)
    ]
    scores = _scores(matches)
    kind = (
        _by_calendar(text, scores, known_uids)
        or _set_aside(text, scores)
        or _by_phrases(text, scores, days)
        or _by_habit(text, scores)
    )
    return Verdict(kind, *_evidence(text, kind, matches, days))


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


def _by_calendar(text: MailText, scores: dict[str, int], known_uids: frozenset[str]) -> str | None:
    events = [event for event in text.letter.events if event.method != "REPLY"]
    if not events or not _concerns_a_job(text, events):
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


def _concerns_a_job(text: MailText, events: list[CalendarEvent]) -> bool:
    """Whether an invitation is to an interview, not to a club or a dinner."""
    if any(event.recurs for event in events):
        return False
    return is_about_a_job(text) or not is_free_mail(text.letter.sender)


def _set_aside(text: MailText, scores: dict[str, int]) -> str | None:
    """Return `ignore` for what programs send: absences, codes, alerts, returned mail."""
    is_received = scores["confirmation"] >= DECISIVE
    if text.letter.is_report or (text.letter.is_automatic and not is_received):
        return "ignore"
    strongest = max((scores[kind] for kind in ORDER), default=0)
    if scores["ignore"] >= DECISIVE and scores["ignore"] >= strongest:
        return "ignore"
    is_private = is_free_mail(text.letter.sender) or scores["ignore"] >= ENOUGH
    is_meeting = any(scores[kind] >= ENOUGH for kind in MEETINGS)
    if is_private and is_meeting and not is_about_a_job(text):
        return "ignore"
    if text.letter.is_bulk and scores["ignore"] >= ENOUGH and strongest < DECISIVE + ENOUGH:
        return "ignore"
    return None


def _by_phrases(text: MailText, scores: dict[str, int], days: list[Found]) -> str | None:
    is_said = {kind for kind in ORDER if scores[kind] >= ENOUGH}
    if "interview_cancelled" in is_said and "interview_rescheduled" in is_said:
        return _moved_or_off(text, scores, days)
    is_soft = scores["rejection"] < DECISIVE
    if is_soft and (scores["confirmation"] > scores["rejection"] or INVITES in is_said):
        is_said.discard("rejection")
    if "confirmation" in is_said and not text.letter.is_answer:
        # What a receipt says besides is not said to anybody in particular.
        is_said -= {TIMELINE, "no_contact_requested"}
        if scores["confirmation"] >= DECISIVE > scores[INVITES] and not _has_clock(text, days):
            is_said.discard(INVITES)
    if {INVITES, TIMELINE} <= is_said and not _has_clock(text, days):
        is_said.discard(INVITES if scores[INVITES] <= scores[TIMELINE] else TIMELINE)
    if not is_said and _is_a_date_to_meet(text, days):
        return INVITES
    return next((kind for kind in ORDER if kind in is_said), None)


def _is_a_date_to_meet(text: MailText, days: list[Found]) -> bool:
    """Whether a coming day and hour stand beside a word for meeting, in a mail about a job."""
    for day in days:
        start, end = sentence_at(text.ends, day.start)
        meeting = text.language.pattern("meeting").search(text.folded, start, max(end, day.end))
        if day.clock and day.day >= text.sent and meeting and is_about_a_job(text):
            return True
    return False


def _moved_or_off(text: MailText, scores: dict[str, int], days: list[Found]) -> str:
    later = {day.day for day in days if day.day >= text.sent and day.clock}
    is_moved = scores["interview_rescheduled"] >= DECISIVE or len(later) > 1
    return "interview_rescheduled" if is_moved else "interview_cancelled"


def _has_clock(text: MailText, days: list[Found]) -> bool:
    return any(day.clock and day.day >= text.sent for day in days)


def _by_habit(text: MailText, scores: dict[str, int]) -> str:
    """Return `reply` for a mail about an application that says nothing decisive."""
    if text.letter.is_bulk or scores["ignore"] >= ENOUGH:
        return "ignore"
    is_answer = text.letter.is_answer and not is_free_mail(text.letter.sender)
    return "reply" if is_about_a_job(text) or is_answer else "ignore"


def is_about_a_job(text: MailText) -> bool:
    """Whether the mail, or what it answers, speaks of an application."""
    if is_job_system(text.letter.sender):
        return True
    events = " ".join(f"{each.summary} {each.description[:500]}" for each in text.letter.events)
    whole = f"{text.letter.subject}\n{text.pieces.fresh}\n{text.pieces.quoted[:3000]}\n{events}"
    folded = fold(whole)
    return any(
        language.beginning("jobs").search(folded) for language in text.languages or (text.language,)
    )


def _evidence(
    text: MailText, kind: str, matches: list[Match], days: list[Found]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sentences that the kind rests on, and the words in them that decided."""
    telling = sorted(
        (match for match in matches if match.phrase.kind == kind),
        key=lambda match: (-match.phrase.weight, match.start),
    )
    places = [(match.sentence, (match.start, match.end)) for match in telling]
    if not places and kind != "ignore":
        places = _instead(text, kind, days)
    said = dict.fromkeys(text.original(*sentence)[:MAX_SENTENCE] for sentence, _ in places)
    sentences = [sentence for sentence in said if sentence][:MAX_EVIDENCE]
    words = dict.fromkeys(text.original(*place).strip(" ,;:") for _, place in places)
    marks = [each for each in words if each and any(each in sentence for sentence in sentences)]
    return tuple(sentences), tuple(marks)


def _instead(text: MailText, kind: str, days: list[Found]) -> list[tuple[Place, Place]]:
    """Return what to show where no phrase decided: the sentence of a time, or the first one."""
    coming = [day for day in days if day.clock and day.day >= text.sent]
    if kind in MEETINGS and coming:
        day = coming[0]
        return [(sentence_at(text.ends, day.start), (day.start, day.end))]
    starts = [0, *text.ends[:-1]]
    for sentence in zip(starts, text.ends, strict=True):
        if sentence[0] >= text.begin and len(text.original(*sentence).split()) >= MIN_WORDS:
            return [(sentence, (0, 0))]
    return []
