"""Confirm and remove a row; refused with reasons while a timeline uses it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.decorators import Request
from jobtracker.http.undo import notify


def removal(
    request: Request,
    template: str,
    context: dict[str, Any],
    remove: Callable[[], None],
    *,
    message: str,
    then: str,
) -> HttpResponse:
    """Ask on ``template``; once confirmed, ``remove``, show ``message`` and redirect to ``then``.

    If ``remove`` raises ValidationError, the page lists its reasons (409).
    """
    if request.method != "POST":
        return render(request, template, context)
    try:
        remove()
    except ValidationError as refused:
        return render(request, template, {**context, "reasons": refused.messages}, status=409)
    notify(request, message)
    return redirect(then)
