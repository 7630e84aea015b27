"""What each check finds in a note: whether it is good, a sentence, and the spans it is about.

Each is a pure function of the text and the facts, and returns None where it does not apply.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notes.drafting import patterns as look
from notes.drafting.facts import DraftFacts
from notes.drafting.phrases import listed
from notes.drafting.similarity import TOO_MUCH, Span, overlap, pieces
from notes.drafting.suggest import suggest, topic_phrase

SHORT = {"status": 80, "thank_you": 160, "decline_note": 120, "withdraw_note": 120}
SHORT_CALL = 60
SHORT_ELSE = 200
"""Most words of a note. The figures are ours; that a note is short comes from the sources."""
ENOUGH = 12
OWN_WORDS = 2
"""This many telling words that are not in the suggestion count as a memory (our figure)."""

Finding = tuple[bool, str] | tuple[bool, str, tuple[Span, ...]] | None
Look = Callable[[str, DraftFacts], Finding]


def has_no_gap(body: str, facts: DraftFacts) -> Finding:
    """No gap in square brackets is left."""
    gaps = _gaps(body, facts)
    if not gaps:
        return None
    text = ngettext("Fill the gap: %(gaps)s", "Fill the gaps: %(gaps)s", len(gaps))
    return False, text % {"gaps": " ".join(gaps)}


def _gaps(body: str, facts: DraftFacts) -> list[str]:
    """The gaps of a note; brackets that belong to a name or to a point do not count."""
    own = " ".join([facts.title, facts.company, facts.person, *facts.points, *facts.listed])
    return [gap for gap in look.GAP.findall(body) if gap not in own]


def is_begun(body: str, facts: DraftFacts) -> Finding:
    """The note says more than a greeting."""
    if len(look.words_of(body)) >= ENOUGH:
        return None
    return False, _("Write a few words more.")


def is_short(body: str, facts: DraftFacts) -> Finding:
    """The note is not too long."""
    most = SHORT.get(facts.purpose, SHORT_ELSE)
    if facts.is_call and facts.purpose == "thank_you":
        most = SHORT_CALL
    most += sum(len(look.words_of(entry)) for entry in facts.listed)
    parts = {"count": (count := len(look.words_of(body))), "most": most}
    if count < ENOUGH:
        return None
    if count > most:
        return False, _("Shorten the note: %(count)s words, and %(most)s are enough.") % parts
    return True, ngettext("Short: %(count)s word.", "Short: %(count)s words.", count) % parts


def has_no_two_commas(body: str, facts: DraftFacts) -> Finding:
    """No comma follows another."""
    found = look.TWO_COMMAS.search(body)
    if found is None:
        return None
    return False, _("Remove a comma: “%(words)s”") % {"words": " ".join(found.group().split())}


def names_the_job(body: str, facts: DraftFacts) -> Finding:
    """The note says which job it is about."""
    if not facts.title:
        return None
    if look.names(body, facts.title):
        return True, _("Names the job.")
    return False, _("Name the job: %(title)s.") % {"title": facts.title}


def says_what_it_is_about(body: str, facts: DraftFacts) -> Finding:
    """The note names the job, the day of the interview or application, or both."""
    has_title = bool(facts.title) and look.names(body, facts.title)
    has_day = look.mentions_day(body, facts.days, facts.today)
    if has_title and has_day:
        return True, _("Names the job and the date.")
    if has_title:
        return True, _("Names the job.")
    if has_day:
        return True, _("Names the date.")
    day = look.in_words(facts.days[0]) if facts.days else ""
    parts = {"title": facts.title, "day": day}
    if facts.title and day:
        return False, _("Name the job or the date: %(title)s, %(day)s.") % parts
    return (False, _("Name the job: %(title)s.") % parts) if facts.title else None


def gives_thanks(body: str, facts: DraftFacts) -> Finding:
    """The note says thank you."""
    if look.THANKS.search(body):
        return True, _("Says thank you.")
    return False, _("Say thank you in plain words.")


def shows_interest(body: str, facts: DraftFacts) -> Finding:
    """The note says that the seeker is still interested."""
    if not facts.is_running:
        return None
    if look.INTEREST.search(body):
        return True, _("Says that you are interested.")
    return False, _("Say that you are still interested.")


def recalls_the_talk(body: str, facts: DraftFacts) -> Finding:
    """The note mentions something discussed with this person."""
    parts = {"who": facts.greeted_as or _("them"), "topic": topic_phrase(facts)}
    about = f"{facts.title} {facts.company}"
    if look.recalled(body, facts.topic, about):
        return True, _("Recalls what you talked about with %(who)s.") % parts
    if facts.is_call or _gaps(body, facts):
        return None
    if look.telling(facts.topic):
        text = _("Recall something you talked about with %(who)s.")
        if parts["topic"]:
            text = _("Recall something you talked about with %(who)s: %(topic)s.")
        return False, text % parts
    if len(look.added(body, suggest(facts).body, about)) >= OWN_WORDS:
        return None
    text = _("Recall one thing you talked about with %(who)s: your debrief has no note of it.")
    return False, text % parts


def asks_directly(body: str, facts: DraftFacts) -> Finding:
    """The note asks its question."""
    if look.QUESTION.search(body):
        return True, _("Asks directly.")
    return False, _("Ask directly for an update.")


def says_why_you_fit(body: str, facts: DraftFacts) -> Finding:
    """The note says, briefly, why the seeker fits."""
    if not facts.is_running or facts.is_call:
        return None
    if look.SELLS.search(look.GAP.sub(" ", body)):
        return True, _("Says why you fit.")
    if _gaps(body, facts):
        return None
    return False, _("Add one sentence on why you fit.")


def looks_forward(body: str, facts: DraftFacts) -> Finding:
    """The note looks forward to hearing from them."""
    if look.LOOKS_FORWARD.search(body):
        return True, _("Looks forward to hearing from them.")
    return False, _("Say that you look forward to hearing from them.")


def says_sorry(body: str, facts: DraftFacts) -> Finding:
    """The note apologises to a reference who was contacted without having agreed."""
    if not facts.is_sorry:
        return None
    if look.SORRY.search(body):
        return True, _("Says sorry.")
    return False, _("Say sorry: they had not agreed to be your reference.")


def is_pleased(body: str, facts: DraftFacts) -> Finding:
    """The note shows that the seeker is pleased about the offer."""
    if look.INTEREST.search(body):
        return True, _("Shows that you are pleased.")
    return False, _("Show that you are pleased.")


def asks_until_when(body: str, facts: DraftFacts) -> Finding:
    """The note says when the seeker will answer, or asks until when the offer is open."""
    if facts.answer_by is None:
        if look.UNTIL_WHEN.search(body):
            return True, _("Asks until when the offer is open.")
        return False, _("Ask until when the offer is open.")
    if look.mentions_day(body, [facts.answer_by], facts.today):
        return True, _("Says when you will answer.")
    return False, _("Say when you will answer: the offer is open until %(day)s.") % {
        "day": look.in_words(facts.answer_by)
    }


def withdraws_plainly(body: str, facts: DraftFacts) -> Finding:
    """The note says that the seeker withdraws."""
    if look.WITHDRAWS.search(body):
        return True, _("Says that you withdraw.")
    return False, _("Say plainly that you withdraw.")


def holds_the_list(body: str, facts: DraftFacts) -> Finding:
    """The note holds the list of references, or says that it is attached."""
    missing = [entry.splitlines()[0] for entry in facts.listed if entry.splitlines()[0] not in body]
    if look.ATTACHED.search(body) or (facts.listed and not missing):
        return True, _("Holds your references.")
    if not facts.listed:
        return (
            None if _gaps(body, facts) else (False, _("Add your references, or attach the list."))
        )
    return False, _("Add %(names)s, or attach the list.") % {"names": listed(missing)}


def does_not_negotiate(body: str, facts: DraftFacts) -> Finding:
    """The note leaves pay and terms for later."""
    found = look.NEGOTIATION.search(body)
    if found is None:
        return True, _("Does not negotiate.")
    text = _("Leave pay and terms until there is an offer: “%(word)s”")
    return False, text % {"word": found.group()}


def is_its_own_letter(body: str, facts: DraftFacts) -> Finding:
    """The note differs from those to colleagues, who may compare them."""
    if not facts.others:
        return None
    same = overlap(body, facts.others)
    if same is None:
        return True, _("Differs from your other notes.")
    marked = tuple(pieces(body, same.spans))
    parts = {"share": round(same.share * 100), "reader": same.reader}
    if same.share > TOO_MUCH:
        text = _("Reword this note: %(share)s%% of it is in your note to %(reader)s, too.")
        return False, text % parts, marked
    text = _("Shares only a passage with your note to %(reader)s.")
    return True, text % parts, marked


def stays_in_writing(body: str, facts: DraftFacts) -> Finding:
    """The note neither announces a phone call nor asks for one."""
    found = look.PHONE.search(body)
    if found is None:
        return True, _("Keeps to writing.")
    text = _("Keep to writing, and let them call you: “%(words)s”")
    return False, text % {"words": found.group()}


def leaves_them_free(body: str, facts: DraftFacts) -> Finding:
    """The note lets them say no."""
    if look.FREE_TO_DECLINE.search(body):
        return True, _("Leaves them free to say no.")
    return False, _("Make it easy for them to say no.")


def shares_materials(body: str, facts: DraftFacts) -> Finding:
    """The note shares the posting, the resume and the points to raise."""
    if look.MATERIALS.search(body):
        return True, _("Shares what they need to know.")
    return False, _("Share the posting, your resume and the points you would like raised.")


def names_the_employer(body: str, facts: DraftFacts) -> Finding:
    """The note says who will get in touch."""
    if not facts.company:
        return None
    if look.names(body, facts.company):
        return True, _("Names the employer.")
    return False, _("Name the employer: %(company)s.") % {"company": facts.company}


def tells_how_it_went(body: str, facts: DraftFacts) -> Finding:
    """The note states the outcome."""
    pattern = look.TOLD.get(facts.result)
    if pattern is None:
        return None
    if pattern.search(body):
        return True, _("Says how it went.")
    return False, _("Say plainly how it went.")


def wants_nothing(body: str, facts: DraftFacts) -> Finding:
    """The note asks for nothing."""
    found = look.WISH.search(body)
    if found is None:
        return True, _("Asks for nothing.")
    text = _("Ask for nothing in this note: “%(words)s”")
    return False, text % {"words": found.group()}
