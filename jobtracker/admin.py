"""Two sites on Django's admin: the coach's at /coach/, the operator's at /admin/.

Who may not be there gets 404, as everywhere; who is not signed in goes to the one sign-in, with
its second step. Addresses of Django's admin that answer about any row whatever are closed.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.sites import UnfoldAdminSite

View = Callable[..., HttpResponseBase]


class GuardedSite(UnfoldAdminSite):
    """An admin site whose door says 404."""

    closed = ("view_on_site",)
    """Addresses that are left out: they tell which rows exist, to whoever may enter."""

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Let in who belongs here; lead to the sign-in who is nobody yet."""
        inner: View = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return guarded

    def get_urls(self) -> list[URLPattern]:
        """The addresses, without those that are closed."""
        return [url for url in super().get_urls() if getattr(url, "name", "") not in self.closed]

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one sign-in for all."""
        return redirect_to_login(reverse(f"{self.name}:index"))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Signing out is asked for where it always is."""
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The password is changed where it always is."""
        return redirect("account_change_password")

    def search(self, request: HttpRequest) -> HttpResponse:
        """There is no search over all models: its answers would be kept for others."""
        raise Http404


class CoachSite(GuardedSite):
    """What a coach sees of the clients who let them in."""

    settings_name = "UNFOLD_COACH"
    site_title = _("Coaching")
    chosen_by_name = {("followups", "coachnote", "client"), ("followups", "nudge", "client")}
    """The only fields that offer names as one types."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Coaches; being an operator opens nothing here."""
        user = request.user
        return bool(user.is_active and getattr(user, "is_coach", False))

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The caseload."""
        view: Callable[[HttpRequest], HttpResponse] = import_string("coaching.views.caseload.show")
        return view(request)

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: Any = None
    ) -> HttpResponse:
        """There is no page of an app: the caseload is where everything starts."""
        return redirect(f"{self.name}:index")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Names of one's own clients, for the fields that ask for one."""
        asked = tuple(request.GET.get(key) for key in ("app_label", "model_name", "field_name"))
        if asked not in self.chosen_by_name:
            raise Http404
        answer: HttpResponse = super().autocomplete_view(request)
        return answer


class OperatorSite(GuardedSite):
    """What runs the site: people, mails, heartbeats, programmes; nobody's search."""

    settings_name = "UNFOLD"
    site_title = _("Operations")

    def has_permission(self, request: HttpRequest) -> bool:
        """Operators."""
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))


coach_site = CoachSite(name="coach")
operator_site = OperatorSite(name="operator")


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
