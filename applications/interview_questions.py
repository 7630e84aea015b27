"""What to find out in an interview, and the sources that advise it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Question:
    """A question to ask, why it helps, and its sources."""

    text: str | Promise
    why: str | Promise
    sources: tuple[str, ...]


QUESTIONS = (
    Question(
        _("What are the next steps?"),
        _("Then you know what you are waiting for."),
        ("S2:ask-timeline", "S4:know-the-frame"),
    ),
    Question(
        _("When can I expect to hear from you?"),
        _("Until that date nobody expects a note from you, and you may rest."),
        ("S2:ask-timeline",),
    ),
    Question(
        _("Whom may I write to, if I have a question?"),
        _("A note to the right person is answered sooner."),
        ("S2:ask-timeline",),
    ),
    Question(
        _("When would the work start?"),
        _("It tells you how soon they mean to decide."),
        ("S2:ask-timeline", "S4:know-the-frame"),
    ),
    Question(
        _("How many rounds of interviews are there?"),
        _("It tells you whether this was the last talk."),
        ("S4:know-the-frame",),
    ),
)
