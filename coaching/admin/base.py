"""Base admin classes of the coach's site: only rows that the coach has access to.

Every URL answers 404 for other rows, whether they exist or not. Filters, sorting and search use
listed fields only, never one that a client may have closed to the coach.
"""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.access import live_grants, visible_to_coach
from accounts.access_log import log_access, log_list_access
from accounts.decorators import Request
from accounts.models import AccessLog, CoachGrant, User
from jobtracker.admin import BoundedSearchAdmin
from jobtracker.templatetags.dates import moment

What = AccessLog.What


class Closed(BoundedSearchAdmin):
    """An admin class that allows nothing but what a subclass opens."""

    actions = None
    list_per_page = 50
    show_facets = BoundedSearchAdmin.show_facets.NEVER
    show_full_result_count = False
    list_filter_sheet = False

    def get_urls(self) -> list[URLPattern]:
        """Return the named URLs, without the shortcut that redirects for any key."""
        return [url for url in super().get_urls() if url.name]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Allow every coach; rows are limited by the queryset."""
        return True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Allow viewing: the queryset only has rows the coach may see."""
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Deny adding, unless a subclass allows it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Deny changing, unless a subclass allows it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Deny deleting, unless a subclass allows it."""
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Allow only the listed filters: other lookups would reveal closed fields."""
        return lookup in {getattr(each, "parameter_name", None) for each in self.list_filter}

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Allow lookups by primary key only."""
        return to_field == "id"

    def changelist_view(self, request: Request, extra_context: Any = None) -> HttpResponse:
        """Show the list. Raises Http404 if the URL looks rows up by another field."""
        refuse_to_field(request)
        answer: HttpResponse = super().changelist_view(request, extra_context)
        return answer

    def changeform_view(
        self,
        request: Request,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Show or change one row. Raises Http404 if the coach may not."""
        refuse_to_field(request)
        if object_id is None and not self.has_add_permission(request):
            raise Http404
        if object_id is not None:
            row = self.get_or_404(request, object_id)
            if request.method == "POST" and not self.has_change_permission(request, row):
                raise Http404
        answer: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
        return answer

    def delete_view(
        self, request: Request, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Delete one row. Raises Http404 if the coach may not."""
        refuse_to_field(request)
        if not self.has_delete_permission(request, self.get_or_404(request, object_id)):
            raise Http404
        answer: HttpResponse = super().delete_view(request, object_id, extra_context)
        return answer

    def history_view(
        self, request: Request, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Raise Http404: the history would show what others did."""
        raise Http404

    def get_or_404(self, request: Request, object_id: str) -> Model:
        """Return the row with this key. Raises Http404 if the coach may not see it."""
        row: Model | None = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        return row

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Log nothing: client data is not copied into the admin log."""

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Log nothing: client data is not copied into the admin log."""

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Model]) -> None:
        """Log nothing: client data is not copied into the admin log."""


class Records(Closed):
    """Clients' rows, read-only. ``scope`` is what a grant must include for them to be listed."""

    scope = ""
    what = What.LIST

    def get_queryset(self, request: Request) -> QuerySet[Any]:
        """Return the rows for every list, search, filter and page."""
        return visible_to_coach(
            request.user, super().get_queryset(request), request.now, self.scope
        )

    def client(self, row: Any) -> User:
        """Return the client whose row it is."""
        owner: User = row.owner
        return owner

    def about(self, row: Any) -> str:
        """Return the row's name for the client's access log."""
        return str(row)

    def changelist_view(self, request: Request, extra_context: Any = None) -> HttpResponse:
        """Show the list, and log it for each client with a row in it."""
        answer = super().changelist_view(request, extra_context)
        context = getattr(answer, "context_data", None) or {}
        if "cl" in context:
            clients = {self.client(row).pk: self.client(row) for row in context["cl"].result_list}
            log_list_access(request.user, clients.values(), What.LIST, now=request.now)
        return answer

    def changeform_view(
        self,
        request: Request,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Show one row, and log it for its client."""
        answer = super().changeform_view(request, object_id, form_url, extra_context)
        row = self.get_or_404(request, object_id or "")
        log_access(
            request.user, self.client(row), self.what, now=request.now, about=self.about(row)
        )
        return answer


def grant_for(request: Request, row: Model, client: User) -> CoachGrant:
    """Return the grant for a client's row. The coach's grants are read once per request."""
    known: dict[int, CoachGrant] = request.__dict__.setdefault("_grants_by_client", {})
    if not known:
        known.update(_grants(request.user, request.now))
    if client.pk not in known:
        raise Http404
    return known[client.pk]


def _grants(coach: User, now: datetime) -> dict[int, CoachGrant]:
    return {grant.seeker_id or 0: grant for grant in live_grants(coach, now)}


def refuse_to_field(request: HttpRequest) -> None:
    """Raise Http404 if the URL looks rows up by another field than their key."""
    if TO_FIELD_VAR in request.GET or TO_FIELD_VAR in request.POST:
        raise Http404


def link_to(client: User) -> SafeString:
    """Return a client's name as a link to their page."""
    address = reverse("coach:accounts_user_change", args=[client.pk])
    return format_html('<a href="{}">{}</a>', address, client)


def moment_column(field: str, title: Any) -> Any:
    """Return a list column that formats an instant as every page does."""

    @admin.display(description=title, ordering=field)
    def shown(row: Any) -> SafeString:
        return moment(getattr(row, field)) or SafeString("–")

    return shown
