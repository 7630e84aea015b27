"""The operator's view of programmes, and of who let whom in."""

from django.contrib import admin
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from accounts.models import CoachGrant, Membership, Programme
from jobtracker.admin import ReadOnlyAdmin, operator_site


class Members(TabularInline):
    """Who is in a programme, and as what."""

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
        """With how many are in each."""
        rows: QuerySet[Programme] = super().get_queryset(request)
        return rows.annotate(how_many=Count("members"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Operators make programmes."""
        return True

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """And group people in them."""
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """And dissolve them: nobody's record goes with it."""
        return True

    @admin.display(description=_("people"), ordering="how_many")
    def how_many(self, row: Programme) -> int:
        """How many are in it."""
        return int(row.how_many)  # type: ignore[attr-defined]


@admin.register(CoachGrant, site=operator_site)
class Grants(ReadOnlyAdmin):
    """Who let whom in, and until when; it is the seeker's alone to change."""

    list_display = ("seeker", "coach", "invited_at", "accepted_at", "expires_at", "ended_at")
    list_display_links = None
    list_select_related = ("seeker", "coach")
    list_filter = ("by_coach",)
    search_fields = ("seeker__email", "coach__email", "email")
