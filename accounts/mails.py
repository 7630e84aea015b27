"""Mails between a seeker and a coach: each a subject, a text and an HTML page."""

import logging
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models.grants import CoachGrant
from jobtracker.mail.connection import FAULTS

logger = logging.getLogger(__name__)


def invitation_to_coach(grant: CoachGrant) -> bool:
    """Ask a coach in; gives whether the mail went out."""
    path = reverse("accounts:invitation", args=[grant.token])
    return send("invitation_to_coach", grant.email, {"who": grant.seeker, "path": path})


def invitation_to_client(grant: CoachGrant) -> bool:
    """Ask a seeker to let their coach in; gives whether the mail went out."""
    path = reverse("accounts:coaches")
    return send("invitation_to_client", grant.email, {"who": grant.coach, "path": path})


def accepted_by_coach(grant: CoachGrant) -> bool:
    """Tell the seeker that the coach has accepted: it may be somebody else than they meant."""
    path = reverse("accounts:coaches")
    to = grant.seeker.email if grant.seeker else ""
    return send("accepted_by_coach", to, {"who": grant.coach, "path": path})


def send(name: str, to: str, values: dict[str, Any]) -> bool:
    """Send the mail ``emails/<name>`` to one address; False where the server would not take it."""
    context = {**values, "SITE_URL": settings.SITE_URL, "SITE_NAME": settings.SITE_NAME}
    context["url"] = settings.SITE_URL + str(values["path"])
    subject = " ".join(render_to_string(f"emails/{name}.subject.txt", context).split())
    mail = EmailMultiAlternatives(
        subject=subject, body=render_to_string(f"emails/{name}.txt", context), to=[to]
    )
    mail.attach_alternative(render_to_string(f"emails/{name}.html", context), "text/html")
    try:
        return bool(mail.send())
    except FAULTS:
        logger.exception("the mail %s could not be sent", name)
        return False
