"""Texts for rows on the coach's site."""

from dataclasses import dataclass

from django.utils import timezone

from applications.models import Debrief, Interview
from followups.cards import Card, card, card_context
from followups.models import Reminder

SIGNS = dict(Debrief.Sign.choices)
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class ReminderWords:
    """A reminder's title and its reason."""

    title: str
    fact: str


@dataclass(frozen=True, slots=True)
class DebriefWords:
    """A debrief's ticked signs and its text."""

    signs: str
    text: str


def reason_of(row: Reminder) -> ReminderWords:
    """Return a reminder's texts in its seeker's time zone, with the seeker's names for people.

    It never tells of a mail that the seeker has not sorted: not every coach may know of it.
    """
    context = card_context(row.owner, [row], timezone.now(), tells_of_mail=False)
    rendered: Card = card(row, context)
    return ReminderWords(rendered.title, rendered.reason)


def debrief_of(row: Interview) -> DebriefWords:
    """Return the debrief of an interview; dashes if there is none."""
    debrief = Debrief.objects.filter(interview=row).prefetch_related("topics__contact").first()
    if debrief is None:
        return DebriefWords(NOTHING, NOTHING)
    topics = [f"{topic.contact.name}: {topic.text}" for topic in debrief.topics.all()]
    texts = (debrief.learned, debrief.next_steps, *topics, debrief.notes)
    return DebriefWords(signs_of(debrief), "\n".join(filter(None, texts)) or NOTHING)


def signs_of(debrief: Debrief) -> str:
    """Return the ticked signs, the pace and the medium that were noticed."""
    ticked = [str(SIGNS[sign]) for sign in debrief.positive_signs if sign in SIGNS]
    hints = [debrief.get_pace_display() if debrief.pace else ""]
    hints.append(debrief.get_medium_hint_display() if debrief.medium_hint else "")
    return "; ".join(filter(None, [*ticked, *map(str, hints)])) or NOTHING
