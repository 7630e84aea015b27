"""Settings › Webhooks: add one, see what was sent to it, switch it off and on, delete it."""

from collections.abc import Callable
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in, signed_in_anew
from api.models import Webhook, WebhookDelivery
from api.models.webhooks import Event
from api.services import webhooks as services
from api.webhooks.claims import waiting
from api.webhooks.forms import NewWebhookForm, WebhookForm
from api.webhooks.shown import last_deliveries
from jobtracker.http.limits import may_press
from jobtracker.http.undo import notify

SECTION = {"section": "accounts:settings"}
MOST_SHOWN = 10
"""How many deliveries are shown at once; the older ones can be unfolded."""


@require_safe
@signed_in
def show_all(request: Request) -> HttpResponse:
    """Show the webhooks."""
    rows = list(owned_by(request.user, Webhook))
    context = {"webhooks": rows, "may_add": len(rows) < services.MOST, "most": services.MOST}
    return render(request, "api/webhooks/list.html", {**SECTION, **context})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
@signed_in_anew
def add(request: Request) -> HttpResponse:
    """Add a webhook, and show its secret once."""
    form = NewWebhookForm(request.POST or None, initial={"token": uuid4(), "events": Event.values})
    if request.method == "POST" and form.is_valid():
        try:
            webhook, secret = services.add_webhook(
                request.user, now=request.now, **form.cleaned_data
            )
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            return _secret_page(request, webhook, secret)
    status = 422 if form.is_bound else 200
    return render(request, "api/webhooks/add.html", {**SECTION, "form": form}, status=status)


def _secret_page(request: Request, webhook: Webhook, secret: str | None) -> HttpResponse:
    context = {**SECTION, "webhook": webhook, "secret": secret}
    return render(request, "api/webhooks/secret.html", context)


@require_safe
@never_cache
@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """Show a webhook, how it fares, and what was sent to it."""
    return _page(request, get_owned_or_404(request.user, Webhook, pk=pk))


def _page(request: Request, webhook: Webhook, form: WebhookForm | None = None) -> HttpResponse:
    deliveries = last_deliveries(webhook)
    context = {
        **SECTION,
        "webhook": webhook,
        "form": form or WebhookForm.of(webhook),
        "events": [Event(each).label for each in webhook.events if each in Event.values],
        "waiting": waiting(webhook.pk).count(),
        "deliveries": deliveries[:MOST_SHOWN],
        "older": deliveries[MOST_SHOWN:],
        "now": request.now,
    }
    status = 422 if form else 200
    return render(request, "api/webhooks/webhook.html", context, status=status)


@require_POST
@signed_in
def change(request: Request, pk: int) -> HttpResponse:
    """Change the address and the events; a new address takes a recent sign-in."""
    webhook = get_owned_or_404(request.user, Webhook, pk=pk)
    form = WebhookForm(request.POST)
    if not form.is_valid():
        return _page(request, webhook, form)
    save = _save if form.cleaned_data["url"] == webhook.url else _save_anew
    return save(request, webhook, form)


def _save(request: Request, webhook: Webhook, form: WebhookForm) -> HttpResponse:
    try:
        services.change_webhook(webhook, **form.cleaned_data)
    except ValidationError as problem:
        form.add_error(None, problem)
        return _page(request, webhook, form)
    notify(request, _("Webhook saved."))
    return redirect("api:webhook", webhook.pk)


_save_anew = signed_in_anew(_save)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in
def renew(request: Request, pk: int) -> HttpResponse:
    """Give a webhook a new secret, and show it once."""
    return _renew(request, get_owned_or_404(request.user, Webhook, pk=pk))


@signed_in_anew
def _renew(request: Request, webhook: Webhook) -> HttpResponse:
    if request.method == "POST":
        secret = services.renew_secret(
            webhook, before=request.POST.get("renewal", ""), now=request.now
        )
        return _secret_page(request, webhook, secret)
    return render(request, "api/webhooks/renew.html", {**SECTION, "webhook": webhook})


@require_POST
@signed_in
def test(request: Request, pk: int) -> HttpResponse:
    """Send a test event."""
    webhook = get_owned_or_404(request.user, Webhook, pk=pk)
    text = _("A test is on its way. The result appears below within a minute.")
    return _sent(request, webhook, lambda: services.send_test(webhook, now=request.now), text)


@require_POST
@signed_in
def again(request: Request, pk: int) -> HttpResponse:
    """Send the message of a delivery again."""
    rows = WebhookDelivery.objects.select_related("message__webhook")
    delivery = get_owned_or_404(request.user, rows, pk=pk)
    webhook = delivery.message.webhook
    text = _("Sending the event again. The result appears below within a minute.")
    return _sent(request, webhook, lambda: services.send_again(delivery), text)


def _sent(request: Request, webhook: Webhook, send: Callable[[], None], text: str) -> HttpResponse:
    if not may_press("webhook", request.user.pk):
        notify(request, _("You sent a lot within an hour. Wait an hour, then try again."))
        return redirect("api:webhook", webhook.pk)
    try:
        send()
    except ValidationError as problem:
        notify(request, problem.messages[0])
    else:
        _send_soon(webhook.pk)
        notify(request, text)
    return redirect("api:webhook", webhook.pk)


def _send_soon(key: int) -> None:
    # Celery comes with it, which a web process does without.
    from api.tasks import send_soon  # noqa: PLC0415

    transaction.on_commit(lambda: send_soon(key))


@require_POST
@signed_in
def switch_off(request: Request, pk: int) -> HttpResponse:
    """Send nothing more for now."""
    services.switch_off(get_owned_or_404(request.user, Webhook, pk=pk), now=request.now)
    notify(request, _("Webhook switched off. Events are kept until you switch it on."))
    return redirect("api:webhook", pk)


@require_POST
@signed_in
def switch_on(request: Request, pk: int) -> HttpResponse:
    """Send again: what waits, too, unless the seeker skips that."""
    webhook = get_owned_or_404(request.user, Webhook, pk=pk)
    services.switch_on(webhook, skip="skip" in request.POST)
    _send_soon(pk)
    notify(request, _("Webhook switched on."))
    return redirect("api:webhook", pk)


@require_POST
@signed_in
def skip(request: Request, pk: int) -> HttpResponse:
    """Send nothing of what waits."""
    count = services.skip_waiting(get_owned_or_404(request.user, Webhook, pk=pk))
    text = ngettext("Skipped %(count)s event.", "Skipped %(count)s events.", count)
    notify(request, text % {"count": count})
    return redirect("api:webhook", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delete(request: Request, pk: int) -> HttpResponse:
    """Delete a webhook, after asking."""
    webhook = get_owned_or_404(request.user, Webhook, pk=pk)
    if request.method == "POST":
        services.delete_webhook(webhook)
        notify(request, _("Webhook deleted, with its deliveries and waiting events."))
        return redirect("api:webhooks")
    return render(request, "api/webhooks/delete.html", {**SECTION, "webhook": webhook})
