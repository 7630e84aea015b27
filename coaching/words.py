"""Words for rows on the coach's site."""

from dataclasses import dataclass

from django.utils import timezone

from applications.models import Debrief, Interview
from followups.cards import Card, card, card_context
from followups.models import Reminder

SIGNS = dict(Debrief.Sign.choices)
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Said:
    """What a reminder asks for, and the sentence of facts behind it."""

    title: str
    fact: str


@dataclass(frozen=True, slots=True)
class DebriefWords:
    """A debrief: what was ticked, and what was written."""

    signs: str
    text: str


def reason_of(row: Reminder) -> Said:
    """A reminder in its seeker's zone, calling people by the seeker's names for them."""
    shown: Card = card(row, card_context(row.owner, [row], timezone.now()))
    return Said(shown.title, shown.reason)


def debrief_of(row: Interview) -> DebriefWords:
    """The debrief of an interview; dashes where there is none."""
    debrief = Debrief.objects.filter(interview=row).prefetch_related("topics__contact").first()
    if debrief is None:
        return DebriefWords(NOTHING, NOTHING)
    topics = [f"{topic.contact.name}: {topic.text}" for topic in debrief.topics.all()]
    written = (debrief.learned, debrief.next_steps, *topics, debrief.notes)
    return DebriefWords(signs_of(debrief), "\n".join(filter(None, written)) or NOTHING)


def signs_of(debrief: Debrief) -> str:
    """The signs that were ticked, and the pace and the ways that were noticed."""
    ticked = [str(SIGNS[sign]) for sign in debrief.positive_signs if sign in SIGNS]
    seen = [debrief.get_pace_display() if debrief.pace else ""]
    seen.append(debrief.get_medium_hint_display() if debrief.medium_hint else "")
    return "; ".join(filter(None, [*ticked, *map(str, seen)])) or NOTHING
