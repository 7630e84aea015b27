"""The sign-in decorator for views, and the type of a request with a known user.

A sign-in page must not be swapped into part of a page, so htmx gets a redirect of the whole page.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit, urlunsplit

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from accounts.models import User
from jobtracker.http.middleware import TimedRequest

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
READING = ("GET", "HEAD")


class Request(TimedRequest):
    """A request of a signed-in user."""

    user: User
    htmx: HtmxDetails


View = Callable[Concatenate[Request, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: View[P]) -> Guarded[P]:
    """Redirect to the sign-in page, and back afterwards, unless the user is signed in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)  # type: ignore[arg-type]
        return _to_sign_in(request)

    return cast(Guarded[P], guarded)


def signed_in_anew(view: Callable[P, R]) -> Callable[P, R]:
    """Ask for the password or the second factor first, unless it was just asked for.

    To have signed in, however lately, is not enough.
    """
    return cast("Callable[P, R]", reauthentication_required(view))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method not in READING:
        text = _("You had been signed out, so that was not saved. Sign in and do it again.")
        messages.warning(request, text)
    url = redirect_to_login(_page_of(request), reverse("account_login")).url
    return HttpResponseClientRedirect(url) if _htmx(request) else HttpResponseRedirect(url)


def _page_of(request: HttpRequest) -> str:
    """Return the path of the page the user was on; for a form, the page that showed it."""
    htmx = _htmx(request)
    if htmx:
        return htmx.current_url_abs_path or "/"
    if request.method in READING:
        return request.get_full_path()
    sent_from = urlsplit(request.META.get("HTTP_REFERER", ""))
    is_ours = sent_from.netloc == request.get_host()
    return urlunsplit(("", "", sent_from.path, sent_from.query, "")) if is_ours else "/"


def _htmx(request: HttpRequest) -> HtmxDetails | None:
    """Return the htmx details of the request; None if htmx did not send it."""
    return getattr(request, "htmx", None) or None
