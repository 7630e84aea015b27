"""The seeker's own mailbox: connect it, choose its folders, disconnect it."""

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.access import get_owned_or_404, owned_by
from accounts.decorators import Request, signed_in
from inbox.mailboxes.forms import FoldersForm, MailboxForm
from inbox.mailboxes.problems import MailboxProblem
from inbox.mailboxes.providers import PROVIDERS
from inbox.mailboxes.session import connected
from inbox.models import Mailbox
from inbox.services.addresses import address_of
from inbox.services.mailboxes import (
    choose_folders,
    connect_mailbox,
    disconnect_mailbox,
    fetch_soon,
)
from jobtracker.http.bounded import TimeLimits
from jobtracker.http.undo import notify

STEP_SECONDS, OVERALL_SECONDS = 8, 20
"""How long somebody who connects a mailbox waits for its server at most."""
MOST_TRIES = 20
TRIES_SECONDS = 3600


@require_safe
@never_cache
@signed_in
def show(request: Request) -> HttpResponse:
    """Show how the mailbox fares, or the form to connect one."""
    return _page(request)


@sensitive_post_parameters("password")
@require_POST
@signed_in
def connect(request: Request) -> HttpResponse:
    """Sign in to a mailbox, and keep it if that works; else say which field to change."""
    form = MailboxForm(request.POST)
    if form.is_valid() and _may_try(request, form) and _connected(request, form):
        notify(request, _("Your mailbox is connected. Its first emails arrive within a minute."))
        return redirect("inbox:mailbox")
    return _page(request, connect=form)


def _may_try(request: Request, form: MailboxForm) -> bool:
    """Return whether this is not one of many tries: nobody guesses passwords through us."""
    key = f"inbox.mailbox-tries.{request.user.pk}"
    cache.add(key, 0, TRIES_SECONDS)
    if cache.incr(key) <= MOST_TRIES:
        return True
    form.add_error(None, _("Too many tries. Wait an hour, then try again."))
    return False


def _connected(request: Request, form: MailboxForm) -> bool:
    limits = TimeLimits(step=STEP_SECONDS, overall=OVERALL_SECONDS)
    try:
        with connected(form.account, limits) as session:
            folders = session.folders()
    except MailboxProblem as problem:
        form.add_problem(problem)
        return False
    mailbox = connect_mailbox(request.user, form.account, folders, now=request.now)
    _fetch_soon(mailbox.pk)
    return True


def _fetch_soon(key: int) -> None:
    # Celery comes with it, which a web process does without.
    from inbox.tasks import send_fetch  # noqa: PLC0415

    transaction.on_commit(lambda: send_fetch(key))


@require_POST
@signed_in
def folders(request: Request) -> HttpResponse:
    """Choose the folders to read."""
    mailbox = get_owned_or_404(request.user, Mailbox)
    form = FoldersForm(mailbox, request.POST)
    if not form.is_valid():
        return _page(request, folders=form)
    data = form.cleaned_data
    choose_folders(mailbox, inbox=data["inbox"], sent=data["sent"], now=request.now)
    _fetch_soon(mailbox.pk)
    notify(request, _("Your folders are saved."))
    return redirect("inbox:mailbox")


@require_POST
@signed_in
def fetch(request: Request) -> HttpResponse:
    """Have the mailbox read at once."""
    mailbox = get_owned_or_404(request.user, Mailbox)
    fetch_soon(mailbox, now=request.now)
    _fetch_soon(mailbox.pk)
    notify(request, _("Your mailbox is read now. New emails appear within a minute."))
    return redirect("inbox:mailbox")


@require_POST
@signed_in
def disconnect(request: Request) -> HttpResponse:
    """Forget the mailbox and its password."""
    disconnect_mailbox(get_owned_or_404(request.user, Mailbox))
    notify(request, _("Your mailbox is disconnected and its password deleted."))
    return redirect("inbox:mailbox")


def _page(request: Request, **bound: MailboxForm | FoldersForm) -> HttpResponse:
    mailbox = owned_by(request.user, Mailbox).first()
    context = {
        "mailbox": mailbox,
        "providers": PROVIDERS,
        "address": address_of(request.user),
        "connect": MailboxForm(initial=_typed(mailbox)),
        "folders": FoldersForm(mailbox) if mailbox else None,
        "now": request.now,
        **bound,
    }
    return render(request, "inbox/mailbox.html", context, status=422 if bound else 200)


def _typed(mailbox: Mailbox | None) -> dict[str, object]:
    """Return what need not be typed again for a new password."""
    names = ("host", "security", "port", "username")
    return {name: getattr(mailbox, name) for name in names} if mailbox else {}
