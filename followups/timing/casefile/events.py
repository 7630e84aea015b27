"""Reading a case's events: the fields of each type, their names, and what must fit together."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from followups.timing.casefile.fields import (
    Entry,
    Flaw,
    as_object,
    day,
    each,
    identifier,
    instant,
    one_of,
    or_null,
    read_at,
    read_object,
)
from followups.timing.facts import EVENT_TYPES, Event, Interview, Kind, Purpose, Result

Fields = Mapping[str, Entry]
Raw = tuple[str, dict[str, Any]]

_TYPE = one_of({name: name for name in EVENT_TYPES})
_REFERENCE = {"reference": Entry(identifier)}
_OPTIONAL_DATE = Entry(or_null(day), required=False)
_OPTIONAL_ID = Entry(or_null(identifier), required=False)


def _interviewers(raw: object) -> tuple[str, ...]:
    people = each(raw, identifier)
    seen: set[str] = set()
    for index, person in enumerate(people):
        if person in seen:
            raise Flaw("this name is used twice", index)
        seen.add(person)
    return tuple(people)


_FIELDS: Mapping[str, Fields] = {
    "timeline_given": {"news_by": _OPTIONAL_DATE, "ask_on": _OPTIONAL_DATE},
    "debriefed": {"interview": Entry(identifier)},
    "message_sent": {
        "purpose": Entry(one_of({purpose.value: purpose for purpose in Purpose})),
        "to": _OPTIONAL_ID,
        "interview": _OPTIONAL_ID,
    },
    "reference_chosen": _REFERENCE,
    "reference_contacted": _REFERENCE,
    "reference_letter": _REFERENCE,
    "outcome": {"result": Entry(one_of({result.value: result for result in Result}))},
}


def _fields_of_each_type(local: ZoneInfo) -> Mapping[str, Fields]:
    moment = Entry(instant(local))
    common = {
        "type": Entry(_TYPE),
        "at": moment,
        "id": Entry(identifier, required=False),
    }
    fields = {name: {**common, **_FIELDS.get(name, {})} for name in EVENT_TYPES}
    fields["interview"] = {
        **common,
        "id": Entry(identifier),
        "kind": Entry(one_of({kind.value: kind for kind in Kind})),
        "starts_at": moment,
        "ends_at": moment,
        "interviewers": Entry(_interviewers, required=False, default=()),
        "cancelled_at": Entry(or_null(instant(local)), required=False),
    }
    return fields


def read_events(raw: object, local: ZoneInfo) -> tuple[Event, ...]:
    """The events of a case, in file order, each with its lasting name. Raises `Flaw`."""
    fields = _fields_of_each_type(local)
    values = each(raw, lambda item: _read_event(item, fields))
    events = tuple(
        EVENT_TYPES[kind](name=name, **value)
        for name, (kind, value) in zip(_names(values), values, strict=True)
    )
    _check_interviews_exist(events)
    return events


def _read_event(raw: object, fields: Mapping[str, Fields]) -> Raw:
    found = as_object(raw)
    if "type" not in found:
        raise Flaw("this field is required", "type")
    kind = read_at("type", _TYPE, found["type"])
    values = read_object(found, fields[kind])
    values.pop("type")
    for check in _CHECKS.get(kind, ()):
        check(values)
    return kind, values


def _one_date(values: Mapping[str, Any]) -> None:
    dates = [key for key in ("news_by", "ask_on") if values[key] is not None]
    if not dates:
        raise Flaw("one of news_by and ask_on is required", "news_by")
    if len(dates) > 1:
        raise Flaw("only one of news_by and ask_on may be given", "ask_on")


def _ends_after_start(values: Mapping[str, Any]) -> None:
    if values["ends_at"] < values["starts_at"]:
        raise Flaw("the interview ends before it starts", "ends_at")


def _cancelled_after_arranged(values: Mapping[str, Any]) -> None:
    cancelled = values["cancelled_at"]
    if cancelled is not None and cancelled < values["at"]:
        raise Flaw("the interview is cancelled before it was arranged", "cancelled_at")


_CHECKS: Mapping[str, Sequence[Callable[[Mapping[str, Any]], None]]] = {
    "timeline_given": (_one_date,),
    "interview": (_ends_after_start, _cancelled_after_arranged),
}


def _names(events: Sequence[Raw]) -> list[str]:
    """Each event's name: its id, or TYPE-N, the N-th of its type in reading order."""
    names: dict[int, str] = {}
    counts: Counter[str] = Counter()
    in_reading_order = sorted(range(len(events)), key=lambda at: events[at][1]["at"])
    for index in in_reading_order:
        kind, values = events[index]
        counts[kind] += 1
        names[index] = values["id"] or f"{kind}-{counts[kind]}"
    in_file_order = [names[index] for index in range(len(events))]
    _check_different(in_file_order, [values.pop("id") is not None for _kind, values in events])
    return in_file_order


def _check_different(names: Sequence[str], given: Sequence[bool]) -> None:
    """Names are unique; of two that collide, the one that was given as an id is at fault."""
    taken: dict[str, int] = {}
    for index, name in enumerate(names):
        first = taken.setdefault(name, index)
        if first != index:
            raise Flaw("this name is used twice", index if given[index] else first, "id")


def _check_interviews_exist(events: Sequence[Event]) -> None:
    known = {event.name for event in events if isinstance(event, Interview)}
    for index, event in enumerate(events):
        interview = getattr(event, "interview", None)
        if interview is not None and interview not in known:
            raise Flaw("no interview has this id", index, "interview")
