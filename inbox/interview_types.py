"""What kind of interview a mail or calendar event speaks of, guessed from its words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from applications.models import Interview
from jobtracker.reading.names import folded
from jobtracker.reading.people import Person

Type = Interview.Type
FROM_PEOPLE = 3
"""So many people make a panel."""
WORDS = (
    (Type.ASSESSMENT, r"\bassessment|auswahltag|journee d.evaluation|dia de evaluacion"),
    (Type.TASK, r"case study|take.home|fallstudie|etude de cas|caso practico|praktijkopdracht"),
    (
        Type.TECHNICAL,
        (
            r"technical|tech (?:interview|talk|round)|coding|pair programming|system design"
            r"|technisch|entretien technique|tecnica"
        ),
    ),
    (
        Type.FINAL,
        (
            r"final (?:round|interview|stage|conversation)|last (?:round|interview)|letzte runde"
            r"|abschlussgesprach|dernier entretien|entrevista final|laatste (?:gesprek|ronde)"
        ),
    ),
    (Type.PANEL, r"\bpanel\b|\bjury\b|\btribunal\b"),
)
PHONE = re.compile(
    r"\b(?:tele)?phone|\btelefon|\btelephoni|llamada|recruiter (?:screen|call)|screening call"
    r"|phone.screen|intro(?:ductory)? call|\bbelafspraak\b|\bgebeld\b"
)
LATER = (
    (Type.ON_SITE, r"on.?site|in person|vor ort|sur place|presencial|op locatie|op kantoor"),
    (Type.VIDEO, r"\bvideo|\bzoom\b|microsoft teams|google meet|\bwebex\b|\bvisio|\bskype\b"),
    (Type.INFORMAL, r"informal|informell|informel|coffee|kaffee|koffie|\bcafe\b"),
)


def kind_and_type(
    finding: Mapping[str, Any], event: Mapping[str, Any], people: Sequence[Person]
) -> tuple[str, str]:
    """Return the kind and the type of an interview; ("interview", "") where nothing tells."""
    texts = [finding.get("subject"), event.get("summary"), *(finding.get("evidence") or ())]
    words = folded(" ".join(filter(None, texts)))
    if found := _first(WORDS, words):
        return Interview.Kind.INTERVIEW, found
    if PHONE.search(words):
        return Interview.Kind.PHONE_SCREEN, ""
    if len(people) >= FROM_PEOPLE:
        return Interview.Kind.INTERVIEW, Type.PANEL
    return Interview.Kind.INTERVIEW, _first(LATER, words) or _by_where(event)


def _first(words: tuple[tuple[Type, str], ...], text: str) -> str:
    return next((type_ for type_, pattern in words if re.search(pattern, text)), "")


def _by_where(event: Mapping[str, Any]) -> str:
    """A link makes a video interview, unless a place of bricks is named as well."""
    place = folded(event.get("location") or "")
    if event.get("link"):
        is_address = bool(re.search(r"\d", place)) and not re.search(LATER[1][1], place)
        return Type.ON_SITE if is_address else Type.VIDEO
    if not place:
        return ""
    return Type.VIDEO if re.search(LATER[1][1], place) else Type.ON_SITE
