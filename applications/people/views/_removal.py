"""Removing a row that may be part of the story: asked first, and refused with the reasons."""

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
    said: str,
    then: str,
) -> HttpResponse:
    """Ask on ``template``; once confirmed, ``remove``, say ``said`` and go to the page ``then``.

    Where ``remove`` raises ValidationError, the page names its reasons (409).
    """
    if request.method != "POST":
        return render(request, template, context)
    try:
        remove()
    except ValidationError as refused:
        return render(request, template, {**context, "reasons": refused.messages}, status=409)
    notify(request, said)
    return redirect(then)
