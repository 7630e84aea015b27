"""Users and heartbeats on the operator's site.

A user's own data is shown only for a reason, which that user can read.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from accounts.access_log import log_access
from accounts.decorators import Request
from accounts.models import AccessLog, CoachGrant, User
from coaching.selectors import record
from jobtracker.admin import ReadOnlyAdmin, operator_site
from jobtracker.forms.fields import LinesField
from operations.models import Heartbeat

SHORTEST = 10


class ReasonForm(forms.Form):
    """Why the operator needs to look."""

    reason = LinesField(
        label=lazy("Why you must look"),
        help_text=lazy("The person reads this, with your name and the time. It cannot be undone."),
        min_length=SHORTEST,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


@admin.register(User, site=operator_site)
class People(ReadOnlyAdmin):
    """All users, without passwords and without their search."""

    list_display = ("email", "name", "is_active", "is_coach", "date_joined", "last_login")
    list_filter = ("is_active", "is_coach", "is_superuser")
    search_fields = ("email", "name")
    ordering = ("email",)
    fields = (
        "email",
        "name",
        "is_active",
        "is_coach",
        "time_zone",
        "date_joined",
        "last_login",
        "digest_on",
        "next_digest_at",
        "to_record",
    )
    readonly_fields = (
        "email",
        "name",
        "time_zone",
        "date_joined",
        "last_login",
        "digest_on",
        "next_digest_at",
        "to_record",
    )

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Operators may change whether a user may sign in and whether they coach."""
        return True

    @admin.display(description=lazy("what is theirs"))
    def to_record(self, row: User) -> SafeString:
        """A link to the user's record, which asks the operator for a reason first."""
        address = reverse("operator:record", args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, _("Look, for a reason that they read"))

    def get_urls(self) -> list[URLPattern]:
        """Return the usual URLs, and the record's."""
        own = self.admin_site.admin_view(self.record)
        return [path("<int:pk>/record/", own, name="record"), *super().get_urls()]

    def record(self, request: Request, pk: int) -> HttpResponse:
        """Ask for a reason; then log it, and show the pipeline and the reminders."""
        person = get_object_or_404(User, pk=pk)
        form = ReasonForm(request.POST or None)
        context: dict[str, Any] = {"form": form, "person": person, "now": request.now}
        if request.method == "POST" and form.is_valid():
            context["record"] = self._logged_record(request, person, form.cleaned_data["reason"])
        elif request.method not in ("GET", "HEAD", "POST"):
            raise Http404
        title = _("What is %(who)s’s") % {"who": person}
        whole = {**self.admin_site.each_context(request), "title": title, **context}
        request.current_app = self.admin_site.name
        status = 422 if form.errors else 200
        return TemplateResponse(request, "coaching/operator_record.html", whole, status=status)

    def _logged_record(self, request: Request, person: User, reason: str) -> Any:
        now = request.now
        log_access(request.user, person, AccessLog.What.OPERATOR, now=now, reason=reason)
        no_scopes = CoachGrant(seeker=person, coach=request.user)
        return record(request.user, no_scopes, now)


@admin.register(Heartbeat, site=operator_site)
class Heartbeats(ReadOnlyAdmin):
    """When each scheduled task last ran."""

    list_display = ("task", "started_at", "succeeded_at", "duration_ms", "counts", "error")
    list_display_links = None
