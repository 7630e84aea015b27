"""The table of applications, and the ways of looking at it that are kept."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import get_mine
from accounts.pages import Request, signed_in
from applications.forms import MoveForm
from applications.lists import table_of
from applications.models import SavedView, Stage
from applications.services import forget_view, save_view
from applications.views._shared import LIST
from jobtracker.undo import say


@require_GET
@signed_in
def table(request: Request) -> HttpResponse:
    """The table, or for htmx only its results."""
    shown = table_of(request.user, request.GET)
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "table": shown,
        "query": asked.urlencode(),
        "stages": Stage.choices,
        "chosen_stages": request.GET.getlist("stage"),
        "move": MoveForm(now=timezone.now(), auto_id="move_%s"),
    }
    only_results = request.htmx and request.htmx.target == "results"
    name = "applications/_results.html" if only_results else "applications/list.html"
    return render(request, name, context)


@require_POST
@signed_in
def view_save(request: Request) -> HttpResponse:
    """Keep the present search, filters and order under a name."""
    query = QueryDict(request.POST.get("query", "")).urlencode()
    try:
        view = save_view(request.user, name=request.POST.get("name", ""), query=query)
    except ValidationError as error:
        messages.error(request, _("The view was not kept: %(why)s") % {"why": error.messages[0]})
    else:
        say(request, _("“%(name)s” is kept among your views.") % {"name": view.name})
    return redirect(f"{reverse(LIST)}?{query}")


@require_POST
@signed_in
def view_forget(request: Request, pk: int) -> HttpResponse:
    """Forget a view."""
    view = get_mine(request.user, SavedView, pk=pk)
    forget_view(view)
    say(request, _("“%(name)s” is no longer among your views.") % {"name": view.name})
    return redirect(LIST)
