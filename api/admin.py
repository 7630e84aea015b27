"""Keys and webhooks on the operator's site: how they fare, never what opens or is sent."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from api.models import ApiKey, Webhook
from jobtracker.admin import ReadOnlyAdmin, operator_site


@admin.register(Webhook, site=operator_site)
class Webhooks(ReadOnlyAdmin):
    """Whether webhooks can be served, and since when not; only the host of each address.

    Addresses of chats hold secrets, so that no row has a page of its own.
    """

    list_display = (
        "owner",
        "host",
        "failures",
        "failing_since",
        "retry_at",
        "off_at",
        "off_reason",
    )
    list_display_links = None
    list_select_related = ("owner",)
    list_filter = ("off_reason",)
    search_fields = ("owner__email",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Webhook]:
        """Return the rows without their secrets."""
        rows: QuerySet[Webhook] = super().get_queryset(request)
        return rows.defer("secret", "old_secret")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Deny the page of a single row, which would show its other fields."""
        return obj is None and super().has_view_permission(request, obj)

    @admin.display(description=_("host"))
    def host(self, row: Webhook) -> str:
        """The host of the address, without the rest of it."""
        return row.host


@admin.register(ApiKey, site=operator_site)
class ApiKeys(ReadOnlyAdmin):
    """Which keys there are and when they were used, without their digests."""

    list_display = (
        *("owner", "hint", "scopes", "created_at", "last_used_at", "expires_at", "revoked_at"),
    )
    list_display_links = None
    list_select_related = ("owner",)
    search_fields = ("owner__email", "hint")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiKey]:
        """Return the rows without what their requests are compared with."""
        rows: QuerySet[ApiKey] = super().get_queryset(request)
        return rows.defer("digest", "token", "name")

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Deny the page of a single row, which would show its other fields."""
        return obj is None and super().has_view_permission(request, obj)
