"""Takes the mails that a mail provider posts, stores them, and does no more."""

import logging
from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from inbox.mailboxes.store import store
from inbox.models import ReceivedFile
from inbox.room import has_room
from inbox.services.addresses import owner_of
from inbox.webhooks.payloads import BadPayload, Delivery, deliveries
from inbox.webhooks.request import HookRequest, TooLarge
from inbox.webhooks.validation import is_genuine, is_on
from jobtracker.http.middleware import TimedRequest

logger = logging.getLogger(__name__)


@csrf_exempt
@require_http_methods(["HEAD", "POST"])
def webhook(request: TimedRequest, provider: str) -> HttpResponse:
    """Store a provider's mails; of an address that is nobody's, say nothing.

    They are read by the next beat. A mail that is posted again is known, and stored once. Where an
    address has had too many within a day, the provider is asked to try again later.
    """
    if not is_on(provider):
        raise Http404
    if request.method == "HEAD":  # Some providers ask so whether there is anything here.
        return HttpResponse()
    return HttpResponse(status=_answer(request, provider, request.now))


def _answer(sent: HttpRequest, provider: str, now: datetime) -> HTTPStatus:
    try:
        request = HookRequest(sent)
        if not is_genuine(provider, request):
            logger.warning("refused a request that is not of %s", provider)
            return HTTPStatus.FORBIDDEN
        taken = [_take(each, now) for each in deliveries(provider, request)]
    except TooLarge:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    except (BadPayload, ValueError) as error:
        logger.warning("a request of %s that can't be read: %s", provider, error)
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.OK if all(taken) else HTTPStatus.SERVICE_UNAVAILABLE


def _take(delivery: Delivery, now: datetime) -> bool:
    """Store a mail for each of its owners; False if one of them has no room for it today."""
    is_taken = True
    for owner in _owners(delivery.recipients):
        if has_room(owner, ReceivedFile.Way.ADDRESS, now):
            store(owner, delivery.content, ReceivedFile.Way.ADDRESS, now)
        else:
            is_taken = False
    return is_taken


def _owners(recipients: Iterable[str]) -> list[User]:
    return list(dict.fromkeys(filter(None, map(owner_of, recipients))))
