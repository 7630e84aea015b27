"""Compares the named policies, for one client or for all."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import clients_of, grant_of
from accounts.access_log import log_access, log_list_access
from accounts.decorators import Request
from accounts.models import AccessLog
from coaching.compare import GROUPS, compare
from coaching.render import page

What = AccessLog.What


def show(request: Request) -> HttpResponse:
    """Compare the next thirty days of all clients under each named policy."""
    now = request.now
    clients = list(clients_of(request.user, now))
    log_list_access(request.user, clients, What.COMPARISON, now=now)
    context = {
        "comparison": compare(clients, now, timezone.localdate(now)),
        "groups": GROUPS.values(),
        "clients": len(clients),
    }
    return page(request, "coaching/compare.html", _("Policies compared"), context)


def of_client(request: Request, pk: int) -> HttpResponse:
    """Compare the next thirty days of one client under each named policy."""
    now = request.now
    client = grant_of(request.user, pk, now).seeker
    if client is None:
        raise Http404
    log_access(request.user, client, What.COMPARISON, now=now)
    title = _("Policies compared for %(who)s") % {"who": client}
    context = {
        "comparison": compare([client], now, timezone.localdate(now)),
        "groups": GROUPS.values(),
        "client": client,
    }
    return page(request, "coaching/compare.html", title, context)
