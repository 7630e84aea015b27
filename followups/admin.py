"""The operator's view of what runs: policies, mails with their failures, heartbeats."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from followups.models import Digest, Heartbeat, PolicyChoice
from jobtracker.admin import operator_site
from jobtracker.operating import Operated


@admin.register(PolicyChoice, site=operator_site)
class Policies(Operated):
    """Which policy each seeker follows, and who set it."""

    list_display = ("owner", "base", "figures", "set_by", "set_at")
    list_display_links = None
    list_filter = ("base",)
    list_select_related = ("owner", "set_by")
    search_fields = ("owner__email",)

    @admin.display(description=_("figures changed"))
    def figures(self, row: PolicyChoice) -> int:
        """How many figures differ from the named policy."""
        return len(row.changes)


@admin.register(Digest, site=operator_site)
class Digests(Operated):
    """Mails that were claimed, sent, or failed, and why; never what was in them."""

    list_display = ("owner", "kind", "day", "state", "attempts", "sent_at", "error")
    list_display_links = None
    list_filter = ("state", "kind")
    list_select_related = ("owner",)
    search_fields = ("owner__email", "error")
    date_hierarchy = "day"


@admin.register(Heartbeat, site=operator_site)
class Heartbeats(Operated):
    """When each task of the beat last ran."""

    list_display = ("task", "started_at", "succeeded_at", "took_ms", "counts", "error")
    list_display_links = None
