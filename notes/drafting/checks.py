"""Checks on a note: they advise while the user writes, and never block sending.

Each check is a pure function of the text and the facts. It returns what is good or what to fix,
or None if it does not apply. ``PLACES_OF`` lists the sources behind them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notes.drafting import patterns as look
from notes.drafting.facts import DraftFacts
from notes.drafting.similarity import TOO_MUCH, Span, overlap, pieces
from notes.drafting.suggest import suggest, topic_phrase

SHORT = {"status": 80, "thank_you": 160, "decline_note": 120}
SHORT_ELSE = 200
"""Most words of a note. The figures are ours; that a note is short comes from the sources."""
ENOUGH = 12
OWN_WORDS = 2
"""This many telling words that are not in the suggestion count as a memory (our figure)."""
TO_EMPLOYER = ("thank_you", "status", "decline_note")


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check. ``pieces`` is the text with the affected spans marked."""

    name: str
    is_good: bool
    text: str
    pieces: tuple[Span, ...] = ()


Finding = tuple[bool, str] | tuple[bool, str, tuple[Span, ...]] | None
Look = Callable[[str, DraftFacts], Finding]


def check_note(body: str, facts: DraftFacts) -> list[Check]:
    """Run all checks on a note; problems come first."""
    return sorted(_checks(body, facts), key=lambda check: check.is_good)


def _checks(body: str, facts: DraftFacts) -> Iterator[Check]:
    for name, (looks, purposes) in CHECKS.items():
        found = looks(body, facts) if not purposes or facts.purpose in purposes else None
        if found:
            yield Check(name, found[0], found[1], found[2] if len(found) > 2 else ())


def has_no_gap(body: str, facts: DraftFacts) -> Finding:
    """No gap in square brackets is left."""
    gaps = _gaps(body, facts)
    if not gaps:
        return None
    text = ngettext("Fill the gap: %(gaps)s", "Fill the gaps: %(gaps)s", len(gaps))
    return False, text % {"gaps": " ".join(gaps)}


def _gaps(body: str, facts: DraftFacts) -> list[str]:
    """The gaps of a note; brackets that belong to a name or to a point do not count."""
    own = " ".join([facts.title, facts.company, facts.person, *facts.points])
    return [gap for gap in look.GAP.findall(body) if gap not in own]


def is_short(body: str, facts: DraftFacts) -> Finding:
    """The note is not too long, and not empty."""
    count, most = len(look.words_of(body)), SHORT.get(facts.purpose, SHORT_ELSE)
    parts = {"count": count, "most": most}
    if count < ENOUGH:
        return False, _("There is hardly anything in it yet.")
    if count > most:
        text = _("%(count)s words: %(most)s are enough. What can go?")
        return False, text % parts
    return True, ngettext("%(count)s word: short.", "%(count)s words: short.", count) % parts


def names_the_job(body: str, facts: DraftFacts) -> Finding:
    """The note says which job it is about."""
    if not facts.title:
        return None
    if look.names(body, facts.title):
        return True, _("It names the job.")
    return False, _("Name the job: %(title)s.") % {"title": facts.title}


def names_the_day(body: str, facts: DraftFacts) -> Finding:
    """The note names the day of the interview or application."""
    if not facts.days:
        return None
    if look.mentions_day(body, facts.days, facts.today):
        return True, _("It names the date.")
    if facts.met_on:
        text = _("Name the date on which you spoke: %(day)s.")
    else:
        text = _("Name the date: %(day)s.")
    return False, text % {"day": look.in_words(facts.met_on or facts.days[0])}


def gives_thanks(body: str, facts: DraftFacts) -> Finding:
    """The note says thank you."""
    if look.THANKS.search(body):
        return True, _("It says thank you.")
    return False, _("Say thank you, in plain words.")


def shows_interest(body: str, facts: DraftFacts) -> Finding:
    """The note says that the seeker is still interested."""
    if look.INTEREST.search(body):
        return True, _("It says that you are interested.")
    return False, _("Say that you are still interested.")


def recalls_the_talk(body: str, facts: DraftFacts) -> Finding:
    """The note mentions something discussed with this person."""
    parts = {"who": facts.greeted_as or _("them"), "topic": topic_phrase(facts)}
    about = f"{facts.title} {facts.company}"
    if look.recalled(body, facts.topic, about):
        return True, _("It recalls what you talked about with %(who)s.") % parts
    if _gaps(body, facts):
        return None
    if look.telling(facts.topic):
        text = _("Recall something you talked about with %(who)s.")
        if parts["topic"]:
            text = _("Recall something you talked about with %(who)s: %(topic)s.")
        return False, text % parts
    if len(look.added(body, suggest(facts).body, about)) >= OWN_WORDS:
        return None
    text = _("Nothing is noted of what you talked about with %(who)s. Recall one thing of it.")
    return False, text % parts


def asks_directly(body: str, facts: DraftFacts) -> Finding:
    """The note asks its question."""
    if look.QUESTION.search(body):
        return True, _("It asks directly.")
    return False, _("Ask directly how things stand.")


