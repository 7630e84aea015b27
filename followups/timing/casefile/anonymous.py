"""Make a case anonymous: every id is replaced, and nothing but what a plan rests on is kept.

Dates, times, the time zone, the policy and the days off stay, so the plan stays the same but for
the ids in it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]
CASE = ("timezone", "now", "policy", "weekend", "days_off")
APPLICATION = ("interest", "closes_on")
REFERENCE = ("consent", "agreed_on", "last_contact_on", "job_hunting_since")
EVENT = (
    *("type", "at", "kind", "starts_at", "ends_at", "cancelled_at"),
    *("news_by", "ask_on", "purpose", "has_list", "result", "answer_by"),
)
LETTERS = {"interview": "i", "debriefed": "d", "message_sent": "m", "mail_unsorted": "s"}
"""The letter that an event's new id begins with, where it is not `e`."""


def anonymous(case: Json) -> dict[str, Any]:
    """Return the case with new ids for events, people and references, and no other words."""
    application = case["application"]
    references, events = case.get("references", ()), application["events"]
    people, names = _people(application, references), _names(events)
    found: dict[str, Any] = {
        **_kept(case, CASE),
        "application": {
            **_kept(application, APPLICATION),
            **_renamed(application, people, "referred_by"),
            "events": [_event(event, names, people) for event in events],
        },
    }
    if "references" in case:
        found["references"] = [_reference(each, people) for each in references]
    return found


def anonymous_key(key: str, case: Json) -> str:
    """Return a reminder's key in the plan of a case as it is in the plan of the anonymous one.

    The ids in the case hold no slash, and no two things share one.
    """
    application = case["application"]
    people = _people(application, case.get("references", ()))
    new = {**people, **_names(application["events"])}
    return "/".join(new.get(part, part) for part in key.split("/"))


def _event(event: Json, names: Mapping[str, str], people: Mapping[str, str]) -> dict[str, Any]:
    found = {
        **_kept(event, EVENT),
        **_renamed(event, names, "id", "interview"),
        **_renamed(event, people, "to", "reference"),
    }
    if "interviewers" in event:
        found["interviewers"] = [people[each] for each in event["interviewers"]]
    return found


def _reference(reference: Json, people: Mapping[str, str]) -> dict[str, Any]:
    return {**_renamed(reference, people, "id", "contact"), **_kept(reference, REFERENCE)}


def _people(application: Json, references: Iterable[Json]) -> Mapping[str, str]:
    vouching = [("r", reference["id"]) for reference in references]
    return _numbered([*vouching, *(("c", old) for old in _others(application, references))])


def _others(application: Json, references: Iterable[Json]) -> Iterator[str | None]:
    yield application.get("referred_by")
    for event in application["events"]:
        yield event.get("to")
        yield from event.get("interviewers", ())
    for reference in references:
        yield reference.get("contact")


def _names(events: Iterable[Json]) -> Mapping[str, str]:
    return _numbered((LETTERS.get(event["type"], "e"), event.get("id")) for event in events)


def _numbered(olds: Iterable[tuple[str, str | None]]) -> Mapping[str, str]:
    """Return a new id for each old one: its letter, and a number in the order they come."""
    new: dict[str, str] = {}
    last: Counter[str] = Counter()
    for letter, old in olds:
        if old is not None and old not in new:
            last[letter] += 1
            new[old] = f"{letter}{last[letter]}"
    return new


def _kept(values: Json, keys: Iterable[str]) -> dict[str, Any]:
    return {key: values[key] for key in keys if key in values}


def _renamed(values: Json, new: Mapping[str, str], *keys: str) -> dict[str, Any]:
    return {key: None if values[key] is None else new[values[key]] for key in keys if key in values}
