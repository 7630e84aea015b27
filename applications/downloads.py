"""Serve stored files: always as a download, never cached."""

from django.http import FileResponse, Http404

from applications.models import Document

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
}


def download(document: Document) -> FileResponse:
    """Return the file of a document; Http404 if it is missing in the storage."""
    try:
        content = document.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=True,
        filename=document.filename,
        content_type=document.content_type,
        headers=SAFE,
    )
