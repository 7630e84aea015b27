"""Two admin sites: the coach's at /coach/ and the operator's at /admin/.

Users without permission get 404; guests go to the site's own sign-in page, which asks for the
second factor. Admin URLs that reveal whether a row exists are removed.
"""

from collections.abc import Callable
from typing import Any

from csp.constants import SELF, UNSAFE_EVAL
from csp.decorators import csp_replace
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.sites import UnfoldAdminSite

from jobtracker.lookups import LONGEST_WORD

View = Callable[..., HttpResponseBase]


RELAXED = {"script-src": [SELF, UNSAFE_EVAL]}
"""What a page of the library needs that has Alpine.js in it, which evaluates attributes."""
ALPINE = b"x-data"


class GuardedSite(UnfoldAdminSite):
    """An admin site that answers 404 to users without permission."""

    closed = ("view_on_site",)
    """Names of the URLs left out because they reveal which rows exist."""

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Redirect guests to the sign-in page, and raise Http404 without permission."""
        inner: View = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not self.has_permission(request):
                raise Http404
            response = inner(request, *args, **kwargs)
            if isinstance(response, TemplateResponse) and ALPINE in response.render().content:
                return csp_replace(RELAXED)(lambda _request: response)(request)
            return response

        return guarded

    def get_urls(self) -> list[URLPattern]:
        """Return the site's URLs without the closed ones."""
        return [url for url in super().get_urls() if getattr(url, "name", "") not in self.closed]

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Redirect to the site's own sign-in page."""
        return redirect_to_login(reverse(f"{self.name}:index"))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Redirect to the site's own sign-out page."""
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Redirect to the site's own page for changing the password."""
        return redirect("account_change_password")

    def search(self, request: HttpRequest) -> HttpResponse:
        """Raise Http404: a search over all models would show rows regardless of grants."""
        raise Http404


class CoachSite(GuardedSite):
    """The coach's site, which shows the clients who gave the coach access."""

    settings_name = "UNFOLD_COACH"
    site_title = _("Coaching")
    chosen_by_name = {("followups", "coachnote", "client"), ("followups", "nudge", "client")}
    """The only fields that may look up clients by name."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Allow active coaches; operators get no access here."""
        user = request.user
        return bool(user.is_active and getattr(user, "is_coach", False))

    def index(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the caseload."""
        view: Callable[[HttpRequest], HttpResponse] = import_string("coaching.views.caseload.show")
        return view(request)

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: Any = None
    ) -> HttpResponse:
        """Redirect to the caseload: there are no pages for single apps."""
        return redirect(f"{self.name}:index")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Return names of the coach's clients, for the fields that ask for one."""
        asked = tuple(request.GET.get(key) for key in ("app_label", "model_name", "field_name"))
        if asked not in self.chosen_by_name:
            raise Http404
        answer: HttpResponse = super().autocomplete_view(request)
        return answer


class OperatorSite(GuardedSite):
    """The operator's site: users, emails, heartbeats and programmes, but nobody's search."""

    settings_name = "UNFOLD"
    site_title = _("Operations")

    def has_permission(self, request: HttpRequest) -> bool:
        """Allow active superusers."""
        return bool(request.user.is_active and getattr(request.user, "is_superuser", False))


coach_site = CoachSite(name="coach")
operator_site = OperatorSite(name="operator")


class BoundedSearchAdmin(ModelAdmin):
    """An admin class that searches for no more than a database takes."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search for the beginning of what was typed."""
        found: tuple[QuerySet[Any], bool] = super().get_search_results(
            request, queryset, search_term[:LONGEST_WORD]
        )
        return found


class ReadOnlyAdmin(BoundedSearchAdmin):
    """A read-only admin; a subclass allows what may be changed.

    Nothing can be deleted: the confirmation page would list a seeker's rows by name.
    """

    actions = None
    show_facets = ModelAdmin.show_facets.NEVER
    list_filter_sheet = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Allow only the listed filters, so that none leads from a user to their search."""
        offered = {name for name in self.list_filter if isinstance(name, str)}
        return lookup.partition("__")[0] in offered and lookup.count("__") <= 1

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Deny adding."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Deny changing."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Deny deleting."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return the read-only fields of the class."""
        return self.readonly_fields
