"""Read a case's events: check the fields of each type, and give each event its name."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from followups.timing.casefile.fields import (
    FieldError,
    FieldSpec,
    as_object,
    day,
    identifier,
    instant,
    list_of_different,
    nullable,
    one_of,
    read_at,
    read_list,
    read_object,
    yes_or_no,
)
from followups.timing.facts import EVENT_TYPES, Event, Interview, Kind, Purpose, Result

Fields = Mapping[str, FieldSpec]
Raw = tuple[str, dict[str, Any]]

_TYPE = one_of({name: name for name in EVENT_TYPES})
_REFERENCE = {"reference": FieldSpec(identifier)}
_OPTIONAL_DATE = FieldSpec(nullable(day), required=False)
_OPTIONAL_ID = FieldSpec(nullable(identifier), required=False)
_INTERVIEWERS = list_of_different(identifier, "this name is used twice")


_FIELDS: Mapping[str, Fields] = {
    "timeline_given": {"news_by": _OPTIONAL_DATE, "ask_on": _OPTIONAL_DATE},
    "debriefed": {"interview": FieldSpec(identifier)},
    "message_sent": {
        "purpose": FieldSpec(one_of({purpose.value: purpose for purpose in Purpose})),
        "to": _OPTIONAL_ID,
        "interview": _OPTIONAL_ID,
    },
    "references_requested": {"has_list": FieldSpec(yes_or_no, required=False, default=False)},
    "reference_chosen": _REFERENCE,
    "reference_contacted": _REFERENCE,
    "reference_letter": _REFERENCE,
    "outcome": {
        "result": FieldSpec(one_of({result.value: result for result in Result})),
        "answer_by": _OPTIONAL_DATE,
    },
}


def _fields_by_type(local: ZoneInfo) -> Mapping[str, Fields]:
    moment = FieldSpec(instant(local))
    common = {
        "type": FieldSpec(_TYPE),
        "at": moment,
        "id": FieldSpec(identifier, required=False),
    }
    fields = {name: {**common, **_FIELDS.get(name, {})} for name in EVENT_TYPES}
    fields["interview"] = {
        **common,
        "id": FieldSpec(identifier),
        "kind": FieldSpec(one_of({kind.value: kind for kind in Kind})),
        "starts_at": moment,
        "ends_at": moment,
        "interviewers": FieldSpec(_INTERVIEWERS, required=False, default=()),
        "cancelled_at": FieldSpec(nullable(instant(local)), required=False),
    }
    return fields


def read_events(raw: object, local: ZoneInfo) -> tuple[Event, ...]:
    """Return the events of a case with their names, in file order. Raises `FieldError`."""
    fields = _fields_by_type(local)
    values = read_list(raw, lambda item: _read_event(item, fields, local))
    events = tuple(
        EVENT_TYPES[kind](name=name, **value)
        for name, (kind, value) in zip(_names(values), values, strict=True)
    )
    _check_interviews_exist(events)
    return events


def _read_event(raw: object, fields: Mapping[str, Fields], local: ZoneInfo) -> Raw:
    event = as_object(raw)
    if "type" not in event:
        raise FieldError("this field is required", "type")
    kind = read_at("type", _TYPE, event["type"])
    values = read_object(event, fields[kind])
    values.pop("type")
    for check in _CHECKS.get(kind, ()):
        check(values, local)
    return kind, values


def _one_date(values: Mapping[str, Any], local: ZoneInfo) -> None:
    dates = [key for key in ("news_by", "ask_on") if values[key] is not None]
    if not dates:
        raise FieldError("one of news_by and ask_on is required", "news_by")
    if len(dates) > 1:
        raise FieldError("only one of news_by and ask_on may be given", "ask_on")


def _ends_after_start(values: Mapping[str, Any], local: ZoneInfo) -> None:
    if values["ends_at"] < values["starts_at"]:
        raise FieldError("the interview ends before it starts", "ends_at")


def _cancelled_after_arranged(values: Mapping[str, Any], local: ZoneInfo) -> None:
    cancelled = values["cancelled_at"]
    if cancelled is not None and cancelled < values["at"]:
        raise FieldError("the interview is cancelled before it was arranged", "cancelled_at")


def _offer_is_open_from_its_day(values: Mapping[str, Any], local: ZoneInfo) -> None:
    answer_by = values["answer_by"]
    if answer_by is None:
        return
    if values["result"] != Result.OFFER:
        raise FieldError("only an offer stays open until a date", "answer_by")
    if answer_by < values["at"].astimezone(local).date():
        raise FieldError("the offer was made after this date", "answer_by")


_CHECKS: Mapping[str, Sequence[Callable[[Mapping[str, Any], ZoneInfo], None]]] = {
    "timeline_given": (_one_date,),
    "interview": (_ends_after_start, _cancelled_after_arranged),
    "outcome": (_offer_is_open_from_its_day,),
}


def _names(events: Sequence[Raw]) -> list[str]:
    """Return each event's name: its id, or TYPE-N for the N-th of its type in reading order."""
    names: dict[int, str] = {}
    counts: Counter[str] = Counter()
    in_reading_order = sorted(range(len(events)), key=lambda at: events[at][1]["at"])
    for index in in_reading_order:
        kind, values = events[index]
        counts[kind] += 1
        names[index] = values["id"] or f"{kind}-{counts[kind]}"
    in_file_order = [names[index] for index in range(len(events))]
    _check_unique(in_file_order, [values.pop("id") is not None for _kind, values in events])
    return in_file_order


def _check_unique(names: Sequence[str], given: Sequence[bool]) -> None:
    """Raise `FieldError` for a name used twice, at an event whose name was given as an id."""
    first_use: dict[str, int] = {}
    for index, name in enumerate(names):
        first = first_use.setdefault(name, index)
        if first != index:
            raise FieldError("this name is used twice", index if given[index] else first, "id")


def _check_interviews_exist(events: Sequence[Event]) -> None:
    known = {event.name for event in events if isinstance(event, Interview)}
    for index, event in enumerate(events):
        interview = getattr(event, "interview", None)
        if interview is not None and interview not in known:
            raise FieldError("no interview has this id", index, "interview")
