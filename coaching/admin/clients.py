"""A coach's clients: the caseload as the list, the record as the detail page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import URLPattern, path

from accounts.access import clients_of
from accounts.decorators import Request
from accounts.models import User
from coaching.admin.base import Closed, refuse_to_field
from coaching.views import caseload, client, compare, policy, programmes
from jobtracker.admin import coach_site


@admin.register(User, site=coach_site)
class Clients(Closed):
    """The seekers who gave the coach access; no other user appears here."""

    search_fields = ("name", "email")
    ordering = ("name", "pk")

    def get_queryset(self, request: Request) -> QuerySet[User]:
        """Return the clients, for fields that look them up by name."""
        return clients_of(request.user, request.now).order_by(*self.ordering)

    def get_urls(self) -> list[URLPattern]:
        """Return the usual URLs, and those of our own pages."""
        guard = self.admin_site.admin_view
        return [
            path("sheet/", guard(caseload.sheet), name="caseload_sheet"),
            path("compare/", guard(compare.show), name="compare"),
            path("programmes/", guard(programmes.show), name="programmes"),
            path("<int:pk>/compare/", guard(compare.of_client), name="compare_client"),
            path("<int:pk>/note/", guard(client.add_note), name="client_note"),
            path("<int:pk>/nudge/", guard(client.add_nudge), name="client_nudge"),
            path("<int:pk>/policy/", guard(policy.show), name="client_policy"),
            path("<int:pk>/policy/try/", guard(policy.try_out), name="client_policy_try"),
            path("<int:pk>/policy/save/", guard(policy.save), name="client_policy_save"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: Request, extra_context: Any = None) -> HttpResponse:
        """Show the caseload."""
        refuse_to_field(request)
        return caseload.show(request)

    def changeform_view(
        self,
        request: Request,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Show the client's record."""
        refuse_to_field(request)
        if object_id is None or request.method not in ("GET", "HEAD"):
            raise Http404
        return client.show(request, object_id)
