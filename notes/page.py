"""The data of the page of a note: its text, advice, checks and sources."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.access import owned_by
from applications.models import Interview, Message
from followups.cards import CardContext, card
from followups.models import Reminder
from followups.rulebook.page import citations
from followups.state import current_state
from jobtracker.mail.mailto import LONGEST, is_long, mailto
from jobtracker.templatetags.dates import day
from jobtracker.urlcache import fast_reverse
from notes.drafting.advice import Advice, advise
from notes.drafting.checks import PLACES_OF, check_note
from notes.drafting.suggest import Draft, fill_template, placeholders, suggest
from notes.editor import NoteEditor
from notes.forms import DraftForm, letter_greetings
from notes.models import NoteTemplate
from references.models import Contact

AFTER_THE_END = ("S0:thank-you-now", "S2:always", "S3:thank-everyone")
"""The sources of a thank-you once it is decided: it thanks, and no longer sells."""


def draft_page(
    note: NoteEditor, now: datetime, start: str = "", form: DraftForm | None = None
) -> dict[str, Any]:
    """Everything on the page of a note; ``start`` is what to start from, if given.

    That is ``suggested`` or the key of a template; otherwise the saved draft is continued.
    """
    occasion, facts = note.occasion, note.facts
    templates = list(owned_by(occasion.owner, NoteTemplate).filter(purpose=facts.purpose))
    advice = advise(facts)
    if form is None:
        draft, channel = _begin(note, advice, templates, start)
        form = _form(note, draft, channel, now)
    return {
        **_head(note, now),
        "note": note,
        "form": form,
        "facts": facts,
        "advice": advice,
        "templates": templates,
        "is_before_talk": _is_before_talk(note, now),
        "is_kept": not start and note.written.kept is not None,
        **_mail(note, form),
        "greetings": letter_greetings(facts.person, facts.company),
        "guidance": citations(_sources(note, advice)),
        **checks(as_typed(form).body, note, now),
    }


def _is_before_talk(note: NoteEditor, now: datetime) -> bool:
    """Whether it thanks for an interview that is still to end."""
    talk = note.occasion.interview
    is_thanks = note.occasion.purpose == Message.Purpose.THANK_YOU
    return is_thanks and talk is not None and now < talk.ends_at


def _head(note: NoteEditor, now: datetime) -> dict[str, Any]:
    """The head of the page; without a reminder it has no ``card`` and no ``state``."""
    if note.row is None:
        section = "applications:list" if note.occasion.application else "people:references"
        return {"title": note.occasion.title, "section": section}
    context = CardContext(note.occasion.owner.zone, now, note.names)
    shown = card(note.row, context)
    return {"title": shown.title, "card": shown, "state": current_state(note.row, now)}


def _mail(note: NoteEditor, form: DraftForm) -> dict[str, Any]:
    """The mailto link, with the address of the chosen recipient."""
    draft, reader = as_typed(form), _reader(note, form)
    link = mailto(reader.email if reader else "", draft.subject, draft.body)
    return {
        "mailto": link,
        "mail_is_long": is_long(link),
        "longest_mail": LONGEST,
        "reader": reader,
    }


def _reader(note: NoteEditor, form: DraftForm) -> Contact | None:
    if note.readers is None:
        return note.reader
    chosen = str(form["contact"].value() or "")
    return next((each for each in note.readers if str(each.pk) == chosen), None)


def _begin(
    note: NoteEditor, advice: Advice, templates: list[NoteTemplate], start: str
) -> tuple[Draft, str]:
    """The initial text and channel."""
    kept = note.written.kept
    if not start and kept:
        return Draft(kept.subject, kept.body), kept.channel
    own = next((each for each in templates if str(each.pk) == start), None)
    if own is None:
        return suggest(note.facts), advice.channel
    values = placeholders(note.facts)
    return Draft(
        fill_template(own.subject, values), fill_template(own.body, values)
    ), advice.channel


def _form(note: NoteEditor, draft: Draft, channel: str, now: datetime) -> DraftForm:
    initial: dict[str, Any] = {"subject": draft.subject, "body": draft.body, "channel": channel}
    initial["contact"] = note.reader.pk if note.reader else None
    return DraftForm(initial=initial, readers=note.readers, now=now)


def as_typed(form: DraftForm) -> Draft:
    """The note in a form, valid or not."""
    return Draft(str(form["subject"].value() or ""), str(form["body"].value() or ""))


def checks(body: str, note: NoteEditor, now: datetime) -> dict[str, Any]:
    """The checks of a text, the number of problems, and the reason to wait."""
    results, interview = check_note(body, note.facts), note.occasion.interview
    return {
        "checks": results,
        "to_mind": sum(not check.is_good for check in results),
        "wait": _wait(note, now),
        "debrief_url": fast_reverse("applications:interview", interview.pk) if interview else "",
    }


def _wait(note: NoteEditor, now: datetime) -> str:
    """Why even a perfect note should wait; empty if nothing holds it back."""
    if note.holds:
        return note.holds[0].text
    if note.row and current_state(note.row, now) == Reminder.State.PLANNED:
        return _("Its time comes on %(day)s.") % {"day": day(note.row.opens_at)}
    return ""


def _sources(note: NoteEditor, advice: Advice) -> list[str]:
    """The sources of the page: of what holds the note back, the advice, and its purpose."""
    held = [source for hold in note.holds for source in hold.sources]
    places: tuple[str, ...] = PLACES_OF[note.facts.purpose]
    if note.facts.kind == Interview.Kind.PHONE_SCREEN:
        places = ("S3:phone-screen", "S2:content")
    if note.facts.purpose == Message.Purpose.THANK_YOU and not note.facts.is_running:
        places = AFTER_THE_END
    return list(dict.fromkeys([*held, *advice.sources, *places]))
