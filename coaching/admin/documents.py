"""Documents of the clients who allow it, each as a download."""

from typing import Any

from django.contrib import admin
from django.http import FileResponse, Http404, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.access_log import log_access
from accounts.decorators import Request
from applications.downloads import download
from applications.models import Document
from coaching.admin.base import Records, What, link_to, moment_column
from coaching.admin.filters import ByClient
from jobtracker.admin import coach_site


@admin.register(Document, site=coach_site)
class Documents(Records):
    """Documents of the clients who allow it."""

    list_display = (
        "name",
        "client_link",
        "kind",
        moment_column("uploaded_at", _("uploaded")),
        "take",
    )
    list_display_links = None
    list_filter = (ByClient,)
    search_fields = ("name", "owner__name")
    list_select_related = ("owner",)
    ordering = ("-uploaded_at", "-pk")
    scope = "sees_documents"
    what = What.DOCUMENT

    @admin.display(description=_("client"), ordering="owner__name")
    def client_link(self, row: Document) -> SafeString:
        """The client, as a link to their page."""
        return link_to(row.owner)

    @admin.display(description=_("file"))
    def take(self, row: Document) -> SafeString:
        """A link that downloads the file."""
        address = reverse("coach:document_file", args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, _("Download"))

    def get_urls(self) -> list[URLPattern]:
        """Return the usual URLs, and the file's."""
        own = self.admin_site.admin_view(self.file)
        return [path("<int:pk>/file/", own, name="document_file"), *super().get_urls()]

    def changeform_view(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raise Http404: documents have no page."""
        raise Http404

    def file(self, request: Request, pk: int) -> FileResponse:
        """Return the file, only ever as a download, and log it."""
        row: Any = self.get_or_404(request, str(pk))
        answer = download(row)
        log_access(request.user, row.owner, self.what, now=request.now, about=row.name)
        return answer
