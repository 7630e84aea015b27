"""Deletes the user's account, after they confirm their address and sign in again."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import Request, signed_in, signed_in_anew
from accounts.deletion import delete_account
from jobtracker.http import undo


@require_safe
@signed_in
@signed_in_anew
def show(request: Request) -> HttpResponse:
    """Show what would be deleted, and ask for confirmation."""
    return _page(request)


@require_POST
@signed_in
@signed_in_anew
def confirm(request: Request) -> HttpResponse:
    """Delete the account if its email address was typed to confirm."""
    typed = request.POST.get("email", "").strip()
    if typed.casefold() != request.user.email.casefold():
        return _page(request, typed=typed, wrong=True)
    delete_account(request.user)
    logout(request)
    undo.notify(request, _("Your account and everything in it are deleted. We wish you well."))
    return redirect("account_login")


def _page(request: Request, **more: object) -> HttpResponse:
    user = request.user
    context = {
        "applications": user.applications.count(),
        "contacts": user.contacts.count(),
        "documents": user.documents.count(),
        "section": "accounts:settings",
        **more,
    }
    return render(request, "accounts/delete.html", context, status=422 if more else 200)
