"""The document of the API, for programs and for people; both are public."""

from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from api.document import document, document_text
from api.http.replies import JSON, etag_of
from api.openapi.page import Reference

CACHED = "public, max-age=300"


def _etag(request: HttpRequest) -> str:
    return etag_of(document_text())


@require_safe
@condition(etag_func=_etag)
def openapi(request: HttpRequest) -> HttpResponse:
    """Answer the document of the API (OpenAPI 3.1)."""
    return HttpResponse(document_text(), content_type=JSON, headers={"Cache-Control": CACHED})


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Show the reference of the API."""
    return render(request, "api/reference.html", {"book": _book(settings.SITE_URL)})


@cache
def _book(site: str) -> Reference:
    return Reference.of(document(), site)
