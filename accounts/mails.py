"""Emails between a seeker and a coach, each with a subject, a text and an HTML part."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models.grants import CoachGrant
from accounts.senders import introduced
from jobtracker.mail.connection import faults

logger = logging.getLogger(__name__)

MOST_TO_ONE = 5
"""The most invitations mailed to one address within a day, whoever sends them."""


def invitation_to_coach(grant: CoachGrant) -> bool:
    """Send a seeker's invitation to a coach; return whether it was sent."""
    path = reverse("accounts:invitation", args=[grant.token])
    return _invite("invitation_to_coach", grant, {"who": introduced(grant.seeker), "path": path})


def invitation_to_client(grant: CoachGrant) -> bool:
    """Send a coach's invitation to a seeker; return whether it was sent."""
    path = reverse("accounts:coaches")
    return _invite("invitation_to_client", grant, {"who": introduced(grant.coach), "path": path})


def _invite(name: str, grant: CoachGrant, values: dict[str, Any]) -> bool:
    """Send an invitation, unless its address has had many within a day; the link still works."""
    since = grant.invited_at - timedelta(days=1)
    lately = CoachGrant.objects.to_mailbox(grant.email).filter(invited_at__gt=since)
    return lately.count() <= MOST_TO_ONE and send(name, grant.email, values)


def accepted_by_coach(grant: CoachGrant) -> bool:
    """Email the seeker that the coach accepted: it may be someone they did not mean."""
    path = reverse("accounts:coaches")
    to = grant.seeker.email if grant.seeker else ""
    return send("accepted_by_coach", to, {"who": introduced(grant.coach), "path": path})


def send(name: str, to: str, values: dict[str, Any]) -> bool:
    """Send the email ``emails/<name>`` to one address; return False if the server refused it."""
    context = {**values, "SITE_URL": settings.SITE_URL, "SITE_NAME": settings.SITE_NAME}
    context["url"] = settings.SITE_URL + str(values["path"])
    subject = " ".join(render_to_string(f"emails/{name}.subject.txt", context).split())
    mail = EmailMultiAlternatives(
        subject=subject, body=render_to_string(f"emails/{name}.txt", context), to=[to]
    )
    mail.attach_alternative(render_to_string(f"emails/{name}.html", context), "text/html")
    try:
        return bool(mail.send())
    except faults():
        logger.exception("could not send the email %s", name)
        return False
