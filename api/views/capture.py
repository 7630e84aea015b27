"""Settings › Save from any page: the bookmark, the phone's share sheet, and the extension's key."""

from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import Request, signed_in, signed_in_anew
from api.models import Scope
from api.services.keys import create_key

SECTION = {"section": "accounts:settings"}
BOOKMARKLET = (
    "javascript:(()=>{const e=encodeURIComponent;"
    "let t=[...String(getSelection())].slice(0,3000);"
    "while(e(t.join('')).length>4000)t.length-=99;"
    "open('%s?url='+e(location.href.slice(0,1000))+'&title='+e([...document.title].slice(0,200).join(''))"
    "+'&text='+e(t.join('')),'_blank')})()"
)
"""Opens the form for a new application in a new tab, with the page's address, its title and the
marked text, in bounds that every server takes. No character is cut in two: it could not be sent."""


@require_safe
@signed_in
def show(request: Request) -> HttpResponse:
    """Show the ways to save a job from the page that one is on."""
    add = request.build_absolute_uri(reverse("applications:add"))
    return render(
        request, "api/capture/capture.html", {**SECTION, "bookmarklet": BOOKMARKLET % add}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
@signed_in_anew
def connect(request: Request) -> HttpResponse:
    """Create the extension's key on a press, and show it in this answer alone."""
    context = {**SECTION, "token": uuid4()}
    if request.method != "POST":
        return render(request, "api/capture/connect.html", context)
    token = _token(request.POST.get("token", ""))
    if token is None:
        context["problem"] = _("This form was incomplete. Press the button again.")
        return render(request, "api/capture/connect.html", context, status=422)
    try:
        _key, secret = create_key(
            request.user,
            name=_("Browser extension"),
            scopes=[Scope.CAPTURE],
            expires_at=None,
            token=token,
            now=request.now,
        )
    except ValidationError as error:
        context["problem"] = " ".join(error.messages)
        return render(request, "api/capture/connect.html", context, status=422)
    return render(request, "api/capture/key.html", {**SECTION, "secret": secret})


def _token(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
