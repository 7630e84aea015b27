"""Programmes and coaches' grants on the operator's site."""

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from accounts.models import CoachGrant, Membership, Programme
from jobtracker.admin import ReadOnlyAdmin, operator_site


class Members(TabularInline):
    """The members of a programme, each with a role."""

    model = Membership
    extra = 1
    autocomplete_fields = ("person",)


@admin.register(Programme, site=operator_site)
class Programmes(ReadOnlyAdmin):
    """Universities and firms, with their coaches and seekers."""

    list_display = ("name", "how_many")
    search_fields = ("name",)
    inlines = (Members,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Programme]:
        """Return the programmes, each with the number of its members."""
        rows: QuerySet[Programme] = super().get_queryset(request)
        return rows.annotate(how_many=Count("members"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Operators may add programmes."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Operators may change programmes and their members."""
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Operators may delete programmes; no user's data goes with them."""
        return True

    @admin.display(description=_("people"), ordering="how_many")
    def how_many(self, row: Programme) -> int:
        """The number of members."""
        return int(row.how_many)  # type: ignore[attr-defined]


@admin.register(CoachGrant, site=operator_site)
class Grants(ReadOnlyAdmin):
    """Coaches' access to clients, read-only: only the client may change it."""

    list_display = ("seeker", "coach", "invited_at", "accepted_at", "expires_at", "ended_at")
    list_display_links = None
    list_select_related = ("seeker", "coach")
    list_filter = ("by_coach",)
    search_fields = ("seeker__email", "coach__email", "email")
