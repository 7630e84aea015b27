"""The filters of the coach's lists: their choices too come through the door."""

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
    """One client's rows; the choices are the coach's own clients, as far as the list goes."""

    title = _("client")
    parameter_name = "client"
    owner_path = "owner"

    def lookups(self, request: Request, model_admin: Records) -> list[tuple[str, str]]:  # type: ignore[override]
        """The clients whose rows may stand here."""
        clients = clients_of(request.user, request.now, model_admin.scope)
        return [(str(each.pk), str(each)) for each in clients.order_by("name", "pk")]

    def queryset(self, request: Request, queryset: QuerySet[Any]) -> QuerySet[Any]:  # type: ignore[override]
        """Their rows; a client who is not among the choices has none."""
        if self.value() is None:
            return queryset
        known = {key for key, _name in self.lookup_choices}
        if self.value() not in known:
            return queryset.none()
        return queryset.filter(**{queryset.model.OWNER_PATH: self.value()})

    def has_output(self) -> bool:
        """Always, so that a tampered value is never passed on as a field's name."""
        return True


class ByStage(admin.SimpleListFilter):
    """Applications at one stage."""

    title = _("stage")
    parameter_name = "stage"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """Every stage."""
        return list(Stage.choices)

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those at it."""
        return queryset.filter(stage=self.value()) if self.value() else queryset


class ByState(admin.SimpleListFilter):
    """Reminders in one state."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """Every state."""
        return list(Reminder.State.choices)

    def queryset(self, request: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those in it."""
        return queryset.filter(state=self.value()) if self.value() else queryset
