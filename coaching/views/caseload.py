"""The caseload as a page and as a CSV file."""

import csv
from io import StringIO
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.access_log import log_list_access
from accounts.decorators import Request
from accounts.models import AccessLog
from applications.table.export import guarded
from coaching.caseload import Client, caseload, in_programme, matching, of_kind
from coaching.render import page
from coaching.triage import KINDS

A_PAGE = 50


def show(request: Request) -> HttpResponse:
    """Show the clients, those who need help most first."""
    now = request.now
    everybody = caseload(request.user, now)
    clients = _asked(request, everybody)
    part = Paginator(clients, A_PAGE).get_page(request.GET.get("page"))
    log_list_access(request.user, (each.user for each in part), AccessLog.What.CASELOAD, now=now)
    context = {
        "clients": part,
        "everybody": len(everybody),
        "kinds": [(kind, len(of_kind(everybody, kind))) for kind in KINDS.values()],
        "kind": request.GET.get("need", ""),
        "q": request.GET.get("q", ""),
        "programmes": request.user.programmes.all(),
        "programme": request.GET.get("programme", ""),
        "now": now,
    }
    return page(request, "coaching/caseload.html", _("Clients"), context)


def sheet(request: Request) -> HttpResponse:
    """Return the same clients in the same order as a CSV file."""
    now = request.now
    clients = _asked(request, caseload(request.user, now))
    log_list_access(request.user, (each.user for each in clients), AccessLog.What.SHEET, now=now)
    text = StringIO("\ufeff", newline="")
    text.seek(0, 2)
    writer = csv.writer(text)
    titles = [
        title
        for kind in KINDS.values()
        for title in (kind.title, _("Why: %(kind)s") % {"kind": kind.title})
    ]
    writer.writerow([_("Client"), _("Email"), _("Open applications"), _("Rests until"), *titles])
    for each in clients:
        writer.writerow([guarded(value) for value in _line(each)])
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="clients.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _asked(request: Request, clients: list[Client]) -> list[Client]:
    chosen = of_kind(matching(clients, request.GET.get("q", "")), KINDS.get(_need(request)))
    programme = request.GET.get("programme", "")
    if not programme:
        return chosen
    members = in_programme(request.user, programme, request.now)
    return [each for each in chosen if each.user.pk in members]


def _need(request: Request) -> str:
    return request.GET.get("need", "")


def _line(client: Client) -> list[Any]:
    cells = [(need.count, need.reason) if need else (0, "") for need in client.cells]
    flat = [value for cell in cells for value in cell]
    rests = f"{client.rests_until:%Y-%m-%d}" if client.rests_until else ""
    return [str(client.user), client.user.email, client.open, rests, *flat]
