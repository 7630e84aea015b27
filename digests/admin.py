"""The operator's view of emails."""

from django.contrib import admin

from digests.models import Digest
from jobtracker.admin import ReadOnlyAdmin, operator_site


@admin.register(Digest, site=operator_site)
class Digests(ReadOnlyAdmin):
    """Emails that were claimed, sent, or failed, and why; never their content."""

    list_display = ("owner", "kind", "due_at", "state", "attempts", "sent_at", "error")
    list_display_links = None
    list_filter = ("state", "kind")
    list_select_related = ("owner",)
    search_fields = ("owner__email", "error")
    date_hierarchy = "day"
