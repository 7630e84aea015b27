"""Documents: upload, download, and the applications they were sent with."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in
from applications.downloads import download
from applications.file_kinds import LARGEST
from applications.forms.documents import DocumentForm
from applications.models import Application, Document
from applications.services import attach, detach, remove_document
from applications.views.base import LIST, back
from jobtracker.http.undo import notify
from jobtracker.http.uploads import takes_file


@require_http_methods(["GET", "POST"])
@takes_file(LARGEST)
@signed_in
def documents(request: Request) -> HttpResponse:
    """Every document, and the applications it was sent with."""
    form = DocumentForm(request.POST or None, request.FILES or None, now=request.now)
    kept = form.keep(request.user, now=request.now) if form.is_valid() else None
    if kept:
        notify(request, _("“%(name)s” is kept.") % {"name": kept.name})
        return redirect("applications:documents")
    rows = owned_by(request.user, Document).prefetch_related("applications__company")
    context = {"form": form, "documents": rows, "section": LIST}
    return render(request, "applications/documents/documents.html", context)


@require_http_methods(["GET", "POST"])
@takes_file(LARGEST)
@signed_in
def documents_of(request: Request, pk: int) -> HttpResponse:
    """The documents sent with one application, and the others."""
    application = get_owned_or_404(
        request.user, Application.objects.select_related("company"), pk=pk
    )
    form = DocumentForm(request.POST or None, request.FILES or None, now=request.now)
    kept = (
        form.keep(request.user, now=request.now, application=application)
        if form.is_valid()
        else None
    )
    if kept:
        notify(request, _("“%(name)s” is kept with this application.") % {"name": kept.name})
        return redirect("applications:page", pk=pk)
    context = {
        "form": form,
        "application": application,
        "attached": application.documents.all(),
        "others": owned_by(request.user, Document).exclude(applications=application),
        "section": LIST,
    }
    return render(request, "applications/documents/documents_of.html", context)


@require_GET
@signed_in
def document(request: Request, pk: int) -> FileResponse:
    """Download a document."""
    return download(get_owned_or_404(request.user, Document, pk=pk))


@require_POST
@signed_in
def document_remove(request: Request, pk: int) -> HttpResponse:
    """Remove a document with its file."""
    known = get_owned_or_404(request.user, Document, pk=pk)
    remove_document(known)
    notify(request, _("“%(name)s” is removed.") % {"name": known.name})
    return redirect(back(request, reverse("applications:documents")))


@require_POST
@signed_in
def document_attach(request: Request, pk: int, document_id: int) -> HttpResponse:
    """Link an existing document to this application."""
    application = get_owned_or_404(request.user, Application.objects.select_related("owner"), pk=pk)
    attach(get_owned_or_404(request.user, Document, pk=document_id), application)
    return redirect("applications:documents_of", pk=pk)


@require_POST
@signed_in
def document_detach(request: Request, pk: int, document_id: int) -> HttpResponse:
    """Unlink a document from this application."""
    application = get_owned_or_404(request.user, Application.objects.select_related("owner"), pk=pk)
    detach(get_owned_or_404(request.user, Document, pk=document_id), application)
    return redirect("applications:documents_of", pk=pk)
