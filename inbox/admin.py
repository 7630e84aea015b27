"""Mailboxes and received files on the operator's site: how they fare, never what is in them."""

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import ExpressionWrapper
from django.db.models.fields import BooleanField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from inbox.models import Mailbox, ReceivedFile
from jobtracker.admin import ReadOnlyAdmin, operator_site

HAS_CONTENT = ExpressionWrapper(Q(content__isnull=False), BooleanField())


class ListAdmin(ReadOnlyAdmin):
    """A list of columns that are safe to see; no row has a page of its own."""

    list_display_links = None
    list_select_related = ("owner",)
    search_fields = ("owner__email",)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Deny the page of a single row, which would show its other fields."""
        return obj is None and super().has_view_permission(request, obj)


@admin.register(Mailbox, site=operator_site)
class Mailboxes(ListAdmin):
    """Whether mailboxes can be read, and what is wrong; without user names and passwords."""

    list_display = (
        *("owner", "host", "problem", "failures", "failing_since"),
        *("fetched_at", "next_fetch_at"),
    )
    list_filter = ("problem",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mailbox]:
        """Return the rows without user name and password."""
        rows: QuerySet[Mailbox] = super().get_queryset(request)
        return rows.defer("username", "password")


@admin.register(ReceivedFile, site=operator_site)
class ReceivedFiles(ListAdmin):
    """When files came, were read and will be deleted; not what they are about."""

    list_display = ("owner", "way", "format", "arrived_at", "read_at", "delete_at", "is_here")
    list_filter = ("way", "format")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReceivedFile]:
        """Return the rows without their content, and whether there is any."""
        rows: QuerySet[ReceivedFile] = super().get_queryset(request)
        return rows.defer("content").annotate(is_here=HAS_CONTENT)

    @admin.display(description=_("content kept"), boolean=True)
    def is_here(self, row: ReceivedFile) -> bool:
        """Whether the encrypted content is still stored."""
        return bool(row.is_here)  # type: ignore[attr-defined]
