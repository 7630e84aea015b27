"""The settings of the inbox: the private address, the mailbox, and ignored senders."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in
from inbox.confirmations import codes_of
from inbox.models import IgnoredSender, Mailbox
from inbox.services.addresses import address_of, end_address, is_configured, renew_address
from inbox.services.ignored_senders import read_again
from jobtracker.http.undo import notify


@require_safe
@never_cache
@signed_in
def show(request: Request) -> HttpResponse:
    """The ways by which mail can arrive, and who is ignored."""
    context = {
        "section": "accounts:settings",
        "is_configured": is_configured(),
        "address": address_of(request.user),
        "mailbox": owned_by(request.user, Mailbox).first(),
        "codes": codes_of(request.user, request.now),
        "ignored": owned_by(request.user, IgnoredSender).filter(since__isnull=False),
        "now": request.now,
    }
    return render(request, "inbox/settings.html", context)


@require_POST
@signed_in
def address_renew(request: Request) -> HttpResponse:
    """Make a private address, which replaces the one before."""
    if is_configured():
        had = address_of(request.user)
        renew_address(request.user, now=request.now)
        notify(request, _address_made(had))
    return redirect("inbox:settings")


def _address_made(before: str | None) -> str:
    if before:
        return _("Here is your new address. Emails to the old one no longer arrive.")
    return _("Here is your private address. Forward your application emails to it.")


@require_POST
@signed_in
def address_end(request: Request) -> HttpResponse:
    """Turn the private address off."""
    end_address(request.user)
    notify(request, _("Your private address is off. Emails to it no longer arrive."))
    return redirect("inbox:settings")


@require_POST
@signed_in
def sender_read_again(request: Request, pk: int) -> HttpResponse:
    """Make suggestions from a sender's mails again."""
    sender = get_owned_or_404(request.user, IgnoredSender, pk=pk)
    read_again(sender)
    notify(request, _("Emails from %(sender)s are read again.") % {"sender": sender.email})
    return redirect("inbox:settings")
