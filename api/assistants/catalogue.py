"""The tools, in the order in which they are listed; their words are for the assistant."""

from api.answering import proposal
from api.assistants.drafting import DraftInput, DraftOut, draft
from api.assistants.reading import (
    Explained,
    ExplainInput,
    FindInput,
    FoundApplications,
    Nothing,
    WhichInput,
    WholeApplication,
    explain,
    find,
    what_is_due,
    whole,
)
from api.assistants.tools import Tool
from api.http.auth import ApiRequest
from api.models import Scope
from api.proposing import lay
from api.schemas.overview import TodayOut
from api.schemas.suggestions import Laid, Proposal, laid


def propose(request: ApiRequest, sent: Proposal) -> Laid:
    """Lay what happened into the Inbox."""
    answer = proposal(request.owner, sent.sent(), request.now)
    return laid(lay(request.owner, answer, request.key.name, request.now))


TOOLS = (
    Tool(
        "today",
        "Today",
        "What the person should do now in their job search: follow-ups that are overdue or due,"
        " what is coming, interviews ahead, and what waits for a decision.",
        Scope.READ,
        Nothing,
        TodayOut,
        what_is_due,
    ),
    Tool(
        "find_applications",
        "Find applications",
        "Find the person's job applications by words (company, title, notes) and stage.",
        Scope.READ,
        FindInput,
        FoundApplications,
        find,
    ),
    Tool(
        "application",
        "Read an application",
        "One application with everything that happened, its reminders, and what is held back.",
        Scope.READ,
        WhichInput,
        WholeApplication,
        whole,
    ),
    Tool(
        "explain",
        "Explain a reminder",
        "Why there is a reminder, or why there is none yet: the facts, how its dates were worked"
        " out, and the published advice that it rests on.",
        Scope.READ,
        ExplainInput,
        Explained,
        explain,
    ),
    Tool(
        "draft_note",
        "Draft a note",
        "Draft a follow-up, thank-you or other note from the facts, with checks of its text."
        " Nothing is saved or sent: the person sends it.",
        Scope.READ,
        DraftInput,
        DraftOut,
        draft,
    ),
    Tool(
        "propose",
        "Propose what happened",
        "Put something that happened (an interview, a rejection, an offer, a reply, a date for an"
        " answer, a note the person sent) into the person's Inbox. Nothing changes before they say"
        " yes there. Propose only what the person told you, or what you have read.",
        Scope.SUGGEST,
        Proposal,
        Laid,
        propose,
    ),
)
BY_NAME = {tool.name: tool for tool in TOOLS}
