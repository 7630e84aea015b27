"""The API keys of the settings. A key's secret is shown once: in the answer that creates it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in, signed_in_anew
from api.forms.keys import KeyForm
from api.models import ApiKey, Scope
from api.services.keys import MOST_KEYS, create_key, revoke_all_keys, revoke_key
from api.views.assistants import examples
from jobtracker.http.undo import notify

FOR_ASSISTANTS: Mapping[str, Any] = {"scopes": [Scope.READ, Scope.SUGGEST]}


@require_safe
@never_cache
@signed_in
def show(request: Request) -> HttpResponse:
    """The keys: those that open something first, then those that ended lately."""
    rows = [(key, key.state(request.now)) for key in owned_by(request.user, ApiKey)]
    context = {
        "live": [key for key, state in rows if state == ApiKey.State.LIVE],
        "ended": [row for row in rows if row[1] != ApiKey.State.LIVE],
        "most": MOST_KEYS,
    }
    return _page(request, "keys", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
@signed_in_anew
def new(request: Request) -> HttpResponse:
    """Ask what the key is for; then create it, and show its secret in this answer alone."""
    is_for_assistant = request.GET.get("for") == "assistant"
    form = KeyForm(request.POST or None, initial=FOR_ASSISTANTS if is_for_assistant else None)
    context: dict[str, Any] = {"is_for_assistant": is_for_assistant}
    if form.is_valid():
        try:
            key, secret = _create(request, form)
        except ValidationError as error:
            form.take(error)
        else:
            shown = examples(secret) if is_for_assistant and secret else []
            context |= {"key": key, "secret": secret, "examples": shown}
            return _page(request, "created", context)
    return _page(request, "new", {**context, "form": form}, status=422 if form.errors else 200)


def _create(request: Request, form: KeyForm) -> tuple[ApiKey, str | None]:
    days = form.cleaned_data["days"]
    return create_key(
        request.user,
        name=form.cleaned_data["name"],
        scopes=form.cleaned_data["scopes"],
        expires_at=request.now + timedelta(days=days) if days else None,
        token=form.cleaned_data["token"],
        now=request.now,
    )


@require_POST
@signed_in
def revoke(request: Request, pk: int) -> HttpResponse:
    """Revoke a key."""
    key = get_owned_or_404(request.user, ApiKey, pk=pk)
    revoke_key(key, now=request.now)
    notify(request, _("“%(name)s” is revoked.") % {"name": key.name})
    return redirect("api:keys")


@require_POST
@signed_in
def revoke_all(request: Request) -> HttpResponse:
    """Revoke every key."""
    count = revoke_all_keys(request.user, now=request.now)
    text = ngettext("%(count)s key revoked.", "%(count)s keys revoked.", count)
    notify(request, text % {"count": count})
    return redirect("api:keys")


def _page(
    request: Request, name: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    more = {"section": "accounts:settings", "now": request.now}
    return render(request, f"api/keys/{name}.html", {**more, **context}, status=status)
