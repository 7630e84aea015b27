"""What was written already: the draft of this note, and the notes to the other interviewers."""

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.access import owned_by
from applications.models import Interview, Message
from notes.context import NoteContext
from notes.drafting.facts import OtherNote
from notes.models import NoteDraft
from notes.services import get_draft


@dataclass(frozen=True, slots=True)
class ExistingNotes:
    """The ``kept`` draft, the ``others``' notes, and the last note ``sent``.

    Only ``kept`` is looked up for notes that are not a thank-you for an interview.
    """

    kept: NoteDraft | None
    others: tuple[OtherNote, ...] = ()
    sent: Message | None = None


def existing_notes(occasion: NoteContext) -> ExistingNotes:
    """Read this note's draft and the notes it must not repeat; at most two queries."""
    if not occasion.interview or occasion.purpose != Message.Purpose.THANK_YOU:
        return ExistingNotes(get_draft(occasion))
    drafts = _drafts(occasion)
    to = occasion.contact.pk if occasion.contact else None
    notes = _notes(occasion)
    talk = occasion.keys["interview"]
    own_drafts = (each for each in drafts if (each.contact_id, each.interview_id) == (to, talk))
    kept = next(own_drafts, None)
    here = [note for note in notes if note.interview_id == occasion.keys["interview"]]
    thanks = [note for note in here if note.purpose == Message.Purpose.THANK_YOU]
    is_one_for_all = to is None or occasion.interview.kind == Interview.Kind.PHONE_SCREEN
    own = [note for note in thanks if is_one_for_all or note.contact_id in (to, None)]
    others = tuple(_letters(to, notes, drafts))
    return ExistingNotes(kept, others, own[-1] if own else None)


def _notes(occasion: NoteContext) -> list[Message]:
    """The notes after interviews for this job."""
    rows = owned_by(occasion.owner, Message).filter(
        application=occasion.application, interview__isnull=False
    )
    return list(rows.select_related("contact", "application__company").order_by("at", "pk"))


def _drafts(occasion: NoteContext) -> list[NoteDraft]:
    drafts = NoteDraft.objects.filter(application=occasion.application, purpose=occasion.purpose)
    return list(drafts.select_related("contact"))


def _letters(to: int | None, notes: list[Message], drafts: list[NoteDraft]) -> Iterator[OtherNote]:
    """The notes sent to the other interviewers of the job, or their drafts."""
    done = set()
    for note in notes:
        if note.body and note.contact_id != to:
            done.add(note.contact_id)
            yield OtherNote(note.contact.name if note.contact else "", note.body)
    for draft in drafts:
        if draft.contact and draft.contact_id not in {*done, to}:
            yield OtherNote(draft.contact.name, draft.body)
