"""Handing a kept file out: as a download and nothing else, for nobody else to keep."""

from django.http import FileResponse, Http404

from applications.models import Document

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
}


def download(document: Document) -> FileResponse:
    """The file of a document; Http404 where it is gone from the disk."""
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