def does_not_negotiate(body: str, facts: DraftFacts) -> Finding:
    """The note leaves pay and terms for later."""
    found = look.NEGOTIATION.search(body)
    if found is None:
        return True, _("It does not negotiate.")
    text = _("“%(word)s”: leave pay and terms for when there is an offer.")
    return False, text % {"word": found.group()}


def is_its_own_letter(body: str, facts: DraftFacts) -> Finding:
    """The note differs from those to colleagues, who may compare them."""
    if not facts.others:
        return None
    same = overlap(body, facts.others)
    if same is None:
        return True, _("It is not the letter that the others got.")
    marked = tuple(pieces(body, same.spans))
    parts = {"share": round(same.share * 100), "reader": same.reader}
    if same.share > TOO_MUCH:
        text = _("%(share)s%% of it stands in your note to %(reader)s too. Write this one anew.")
        return False, text % parts, marked
    text = _("It shares a passage with your note to %(reader)s, and is a letter of its own.")
    return True, text % parts, marked


def stays_in_writing(body: str, facts: DraftFacts) -> Finding:
    """The note neither announces a phone call nor asks for one."""
    found = look.PHONE.search(body)
    if found is None:
        return True, _("It keeps to writing.")
    text = _("“%(words)s”: keep to writing; calls are for them to make.")
    return False, text % {"words": found.group()}


def leaves_them_free(body: str, facts: DraftFacts) -> Finding:
    """The note lets them say no."""
    if look.FREE_TO_DECLINE.search(body):
        return True, _("It leaves them free to say no.")
    return False, _("Make it easy for them to say no.")


def shares_materials(body: str, facts: DraftFacts) -> Finding:
    """The note shares the posting, the resume and the points to raise."""
    if look.MATERIALS.search(body):
        return True, _("It shares what they need to know.")
    return False, _("Share the posting, your resume and the points you would like raised.")


def names_the_employer(body: str, facts: DraftFacts) -> Finding:
    """The note says who will get in touch."""
    if not facts.company:
        return None
    if look.names(body, facts.company):
        return True, _("It names the employer.")
    return False, _("Name the employer: %(company)s") % {"company": facts.company}


def tells_how_it_went(body: str, facts: DraftFacts) -> Finding:
    """The note states the outcome."""
    pattern = look.TOLD.get(facts.result)
    if pattern is None:
        return None
    if pattern.search(body):
        return True, _("It says how it went.")
    return False, _("Say plainly how it went.")


def wants_nothing(body: str, facts: DraftFacts) -> Finding:
    """The note asks for nothing."""
    found = look.WISH.search(body)
    if found is None:
        return True, _("It asks for nothing.")
    text = _("“%(words)s”: this note is a good one because it wants nothing.")
    return False, text % {"words": found.group()}


TO_REFERENCES = (
    "ask_reference",
    "reconfirm",
    "heads_up",
    "reference_thank_you",
    "reference_outcome",
    "gift",
    "keep_in_touch",
    "reciprocate",
)
CHECKS: dict[str, tuple[Look, tuple[str, ...]]] = {
    "gap": (has_no_gap, ()),
    "short": (is_short, TO_EMPLOYER),
    "length": (is_short, (*TO_REFERENCES, "other")),
    "job": (names_the_job, (*TO_EMPLOYER, "heads_up", "reference_outcome")),
    "day": (names_the_day, ("thank_you", "status")),
    "thanks": (
        gives_thanks,
        ("thank_you", "decline_note", "reference_thank_you", "reference_outcome", "gift"),
    ),
    "interest": (shows_interest, ("thank_you", "status")),
    "recalls": (recalls_the_talk, ("thank_you",)),
    "asks": (asks_directly, ("status",)),
    "own": (is_its_own_letter, ("thank_you",)),
    "terms": (does_not_negotiate, ("thank_you", "status")),
    "writing": (stays_in_writing, TO_EMPLOYER),
    "free": (leaves_them_free, ("ask_reference", "reconfirm")),
    "employer": (names_the_employer, ("heads_up", "reference_outcome")),
    "materials": (shares_materials, ("heads_up",)),
    "outcome": (tells_how_it_went, ("reference_outcome",)),
    "wish": (wants_nothing, ("keep_in_touch", "gift")),
}
"""Each check by name: the function, and the purposes it applies to (none means all)."""
PLACES_OF: dict[str, tuple[str, ...]] = {
    "thank_you": ("S0:thank-you-now", "S2:content", "S3:thank-everyone", "S4:no-phone-calls"),
    "status": ("S0:ask-result", "S2:content", "S3:couple-of-weeks", "S4:no-phone-calls"),
    "decline_note": ("S3:decline", "S4:no-phone-calls"),
    "ask_reference": ("S1:ask-first",),
    "reconfirm": ("S1:several-years",),
    "heads_up": ("S1:heads-up", "S1:share-materials"),
    "reference_thank_you": ("S1:thank-every-time",),
    "reference_outcome": ("S1:outcome", "S1:thank-every-time"),
    "gift": ("S1:gift",),
    "keep_in_touch": ("S1:keep-in-touch",),
    "reciprocate": ("S1:reciprocate",),
    "other": (),
}
"""The sources of the checks for each purpose."""
