"""Files that are dropped into the inbox, and texts that are pasted."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.decorators import Request, signed_in
from inbox.reading.bounds import MAX_BYTES
from inbox.uploads import MAX_FILES, Outcome, add_all, pasted
from jobtracker.http.undo import notify
from jobtracker.http.uploads import takes_file

PROBLEMS_SHOWN = 8


@require_POST
@takes_file(MAX_BYTES, number=2 * MAX_FILES)
@signed_in
def upload(request: Request) -> HttpResponse:
    """Read email and calendar files, and a pasted text; say what became of each."""
    files = request.FILES.getlist("files")
    text = request.POST.get("text", "")
    if not files and not text.strip():
        messages.error(request, _("Choose email or calendar files, or paste an email."))
        return redirect("followups:inbox")
    outcome = add_all(request.user, _named(request, files[:MAX_FILES], text), now=request.now)
    if len(files) > MAX_FILES:
        left_out = _("Only the first %(count)s files were added. Add the others in another go.")
        outcome.problems.append(left_out % {"count": MAX_FILES})
    _tell(request, outcome)
    return redirect("followups:inbox")


def _named(
    request: Request, files: "list[UploadedFile[Any]]", text: str
) -> Iterator[tuple[str, bytes]]:
    for file in files:
        yield file.name or _("The file"), file.read()
    if text.strip():
        yield "", pasted(text, request.user, request.now)


def _tell(request: Request, outcome: Outcome) -> None:
    lines = [line for key, count in outcome.counts.items() if (line := _line(key, count))]
    if lines:
        notify(request, " ".join(lines))
    for problem in outcome.problems[:PROBLEMS_SHOWN]:
        messages.error(request, problem)
    more = len(outcome.problems) - PROBLEMS_SHOWN
    if more > 0:
        text = ngettext("%(count)s more can't be read.", "%(count)s more can't be read.", more)
        messages.error(request, text % {"count": more})


def _line(key: str, count: int) -> str:
    texts = {
        "suggested": ngettext("%(count)s suggestion added.", "%(count)s suggestions added.", count),
        "ignored": ngettext("%(count)s isn't about a job.", "%(count)s aren't about a job.", count),
        "known": ngettext("%(count)s was here already.", "%(count)s were here already.", count),
        "older": ngettext(
            "%(count)s is older than what you have.",
            "%(count)s are older than what you have.",
            count,
        ),
        "unread": ngettext("%(count)s can't be read.", "%(count)s can't be read.", count),
    }
    return texts[key] % {"count": count}
