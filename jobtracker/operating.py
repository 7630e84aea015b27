"""What every model on the operator's site has in common: figures of the service, read-only."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from unfold.admin import ModelAdmin


class ReadOnlyAdmin(ModelAdmin):
    """Rows that an operator reads; a subclass opens what may be changed.

    Nothing is removed here: the page that asks first would list a seeker's rows by name.
    """

    actions = None
    show_facets = ModelAdmin.show_facets.NEVER
    list_filter_sheet = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only the filters that are offered: no way from a person to their search."""
        offered = {name for name in self.list_filter if isinstance(name, str)}
        return lookup.partition("__")[0] in offered and lookup.count("__") <= 1

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Not here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Not here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Not here."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What cannot be changed."""
        return self.readonly_fields
