"""What views share: a request whose user is known, and a sign-in that htmx understands."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from accounts.models import User

P = ParamSpec("P")


class Request(HttpRequest):
    """A request of somebody who is signed in."""

    user: User
    htmx: HtmxDetails


View = Callable[Concatenate[Request, P], HttpResponseBase]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def signed_in(view: View[P]) -> Guarded[P]:
    """Only for people who are signed in; others are led to the sign-in page.

    An expired sign-in must not be swapped into a piece of a page: htmx is told to leave it.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)  # type: ignore[arg-type]
        return _to_sign_in(request)

    return cast(Guarded[P], guarded)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    if not htmx:
        return redirect_to_login(request.get_full_path())
    back = htmx.current_url_abs_path or "/"
    return HttpResponseClientRedirect(redirect_to_login(back, reverse("account_login")).url)
