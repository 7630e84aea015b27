"""The words of the document: the introduction, the groups, and what each answer means."""

from collections.abc import Mapping

INTRODUCTION = """\
What you can do on the pages, your own programs can do here, and no more.

**Keys.** Create one under Settings › API keys and send it with every request: `Authorization: \
Bearer jt_…`. A key has scopes, each of which opens some of the operations: `read`, `write` (add, \
change and delete, and put things into the Inbox), `suggest` (only put things into the Inbox) and \
`capture` (save jobs from other pages). Somebody else's id is answered like one that doesn't \
exist: 404.

**Formats.** Bodies are JSON in UTF-8. Instants are RFC 3339 with an offset \
(`2026-03-02T10:00:00+01:00`); answers give them in UTC, to the microsecond. Dates are plain \
(`2026-03-02`). Fields that aren't known are refused.

**Lists** come in pages: `items` and `next_cursor`. Send `next_cursor` back as `cursor` for the \
next page; it is null on the last. Keep the filters and the order the same from page to page.

**Repeating.** A POST with an `Idempotency-Key` can be repeated: the same key and request give \
the first answer again for a week, with `Idempotent-Replayed: true`; another request with the \
key is refused with 409. `/intake` needs no key: it keeps each mail and event once.

**Changing.** An answer about one thing has an `ETag`. Send it as `If-Match` with PATCH, PUT or \
DELETE, and your change is refused with 412 if somebody else changed it since.

**Refusals** are problem documents (RFC 9457, `application/problem+json`): `title` and `detail` \
say what is wrong, `errors` names each field and how to mend it, in the words of the forms.

**Limits.** A key may send so many requests a minute; beyond that the answer is 429, and \
`Retry-After` says how many seconds to wait.
"""
TAGS: Mapping[str, str] = {
    "applications": "One job each, with its stage, pay, posting and notes.",
    "events": "What happened on an application: its timeline.",
    "interviews": "Interviews, who is in them, and your notes after them.",
    "messages": "Notes that you sent, and the reminders that they settle.",
    "companies": "The companies that you apply to, and those that your contacts work for.",
    "contacts": "Interviewers, recruiters and others whom you know there.",
    "references": "The people who vouch for you, and whether they agreed.",
    "reminders": "What to do, for whom, by when, and why.",
    "plan": "The plan of one application, and the case file that gives it.",
    "inbox": "Mails, calendar files and job pages, and the suggestions read in them.",
    "overview": "Your account, Today, the figures of your search, and the timing policy.",
    "documents": "CVs, cover letters and other files.",
    "templates": "Your own wording of the notes.",
}
ANSWERS: Mapping[str, str] = {
    "200": "Done, or read.",
    "201": "Added.",
    "204": "Deleted.",
    "304": "You have the latest already.",
    "400": "The request can't be read: it isn't JSON, or holds characters that can't be kept.",
    "401": "No key that opens anything: it is missing, wrong, expired or revoked.",
    "403": "The key lacks the scope.",
    "404": "There is nothing of yours with this id.",
    "409": "The request conflicts with what is there, or the Idempotency-Key was used for another.",
    "412": "There was a change since the state that `If-Match` names.",
    "413": "The body is too large.",
    "415": "The body is of a kind that isn't taken.",
    "422": "Some fields need another look: `errors` names each.",
    "429": "Too many requests: `Retry-After` says how many seconds to wait.",
    "503": "The site is busy or its database is away: try again in a moment.",
}
TITLES: Mapping[str, str] = {
    "list_interviews_of": "List interviews of an application",
    "merge_company": "Merge two companies",
    "merge_contact": "Merge two contacts",
    "take_in": "Send in a mail, a calendar file or a page",
    "list_messages_to_reference": "List messages to a reference",
    "add_message_to_reference": "Add a message to a reference",
    "get_me": "Read whose key this is",
    "get_today": "Read Today",
    "get_insights": "Read the figures",
    "get_policy": "Read the policy",
    "set_policy": "Choose the policy",
    "get_plan": "Read the plan",
    "get_case": "Read the case file",
    "get_document_content": "Download a document",
    "mark_reminder_done": "Mark a reminder as done",
    "take_back_suggestion": "Take back an answer",
    "record_reminder_fact": "Record what a reminder asks about",
}
"""Where the name of an operation does not read well as its title."""
VERBS: Mapping[str, str] = {"get": "Read", "remove": "Delete"}


def title_of(name: str) -> str:
    """Return the title of an operation: ``change_event`` is "Change an event"."""
    if name in TITLES:
        return TITLES[name]
    verb, *rest = name.split("_")
    said = " ".join(rest)
    article = "" if verb == "list" else "an " if said[0] in "aeio" else "a "
    return f"{VERBS.get(verb, verb.capitalize())} {article}{said}"
