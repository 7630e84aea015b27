"""Answers as the form of the Inbox takes them, so that it checks what a program sends."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from accounts.access import owned_by
from accounts.models import User
from accounts.zones import find_zone
from accounts.zones import known as known_zones
from api.http.forms import check
from api.http.problems import Problem
from applications.models import Application
from followups.forms.inbox import NAMES, ChangeForm
from followups.inbox_cards import NEW, Read
from inbox.answers import Answer, as_new
from inbox.models import Suggestion
from jobtracker.forms.money import plain
from jobtracker.reading.names import one_line
from jobtracker.reading.people import Person

OF_THE_API = {form: api for api, form in NAMES.items()} | {"meeting": "interview_type"}
"""What the form's fields are called here."""
AS_THEY_ARE = (
    *("kind", "company", "title", "at", "text", "news_by", "ask_on", "answer_by", "starts_on"),
    *("pay_currency", "pay_period", "interview", "time_zone", "place", "link", "purpose"),
)
Sent = Mapping[str, Any]
MINUTE = timedelta(minutes=1)


class ProposalForm(ChangeForm):
    """The same for what a program proposes: the company may be all that it knows of the job."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False


def changed(found: Read, sent: Sent, now: datetime) -> Answer:
    """Return a suggestion's answer with the changes that were sent. Raises Problem 422."""
    found = _about(found, sent)
    return _checked(ChangeForm, found, sent, now)


def proposal(owner: User, sent: Sent, now: datetime) -> Answer:
    """Return what a program proposes as an answer. Raises Problem 422."""
    at = sent.get("at") or now
    row = Suggestion(owner=owner, kind=sent["kind"], at=at, finding={})
    read = Read(row, Answer(kind=sent["kind"], at=at), [])
    sent = {"application": None, **sent, "at": at}
    return _checked(ProposalForm, _about(read, sent), sent, now)


def _checked(form_class: type[ChangeForm], found: Read, sent: Sent, now: datetime) -> Answer:
    shown = form_class(found=found, now=now)
    values = {name: shown[name].value() for name in shown.fields} | _typed(
        sent, found.answer, shown
    )
    if not shown.answer.application:
        values["application"] = NEW
    data = {shown.add_prefix(name): each for name, each in values.items() if each is not None}
    form = form_class(data, found=found, now=now)
    return _exact(check(form, OF_THE_API).changed_answer(), sent)


def _about(found: Read, sent: Sent) -> Read:
    """Return the reading with the application that was sent: one of theirs, or a new one.

    Naming a company or a title means a new one, too, unless it is said which application is meant.
    """
    names_a_job = bool(sent.get("company") or sent.get("title"))
    if "application" not in sent and not names_a_job:
        return found
    if (pk := sent.get("application")) is None:
        return replace(found, answer=as_new(found.answer, found.suggestion), candidates=[])
    rows = owned_by(found.suggestion.owner, Application).select_related("company")
    if (row := rows.filter(pk=pk).first()) is None:
        raise Problem(422, errors=[("application", _("You have no application with this id."))])
    parts: dict[str, Any] = {"application": row, "company": row.company.name, "title": row.title}
    return replace(found, answer=replace(found.answer, **parts), candidates=[])


def _typed(sent: Sent, answer: Answer, shown: ChangeForm) -> dict[str, Any]:
    """Return the fields that were sent as they would be typed; null empties one."""
    data = {name: "" if sent[name] is None else sent[name] for name in AS_THEY_ARE if name in sent}
    if sent.get("at", "") is None:
        del data["at"]
    if sent.get("kind", "") is None:
        del data["kind"]
    if "pay" in sent:
        data["pay"] = "" if sent["pay"] is None else plain(sent["pay"])
    if "interview_type" in sent:
        data["meeting"] = sent["interview_type"] or ""
    if "people" in sent:
        data["people"] = "\n".join(_person(each) for each in sent["people"] or ())
    if "recipient" in sent:
        data["reader"] = _person(sent["recipient"]) if sent["recipient"] else ""
    return data | _times(sent, answer, shown["time_zone"].value())


def _times(sent: Sent, answer: Answer, zone: str) -> dict[str, Any]:
    """Return the beginning as a clock shows it where it was agreed on, and the length."""
    found: dict[str, Any] = {}
    starts = sent.get("starts_at", answer.starts_at)
    if "starts_at" in sent:
        name = find_zone(sent.get("time_zone") or zone)
        there = ZoneInfo(name) if name in known_zones() else UTC
        found["starts"] = starts.astimezone(there).replace(tzinfo=None) if starts else ""
    if "ends_at" in sent:
        ends = sent["ends_at"]
        if ends and not (starts and ends > starts):
            raise Problem(422, errors=[("ends_at", _("The interview must end after it begins."))])
        found["minutes"] = ceil((ends - starts) / MINUTE) if ends else ""
    return found


def _exact(answer: Answer, sent: Sent) -> Answer:
    """Return the answer with the very instants that were sent, even as the clocks go back."""
    if not (sent.get("starts_at") and answer.starts_at):
        return answer
    length = (answer.ends_at or answer.starts_at) - answer.starts_at
    ends_at = sent.get("ends_at") or sent["starts_at"] + length
    return replace(answer, starts_at=sent["starts_at"], ends_at=ends_at)


def _person(sent: Mapping[str, str]) -> str:
    """Return a person as the form takes them: “Ana Ortiz, Head of Data <ana@example.org>”."""
    person = Person(*(one_line(sent.get(name, "")) for name in ("name", "role", "email")))
    named = ", ".join(filter(None, [person.name.replace(",", " "), person.role]))
    return f"{named} <{person.email}>" if person.email else named
