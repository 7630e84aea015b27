"""Make a case anonymous: every id is replaced, and nothing but what a plan rests on is kept.

Dates, times, the time zone, the policy and the days off stay, so the plan stays the same but for
the ids in it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]
Ids = Mapping[str, str]
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
    application, references = case["application"], case.get("references", ())
    people, names = _people(application, references), _names(application["events"])
    found: dict[str, Any] = {key: case[key] for key in CASE if key in case}
    found["application"] = {
        **_told(application, APPLICATION, {"referred_by": people}),
        "events": [
            _told(event, EVENT, {"id": names, "interview": names, **_to_people(people)})
            for event in application["events"]
        ],
    }
    if "references" in case:
        new = {"id": people, "contact": people}
        found["references"] = [_told(each, REFERENCE, new) for each in references]
    return found


def anonymous_key(key: str, case: Json) -> str:
    """Return a reminder's key in the plan of a case as it is in the plan of the anonymous one.

    The ids in the case hold no slash, and no two things share one.
    """
    application = case["application"]
    people = _people(application, case.get("references", ()))
    new = {**people, **_names(application["events"])}
    return "/".join(new.get(part, part) for part in key.split("/"))


def _people(application: Json, references: Iterable[Json]) -> Ids:
    vouching = [("r", reference["id"]) for reference in references]
    return _numbered([*vouching, *(("c", old) for old in _others(application, references))])


def _others(application: Json, references: Iterable[Json]) -> Iterator[str | None]:
    yield application.get("referred_by")
    for event in application["events"]:
        yield event.get("to")
        yield from event.get("interviewers", ())
    for reference in references:
        yield reference.get("contact")


def _names(events: Iterable[Json]) -> Ids:
    return _numbered((LETTERS.get(event["type"], "e"), event.get("id")) for event in events)


def _numbered(olds: Iterable[tuple[str, str | None]]) -> Ids:
    """Return a new id for each old one: its letter, and a number in the order they come."""
    new: dict[str, str] = {}
    last: Counter[str] = Counter()
    for letter, old in olds:
        if old is not None and old not in new:
            last[letter] += 1
            new[old] = f"{letter}{last[letter]}"
    return new


def _to_people(people: Ids) -> Mapping[str, Ids]:
    return dict.fromkeys(("to", "reference", "interviewers"), people)


def _told(values: Json, kept: Collection[str], new: Mapping[str, Ids]) -> dict[str, Any]:
    """Return the values that are kept as they are, and those that are ids as the new ones."""
    return {
        key: value if key in kept else _renamed(value, new[key])
        for key, value in values.items()
        if key in kept or key in new
    }


def _renamed(value: Any, new: Ids) -> Any:
    if isinstance(value, str):
        return new[value]
    return value and [new[each] for each in value]
