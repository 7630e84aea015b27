"""Writing a note: the page, the checks while one types, print, and *Sent*."""

from datetime import datetime
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.access import get_mine
from accounts.pages import Request, signed_in
from followups import draft_page, draft_services, services
from followups.acts import ACTS
from followups.draft_forms import DraftForm
from followups.draft_rows import Writing, reminders_to_write, writing
from followups.views.reminders import note_sent


def now() -> datetime:
    """The moment of this request."""
    return timezone.now()


def note_to_write(request: Request, pk: int) -> Writing:
    """What the seeker's reminder asks to be written; it must be one that asks for a note."""
    row = get_mine(request.user, reminders_to_write(request.user), pk=pk)
    if not ACTS[row.rule].purpose:
        raise BadRequest("this reminder asks for no note")
    return writing(row, now())


def typed(request: Request, note: Writing) -> DraftForm:
    """The form as it was filled in."""
    return DraftForm(request.POST, readers=note.readers, now=now())


def page(request: Request, note: Writing, **more: Any) -> HttpResponse:
    """The page of a note."""
    shown = {name: more.pop(name) for name in ("start", "form") if name in more}
    context = draft_page.draft_page(note, now(), **shown)
    return render(request, "followups/draft.html", {**context, **more, "now": now()})


@require_GET
@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """A note, suggested from the facts or as it was begun."""
    return page(request, note_to_write(request, pk), start=request.GET.get("from", ""))


@require_POST
@signed_in
def check(request: Request, pk: int) -> HttpResponse:
    """Keep what is typed, and say what the checks make of it."""
    note = note_to_write(request, pk)
    form = typed(request, note)
    kept = _keep(note, form)
    if not request.htmx:
        return page(request, note, form=form)
    context = draft_page.checks(draft_page.as_typed(form).body, note.facts) | {"kept_at": kept}
    return render(request, "followups/_draft_checks.html", context)


@require_POST
@signed_in
def sent(request: Request, pk: int) -> HttpResponse:
    """The note was sent as it is typed: it is written down, and the reminder is settled."""
    note = note_to_write(request, pk)
    form = typed(request, note)
    _keep(note, form)
    if not form.is_valid():
        return page(request, note, form=form)
    return note_sent(request, note.row, services.mark_sent(note.row, _note(form), now=now()))


def _note(form: DraftForm) -> services.Note:
    data = form.cleaned_data
    return services.Note(
        at=data["at"] or now(),
        token=data["token"],
        channel=data["channel"],
        subject=data["subject"],
        body=data["body"],
        contact=data.get("contact"),
    )


@require_POST
@signed_in
def to_print(request: Request, pk: int) -> HttpResponse:
    """Keep what is typed, and lead to it as a sheet to print or to copy by hand."""
    note = note_to_write(request, pk)
    _keep(note, typed(request, note))
    return redirect("followups:draft_sheet", pk)


@require_GET
@signed_in
def sheet(request: Request, pk: int) -> HttpResponse:
    """The note alone, as it is kept, ready for the printer."""
    context = draft_page.draft_page(note_to_write(request, pk), now())
    return render(request, "followups/draft_sheet.html", context)


@require_POST
@signed_in
def afresh(request: Request, pk: int) -> HttpResponse:
    """Let go of what was begun, and start from the suggestion again."""
    draft_services.drop_draft(note_to_write(request, pk).row)
    return redirect("followups:draft", pk)


def _keep(note: Writing, form: DraftForm) -> datetime | None:
    """Keep what is typed, and say when: a field that is wrong elsewhere must not lose it."""
    form.is_valid()
    channel = form.cleaned_data.get("channel")
    if not channel or {"subject", "body"} & form.errors.keys():
        return None
    kept = draft_services.keep_draft(note.row, channel, draft_page.as_typed(form), now=now())
    return kept.kept_at
