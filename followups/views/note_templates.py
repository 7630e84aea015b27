"""Templates of one's own: kept from a note, changed, removed."""

from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import get_mine, mine
from accounts.pages import Request, signed_in
from followups import draft_page, draft_services
from followups.draft_forms import DraftForm, TemplateForm
from followups.drafts import PLACEHOLDERS, open_up, placeholders
from followups.note_models import NoteTemplate
from followups.views.drafts import REMINDER, note_to_write, page, typed
from followups.writing import Writing
from jobtracker import undo as undoing
from jobtracker.typed import line


@require_GET
@signed_in
def index(request: Request) -> HttpResponse:
    """All templates of the seeker."""
    context = {"templates": mine(request.user, NoteTemplate), "words": PLACEHOLDERS}
    return render(request, "followups/note_templates.html", context)


@require_POST
@signed_in
def keep(request: Request, pk: int, about: str = REMINDER) -> HttpResponse:
    """Make what is typed a template: names and dates become words in braces again."""
    note = note_to_write(request, pk, about)
    form = typed(request, note)
    try:
        template = _template_of(request, note, form)
    except ValidationError as error:
        problem = " ".join(error.messages)
        return page(request, note, form=form, template_problem=problem)
    undo_url = reverse("followups:note_template_remove", args=[template.pk])
    text = _("Kept as your template “%(name)s”.") % {"name": template.name}
    undoing.say(request, text, undo_url)
    return redirect(note.url)


def _template_of(request: Request, note: Writing, form: DraftForm) -> NoteTemplate:
    form.is_valid()
    text, values = draft_page.as_typed(form), placeholders(note.facts)
    return draft_services.add_template(
        request.user,
        token=form.cleaned_data.get("token") or uuid4(),
        purpose=note.facts.purpose,
        name=line(request.POST, "template_name"),
        subject=open_up(text.subject, values),
        body=open_up(text.body, values),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: Request, pk: int) -> HttpResponse:
    """Change one template."""
    template = get_mine(request.user, NoteTemplate, pk=pk)
    form = TemplateForm(request.POST or None, instance=template)
    if request.method == "POST" and form.is_valid():
        draft_services.edit_template(template, **form.cleaned_data)
        undoing.say(request, _("Changed: “%(name)s”.") % {"name": template.name})
        return redirect("followups:note_templates")
    context = {"form": form, "template": template, "words": PLACEHOLDERS}
    return render(request, "followups/note_template.html", context)


@require_POST
@signed_in
def remove(request: Request, pk: int) -> HttpResponse:
    """Remove one template; it can be had back for a while."""
    template = get_mine(request.user, NoteTemplate, pk=pk)
    what = {
        "token": str(template.token),
        "purpose": template.purpose,
        "name": template.name,
        "subject": template.subject,
        "body": template.body,
    }
    draft_services.remove_template(template)
    text = _("Removed: “%(name)s”.") % {"name": template.name}
    undoing.offer(request, text, "followups:note_template_back", what)
    return redirect("followups:note_templates")


@require_POST
@signed_in
def back(request: Request, key: str) -> HttpResponse:
    """Undo of a removal."""
    what = undoing.take(request, key)
    if what:
        token = UUID(what.pop("token"))
        template = draft_services.bring_back_template(request.user, token=token, **what)
        undoing.say(request, _("Back again: “%(name)s”.") % {"name": template.name})
    return redirect("followups:note_templates")
