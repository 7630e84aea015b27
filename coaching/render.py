"""Renders our own pages on the coach's site."""

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.models import User
from jobtracker.admin import coach_site


def page(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int = 200
) -> TemplateResponse:
    """Render a page within the coach's site navigation."""
    request.current_app = coach_site.name
    whole = {**coach_site.each_context(request), "title": title, **context}
    return TemplateResponse(request, template, whole, status=status)


def client_page(
    request: HttpRequest,
    client: User,
    template: str,
    title: str,
    context: dict[str, Any],
    status: int = 200,
) -> TemplateResponse:
    """Render a page about one client, with its times and days as the client reads them."""
    with timezone.override(client.zone):
        answer = page(request, template, title, {"client": client, **context}, status)
        answer.render()
    return answer
