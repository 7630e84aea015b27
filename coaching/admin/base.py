"""What every model on the coach's site has in common: only rows that clients let the coach see.

Each address answers 404 for what is not the coach's to see, whether it exists or not. A filter, a
sort or a search works on named fields alone: never on one that a client may have kept closed.
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
from unfold.admin import ModelAdmin

from accounts.access import live_grants, visible_to_coach
from accounts.access_log import log_access, log_list_access
from accounts.decorators import Request
from accounts.models import AccessLog, CoachGrant, User
from jobtracker.templatetags.dates import moment

What = AccessLog.What


class Closed(ModelAdmin):
    """A model of which nothing may be seen or done, but what a subclass opens."""

    actions = None
    list_per_page = 50
    show_facets = ModelAdmin.show_facets.NEVER
    show_full_result_count = False
    list_filter_sheet = False

    def get_urls(self) -> list[URLPattern]:
        """The addresses of every admin, but for the short form that leads to any key whatever."""
        return [url for url in super().get_urls() if url.name]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whoever may enter the site; what they see is settled row by row."""
        return True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A row that was found was found through the door."""
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds a row, unless a subclass lets them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes a row, unless a subclass lets them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody removes a row, unless a subclass lets them."""
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only the filters beside the list: a field's own name would tell of closed fields."""
        return lookup in {getattr(each, "parameter_name", None) for each in self.list_filter}

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Rows are known by their key alone."""
        return to_field == "id"

    def changelist_view(self, request: Request, extra_context: Any = None) -> HttpResponse:
        """The list, without a way to name rows by another field."""
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
        """One row to read, or to change where that may be; 404 where it is not theirs to see."""
        refuse_to_field(request)
        if object_id is None and not self.has_add_permission(request):
            raise Http404
        if object_id is not None:
            found = self.found(request, object_id)
            if request.method == "POST" and not self.has_change_permission(request, found):
                raise Http404
        answer: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
        return answer

    def delete_view(
        self, request: Request, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Remove one row, or 404."""
        refuse_to_field(request)
        if not self.has_delete_permission(request, self.found(request, object_id)):
            raise Http404
        answer: HttpResponse = super().delete_view(request, object_id, extra_context)
        return answer

    def history_view(
        self, request: Request, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """There is none: it would tell what others did."""
        raise Http404

    def found(self, request: Request, object_id: str) -> Model:
        """The row with this key, as far as the coach may see; else 404."""
        found: Model | None = self.get_object(request, unquote(object_id))
        if found is None:
            raise Http404
        return found

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Nothing of a client's is copied into the admin's own log."""

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:
        """Nothing of a client's is copied into the admin's own log."""

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Model]) -> None:
        """Nothing of a client's is copied into the admin's own log."""


class Records(Closed):
    """Clients' rows, read-only. ``scope`` is what a grant must include for them to be there."""

    scope = ""
    what = What.LIST

    def get_queryset(self, request: Request) -> QuerySet[Any]:
        """The rows behind every list, search, filter and page."""
        return visible_to_coach(
            request.user, super().get_queryset(request), request.now, self.scope
        )

    def client(self, row: Any) -> User:
        """Whose row it is."""
        owner: User = row.owner
        return owner

    def about(self, row: Any) -> str:
        """How the row is called in the client's log."""
        return str(row)

    def changelist_view(self, request: Request, extra_context: Any = None) -> HttpResponse:
        """The list; each client of whom a row is in it can read that it was looked at."""
        answer = super().changelist_view(request, extra_context)
        context = getattr(answer, "context_data", None) or {}
        if "cl" in context:
            seen = {self.client(row).pk: self.client(row) for row in context["cl"].result_list}
            log_list_access(request.user, seen.values(), What.LIST, now=request.now)
        return answer

    def changeform_view(
        self,
        request: Request,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """One row; its client can read that it was looked at."""
        answer = super().changeform_view(request, object_id, form_url, extra_context)
        row = self.found(request, object_id or "")
        log_access(
            request.user, self.client(row), self.what, now=request.now, about=self.about(row)
        )
        return answer


def grant_for(request: Request, row: Model, client: User) -> CoachGrant:
    """The grant that opens a row, looked up once a request."""
    known: dict[int, CoachGrant] = request.__dict__.setdefault("_grants_by_client", {})
    if not known:
        known.update(_grants(request.user, request.now))
    if client.pk not in known:
        raise Http404
    return known[client.pk]


def _grants(coach: User, now: datetime) -> dict[int, CoachGrant]:
    return {grant.seeker_id or 0: grant for grant in live_grants(coach, now)}


def refuse_to_field(request: HttpRequest) -> None:
    """Raise Http404 where an address names rows by another field than their key."""
    if TO_FIELD_VAR in request.GET or TO_FIELD_VAR in request.POST:
        raise Http404


def link_to(client: User) -> SafeString:
    """A client's name, leading to their page."""
    address = reverse("coach:accounts_user_change", args=[client.pk])
    return format_html('<a href="{}">{}</a>', address, client)


def moment_column(field: str, title: Any) -> Any:
    """A column that says a moment as every page does."""

    @admin.display(description=title, ordering=field)
    def shown(row: Any) -> SafeString:
        return moment(getattr(row, field)) or SafeString("–")

    return shown
