"""Policies in the operator’s admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from followups.models import PolicyChoice
from jobtracker.admin import ReadOnlyAdmin, operator_site


@admin.register(PolicyChoice, site=operator_site)
class Policies(ReadOnlyAdmin):
    """Each seeker's policy, and who set it."""

    list_display = ("owner", "base", "figures", "set_by", "set_at")
    list_display_links = None
    list_filter = ("base",)
    list_select_related = ("owner", "set_by")
    search_fields = ("owner__email",)

    @admin.display(description=_("figures changed"))
    def figures(self, row: PolicyChoice) -> int:
        """The number of figures that differ from the named policy."""
        return len(row.changes)
