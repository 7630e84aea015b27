"""The page of one application on the coach's site."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import CoachGrant
from applications.formatting import offered_pay, pay_text, place_text
from applications.models import Application, Event, Stage
from coaching.inbox import inbox_rows
from coaching.render import client_page
from coaching.selectors import story_lines
from followups.next_steps import steps
from jobtracker.templatetags.dates import day


def application_record(
    request: HttpRequest, application: Application, grant: CoachGrant, now: datetime
) -> TemplateResponse:
    """Render the application read-only: details, timeline, reminders and reasons."""
    client = application.owner
    with timezone.override(client.zone):
        context = _context(application, grant, now)
    return client_page(request, client, "coaching/application.html", str(application), context)


def _context(application: Application, grant: CoachGrant, now: datetime) -> dict[str, Any]:
    scopes = grant.scopes
    return {
        "application": application,
        "grant": grant,
        "pay": pay_text(application) if "sees_pay" in scopes else "",
        "facts": facts(application, sees_pay="sees_pay" in scopes),
        "place": place_text(application),
        "notes": application.notes if "sees_notes" in scopes else "",
        "documents": application.documents.all() if "sees_documents" in scopes else (),
        "lines": story_lines(application, grant, now),
        "steps": steps(application, now, tells_of_mail="sees_notes" in scopes),
        "inbox": inbox_rows(application.owner, grant, application.pk),
        "now": now,
    }


def facts(application: Application, *, sees_pay: bool) -> list[str]:
    """Who referred the client, when the posting closes, and what was offered."""
    found = []
    if application.referred_by:
        found.append(_("referred by %(who)s") % {"who": application.referred_by.name})
    if application.closes_on:
        found.append(_("closing date %(day)s") % {"day": day(application.closes_on)})
    offer = application.events.filter(result=Event.Result.OFFER).order_by("at", "pk").last()
    if offer and application.stage == Stage.OFFER:
        found += _offered(offer, sees_pay)
    return found


def _offered(offer: Event, sees_pay: bool) -> Iterator[str]:
    if offer.answer_by:
        yield _("answer by %(day)s") % {"day": day(offer.answer_by)}
    if offer.starts_on:
        yield _("would start on %(day)s") % {"day": day(offer.starts_on)}
    pay = offered_pay(offer.pay, offer.pay_currency, offer.pay_period) if sees_pay else ""
    if pay:
        yield _("offered %(pay)s") % {"pay": pay}
