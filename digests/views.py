"""The pages behind links in emails: they explain the action, and do it when its button is pressed.

Mail scanners follow links, so opening one changes nothing. The signed link is the authorization:
no session is needed, and a forged request would need the link itself. So these pages are exempt
from CSRF checks, which need a cookie that mail programs may withhold.
"""

from datetime import datetime

from django.core.signing import BadSignature
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.reading import reading_as
from digests import links
from digests.link_actions import ARCHIVE, STOPS, key, link_action_for, stop, stoppable
from followups import cards, services
from followups.joint import joined
from followups.models import Reminder
from followups.snooze import SnoozeOption, snooze_options
from followups.state import is_before_talk
from jobtracker.http.middleware import TimedRequest

BAD, GONE = 400, 410


@require_safe
@never_cache
def choices(request: TimedRequest, token: str) -> HttpResponse:
    """Every action on one reminder, each as a button."""
    return _with_reminder(request, token, "")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def act(request: TimedRequest, token: str, act: str) -> HttpResponse:
    """One action on one reminder: confirmation, and the result after the button is pressed."""
    return _with_reminder(request, token, act)


def _with_reminder(request: TimedRequest, token: str, act: str) -> HttpResponse:
    try:
        bearer = links.read_reminder_token(token)
    except links.LinkExpired:
        return _sorry(request, _("This link is too old"), GONE)
    except (BadSignature, ValueError):
        return _sorry(request, _("This link is not complete"), BAD)
    rows = Reminder.objects.select_related(*cards.WITH, "owner", "interview")
    reminder = rows.filter(
        pk=bearer.reminder_id, owner=bearer.owner_id, owner__is_active=True
    ).first()
    if reminder is None:
        return _sorry(request, _("This reminder is no longer there"), GONE)
    owner, now = reminder.owner, request.now
    with reading_as(owner):
        return _answer(request, reminder, token, act, now)


def _answer(
    request: TimedRequest, reminder: Reminder, token: str, act: str, now: datetime
) -> HttpResponse:
    if reminder.state not in Reminder.LIVE:
        return _render(request, reminder, "done", now, token=token)
    if request.method == "POST":
        return _press(request, reminder, token, act, now)
    if act in ("", "snooze", "stop"):
        return _render(request, reminder, act or "choices", now, token=token)
    action = link_action_for(reminder, act, now)
    if action is None:
        return _no_action(request, reminder, token, now)
    return _render(request, reminder, "confirm", now, token=token, action=action, act=act)


def _press(
    request: TimedRequest, reminder: Reminder, token: str, act: str, now: datetime
) -> HttpResponse:
    if act == "snooze":
        return _snooze(request, reminder, token, now)
    if act == "stop":
        return _stop(request, reminder, token, now)
    action = link_action_for(reminder, act, now)
    if action is None:
        return _no_action(request, reminder, token, now)
    action.do(reminder, key(token, act), now)
    return _render(request, reminder, "action_done", now, said=action.after)


def _no_action(
    request: TimedRequest, reminder: Reminder, token: str, now: datetime
) -> HttpResponse:
    """Say that the interview is still ahead, or that the link names no action."""
    if is_before_talk(reminder, now):
        return _render(request, reminder, "choices", now, token=token)
    return _sorry(request, _("This link is not complete"), BAD)


def _stop(request: TimedRequest, reminder: Reminder, token: str, now: datetime) -> HttpResponse:
    """Stop one kind of email, or all reminders of one application."""
    chosen = request.POST.get("what", "")
    if chosen in STOPS:
        stop(reminder.owner, chosen, now=now)
        return _render(request, reminder, "action_done", now, said=STOPS[chosen][2])
    if chosen != "application" or not reminder.application_id:
        return _render(request, reminder, "stop", now, token=token)
    ARCHIVE.do(reminder, key(token, "stop"), now)
    return _render(request, reminder, "action_done", now, said=ARCHIVE.after)


def _snooze(request: TimedRequest, reminder: Reminder, token: str, now: datetime) -> HttpResponse:
    chosen = request.POST.get("until")
    moments = {offer.name: offer.at for offer in _moments(reminder, now)}
    if chosen not in moments:
        return _render(request, reminder, "snooze", now, token=token)
    services.snooze(reminder, moments[chosen], now=now)
    return _render(request, reminder, "action_done", now, until=moments[chosen])


def _moments(reminder: Reminder, now: datetime) -> tuple[SnoozeOption, ...]:
    return snooze_options(reminder.owner.zone, now, reminder.lapses_at)


def _render(
    request: TimedRequest, reminder: Reminder, page: str, now: datetime, **more: object
) -> HttpResponse:
    rows = joined(reminder, now)
    card_context = cards.card_context(reminder.owner, rows, now)
    context = {
        "card": cards.card(rows[0], card_context, rows[1:]),
        "offers": _moments(reminder, now),
        "sent": link_action_for(reminder, "sent", now),
        "replied": link_action_for(reminder, "replied", now),
        "stops": stoppable(reminder.owner),
        "now": now,
        **more,
    }
    return _private(render(request, f"digests/link_{page}.html", context))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mail_stop(request: TimedRequest, token: str) -> HttpResponse:
    """Stop one kind of email: with a button, or in one click by the mail program (RFC 8058)."""
    try:
        owner_id, kind = links.read_stop_token(token)
    except links.LinkExpired:
        return _private(render(request, "digests/stop_too_old.html", status=GONE))
    except (BadSignature, ValueError):
        return _sorry(request, _("This link is not complete"), BAD)
    owner = User.objects.filter(pk=owner_id, is_active=True).first()
    if owner is None or kind not in STOPS:
        return _sorry(request, _("This mail has stopped already"), GONE)
    with reading_as(owner):
        _settings, button, said = STOPS[kind]
        if request.method == "POST":
            stop(owner, kind, now=request.now)
            return _private(render(request, "digests/stopped.html", {"said": said}))
        return _private(render(request, "digests/stop_mail.html", {"button": button}))


def _sorry(request: TimedRequest, title: str, status: int) -> HttpResponse:
    context = {"title": title}
    return _private(render(request, "digests/link_error.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    """Keep the link, which is a secret, out of search indexes and other sites' logs."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
