"""The filters of the coach's lists; their choices too are limited to the coach's clients."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.access import clients_of
from accounts.decorators import Request
from applications.models import Stage
from coaching.admin.base import Records
from followups.models import Reminder


class ByClient(admin.SimpleListFilter):
    """Filters by client; the choices are the clients whose rows the list may show."""

    title = _("client")
    parameter_name = "client"
    owner_path = "owner"

    def lookups(self, request: Request, model_admin: Records) -> list[tuple[str, str]]:  # type: ignore[override]
        """Return the clients whose rows the list may show."""
        clients = clients_of(request.user, request.now, model_admin.scope)
        return [(str(each.pk), str(each)) for each in clients.order_by("name", "pk")]

    def queryset(self, request: Request, queryset: QuerySet[Any]) -> QuerySet[Any]:  # type: ignore[override]
        """Return the chosen client's rows; none for any other value."""
        if self.value() is None:
            return queryset
        choices = {key for key, _name in self.lookup_choices}
        if self.value() not in choices:
            return queryset.none()
        return queryset.filter(**{queryset.model.OWNER_PATH: self.value()})

    def has_output(self) -> bool:
        """Always show the filter, so that a tampered value is never used as a field lookup."""
        return True


class ByStage(admin.SimpleListFilter):
    """Filters applications by stage."""

    title = _("stage")
    parameter_name = "stage"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """Return every stage."""
        return list(Stage.choices)

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the applications at the chosen stage."""
        return queryset.filter(stage=self.value()) if self.value() else queryset


class ByState(admin.SimpleListFilter):
    """Filters reminders by state."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """Return every state."""
        return list(Reminder.State.choices)

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the reminders in the chosen state."""
        return queryset.filter(state=self.value()) if self.value() else queryset
