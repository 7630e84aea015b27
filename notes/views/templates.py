"""The seeker's own templates: save one from a note, edit it, remove it."""

from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in
from jobtracker.http import undo as undoing
from jobtracker.http.params import clean_line
from notes import page as note_page
from notes import services
from notes.drafting.suggest import PLACEHOLDERS, placeholders, to_template
from notes.editor import NoteEditor
from notes.forms import DraftForm, TemplateForm
from notes.models import NoteTemplate
from notes.views.drafts import REMINDER, note_to_write, page, typed


@require_GET
@signed_in
def index(request: Request) -> HttpResponse:
    """All templates of the seeker."""
    context = {"templates": owned_by(request.user, NoteTemplate), "words": PLACEHOLDERS}
    return render(request, "notes/templates.html", context)


@require_POST
@signed_in
def keep(request: Request, pk: int, about: str = REMINDER) -> HttpResponse:
    """Save the typed note as a template: names and dates become words in braces."""
    note = note_to_write(request, pk, about)
    form = typed(request, note)
    try:
        template = _template_of(request, note, form)
    except ValidationError as error:
        problem = " ".join(error.messages)
        return page(request, note, form=form, template_problem=problem)
    undo_url = reverse("notes:template_remove", args=[template.pk])
    text = _("Kept as your template “%(name)s”.") % {"name": template.name}
    undoing.notify(request, text, undo_url)
    return redirect(note.url)


def _template_of(request: Request, note: NoteEditor, form: DraftForm) -> NoteTemplate:
    form.is_valid()
    text, values = note_page.as_typed(form), placeholders(note.facts)
    return services.add_template(
        request.user,
        token=form.cleaned_data.get("token") or uuid4(),
        purpose=note.facts.purpose,
        name=clean_line(request.POST, "template_name"),
        subject=to_template(text.subject, values),
        body=to_template(text.body, values),
    )


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: Request, pk: int) -> HttpResponse:
    """Edit a template."""
    template = get_owned_or_404(request.user, NoteTemplate, pk=pk)
    form = TemplateForm(request.POST or None, instance=template)
    if request.method == "POST" and form.is_valid():
        services.edit_template(template, **form.cleaned_data)
        undoing.notify(request, _("Changed: “%(name)s”.") % {"name": template.name})
        return redirect("notes:templates")
    context = {"form": form, "template": template, "words": PLACEHOLDERS}
    return render(request, "notes/template.html", context)


@require_POST
@signed_in
def remove(request: Request, pk: int) -> HttpResponse:
    """Remove a template; it can be restored for a while."""
    template = get_owned_or_404(request.user, NoteTemplate, pk=pk)
    what = {
        "token": str(template.token),
        "purpose": template.purpose,
        "name": template.name,
        "subject": template.subject,
        "body": template.body,
    }
    services.remove_template(template)
    text = _("Removed: “%(name)s”.") % {"name": template.name}
    undoing.add_undo_message(request, text, "notes:template_restore", what)
    return redirect("notes:templates")


@require_POST
@signed_in
def restore(request: Request, key: str) -> HttpResponse:
    """Undo the removal of a template."""
    what = undoing.pop(request, key)
    if what:
        token = UUID(what.pop("token"))
        template = services.restore_template(request.user, token=token, **what)
        undoing.notify(request, _("Back again: “%(name)s”.") % {"name": template.name})
    return redirect("notes:templates")
