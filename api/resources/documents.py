"""Documents: list, upload, read, download, delete; and the applications they were sent with."""

from django.db.models import Prefetch
from django.http import FileResponse, HttpResponse
from ninja import File, Form, Query, Router
from ninja.files import UploadedFile

from accounts.access import get_owned_or_404, owned_by
from accounts.models import User
from api.http.auth import READS, WRITES, ApiRequest, UploadsWith
from api.http.declared import CHANGING, CREATING, ONE, READING
from api.http.forms import check, refused
from api.http.paging import page_of
from api.http.problems import Problem
from api.http.replies import check_match, no_content, reply
from api.http.words import SENTENCES
from api.http.writing import creating, token_of, writing
from api.models import Scope
from api.resources.owned import named
from api.schemas.documents import DocumentOut, DocumentQuery, Documents, NewDocument, shown
from applications.downloads import download
from applications.file_kinds import LARGEST
from applications.forms.documents import DocumentForm
from applications.models import Application, Document
from applications.services import attach, detach, remove_document

router = Router(tags=["documents"])
SENT_WITH = Prefetch("applications", Application.objects.only("pk").order_by("pk"))
ROWS = Document.objects.prefetch_related(SENT_WITH)
UPLOADS = UploadsWith([Scope.WRITE.value], LARGEST)
CONTENT = {
    "responses": {
        200: {
            "description": "The file",
            "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


@router.get("/documents", response={200: Documents, **READING}, auth=READS)
def list_documents(request: ApiRequest, asked: Query[DocumentQuery]) -> HttpResponse:
    """List documents, the latest uploaded first."""
    rows = owned_by(request.owner, ROWS)
    if asked.application:
        rows = rows.filter(applications=asked.application)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    return page_of(rows, asked, shown, sort="-uploaded_at")


@router.post("/documents", response={201: DocumentOut, **CREATING}, auth=UPLOADS)
@creating
def add_document(
    request: ApiRequest, file: File[UploadedFile], sent: Form[NewDocument]
) -> HttpResponse:
    """Upload a file (multipart/form-data): PDF, Word, OpenDocument, RTF or plain text, to 10 MB."""
    _refuse_unknown(request)
    application = None
    if sent.application:
        application = named(request.owner, Application, sent.application, "application")
    data = {"kind": sent.kind, "name": sent.name, "token": token_of(request)}
    form = check(DocumentForm(data, {"file": file}, now=request.now))
    row = form.keep(request.owner, now=request.now, application=application)
    if row is None:
        raise refused(form.errors.get_json_data(), {})
    location = f"{request.path}/{row.pk}"
    return reply(request, _out(request.owner, row.pk), status=201, location=location)


def _refuse_unknown(request: ApiRequest) -> None:
    """Raise Problem 422 for fields that are not known, as for those of a JSON."""
    unknown = [name for name in request.POST if name not in NewDocument.model_fields]
    if unknown:
        raise Problem(422, errors=[(name, SENTENCES["extra_forbidden"]) for name in unknown])


@router.get("/documents/{int:pk}", response={200: DocumentOut, **ONE}, auth=READS)
def get_document(request: ApiRequest, pk: int) -> HttpResponse:
    """Read what is known of a document; its file is at `content`."""
    return reply(request, _out(request.owner, pk))


@router.get("/documents/{int:pk}/content", response={**ONE}, auth=READS, openapi_extra=CONTENT)
def get_document_content(request: ApiRequest, pk: int) -> FileResponse:
    """Download the file of a document, of the type that `content_type` says."""
    return download(get_owned_or_404(request.owner, Document, pk=pk))


@router.delete("/documents/{int:pk}", response={204: None, **CHANGING}, auth=WRITES)
@writing
def delete_document(request: ApiRequest, pk: int) -> HttpResponse:
    """Delete a document with its file."""
    row = get_owned_or_404(request.owner, ROWS, pk=pk)
    check_match(request, shown(row))
    remove_document(row)
    return no_content()


@router.post(
    "/applications/{int:pk}/documents/{int:document}",
    response={200: DocumentOut, **CHANGING},
    auth=WRITES,
)
@creating
def attach_document(request: ApiRequest, pk: int, document: int) -> HttpResponse:
    """Note that a document was sent with an application; repeating it changes nothing."""
    application, row = _both(request.owner, pk, document)
    check_match(request, shown(row))
    attach(row, application)
    return reply(request, _out(request.owner, document))


@router.delete(
    "/applications/{int:pk}/documents/{int:document}",
    response={204: None, **CHANGING},
    auth=WRITES,
)
@writing
def detach_document(request: ApiRequest, pk: int, document: int) -> HttpResponse:
    """Note that a document was not sent with an application; the document stays."""
    application, row = _both(request.owner, pk, document)
    check_match(request, shown(row))
    detach(row, application)
    return no_content()


def _both(owner: User, pk: int, document: int) -> tuple[Application, Document]:
    application = get_owned_or_404(owner, Application.objects.select_related("owner"), pk=pk)
    return application, get_owned_or_404(owner, ROWS, pk=document)


def _out(owner: User, pk: int) -> DocumentOut:
    return shown(get_owned_or_404(owner, ROWS, pk=pk))
