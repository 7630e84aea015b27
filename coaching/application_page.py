"""The page of one application on the coach's site."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse

from accounts.models import CoachGrant
from applications.formatting import pay_text, place_text
from applications.models import Application
from coaching.render import page
from coaching.selectors import story_lines
from followups.next_steps import steps


def application_record(
    request: HttpRequest, application: Application, grant: CoachGrant, now: datetime
) -> TemplateResponse:
    """Render the application read-only: details, timeline, reminders and reasons."""
    scopes = grant.scopes
    context: dict[str, Any] = {
        "application": application,
        "client": application.owner,
        "grant": grant,
        "pay": pay_text(application) if "sees_pay" in scopes else "",
        "place": place_text(application),
        "notes": application.notes if "sees_notes" in scopes else "",
        "documents": application.documents.all() if "sees_documents" in scopes else (),
        "lines": story_lines(application, grant, now),
        "steps": steps(application, now),
        "now": now,
    }
    return page(request, "coaching/application.html", str(application), context)
