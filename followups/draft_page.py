"""The page on which a note is written: its text, the advice, the checks, and what to go by."""

from datetime import datetime
from typing import Any

from accounts.access import mine
from followups.cards import Teller, card
from followups.draft_checks import CHECKS, check_note
from followups.draft_facts import DraftFacts
from followups.draft_forms import DraftForm
from followups.draft_rows import Writing
from followups.drafts import Advice, Draft, advise, fill, mailto, placeholders, suggest
from followups.note_models import NoteTemplate
from followups.reminder_page import said, standing
from jobtracker.addresses import address


def draft_page(
    note: Writing, now: datetime, start: str = "", form: DraftForm | None = None
) -> dict[str, Any]:
    """Everything on the page of a note; ``start`` is what to begin from, where that is asked.

    That is ``suggested`` or the key of a template; otherwise what was begun already goes on.
    """
    row, facts = note.row, note.facts
    templates = list(mine(row.owner, NoteTemplate).filter(purpose=facts.purpose))
    advice = advise(facts)
    if form is None:
        draft, channel = _begin(note, advice, templates, start)
        form = _form(note, draft, channel, now)
    draft = as_typed(form)
    told = Teller(row.owner.zone, now, note.names, ())
    return {
        "card": card(row, told),
        "form": form,
        "facts": facts,
        "advice": advice,
        "templates": templates,
        "is_kept": not start and hasattr(row, "draft"),
        "state": standing(row, now),
        "mailto": mailto(facts.email, draft),
        "write_to": note.write_to,
        "guidance": said(_sources(facts, advice)),
        "debrief_url": address("applications:interview", row.interview_id or 0),
        **checks(draft.body, facts),
    }


def _begin(
    note: Writing, advice: Advice, templates: list[NoteTemplate], start: str
) -> tuple[Draft, str]:
    """What the page begins with, and how it is to go out."""
    if not start and hasattr(note.row, "draft"):
        kept = note.row.draft
        return Draft(kept.subject, kept.body), kept.channel
    own = next((each for each in templates if str(each.pk) == start), None)
    if own is None:
        return suggest(note.facts), advice.channel
    values = placeholders(note.facts)
    return Draft(fill(own.subject, values), fill(own.body, values)), advice.channel


def _form(note: Writing, draft: Draft, channel: str, now: datetime) -> DraftForm:
    initial: dict[str, Any] = {"subject": draft.subject, "body": draft.body, "channel": channel}
    met = (each.pk for each in note.readers or [] if each.name == note.facts.person)
    initial["contact"] = next(met, None)
    return DraftForm(initial=initial, readers=note.readers, now=now)


def as_typed(form: DraftForm) -> Draft:
    """The note as it stands in a form, valid or not."""
    return Draft(str(form["subject"].value() or ""), str(form["body"].value() or ""))


def checks(body: str, facts: DraftFacts) -> dict[str, Any]:
    """What the checks say of a text, and how many things there are to mind."""
    found = check_note(body, facts)
    return {"checks": found, "to_mind": sum(not check.is_good for check in found)}


def _sources(facts: DraftFacts, advice: Advice) -> list[str]:
    used = [
        source
        for _look, purposes, sources in CHECKS.values()
        if facts.purpose in purposes
        for source in sources
    ]
    return list(dict.fromkeys([*advice.sources, *used]))
