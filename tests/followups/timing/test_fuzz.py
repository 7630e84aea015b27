"""Bad input to the case file: always one error that names the case and the field."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from followups.timing.casefile.read import Case, CaseError, read_cases, to_json
from followups.timing.plan import label, plan

pytestmark = pytest.mark.dayless

GOOD = [
    json.loads(path.read_text())["case"]
    for path in sorted((Path(__file__).parents[2] / "cases").glob("*.json"))
]
LINE = re.compile(r"case [1-9][0-9]*: (\$|[\x20-\x7e]+): .+", re.DOTALL)

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**60), 10**60)
    | st.floats()
    | st.text()
    | st.text(st.characters(codec=None, categories=["Cs", "Cc", "Nd", "L"]))
    | st.sampled_from(["", "9999-12-31T23:59", "0001-01-01", "2026-13-01", "\x00", "Europe/London"])
    | st.sampled_from(["applied", "talk", "r1", "i1", "offer", "1970-01-01", "2199-12-31T23:59Z"])
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


def read_or_error(data: str | bytes) -> tuple[list[Case], str | None]:
    try:
        return read_cases(data), None
    except CaseError as error:
        return [], str(error)


def answered_or_refused(data: str | bytes) -> None:
    """Either every case has a whole answer, or there is one error that names case and field."""
    cases, error = read_or_error(data)
    assert error is None or LINE.fullmatch(error)
    for case in cases:
        answer = to_json(label(plan(case.facts, case.policy), case.now))
        assert json.loads(json.dumps(answer)) == answer


def spots(value: object, path: tuple = ()) -> list[tuple]:
    """Every place in a JSON value."""
    found = [path]
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            found += spots(item, (*path, key))
    return found


def changed(value: object, path: tuple, new: object) -> object:
    """A copy of the value with another in one place."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


@given(st.binary())
@example(b"\xef\xbb\xbf")
@example(b"\x00")
def test_any_bytes(data: bytes) -> None:
    answered_or_refused(data)


@given(st.text(alphabet='{}[]",:0123456789.eE-+tfn\\u \n'))
def test_almost_json(text: str) -> None:
    answered_or_refused(text)


@given(values)
def test_any_json(value: object) -> None:
    answered_or_refused(json.dumps(value))


@given(st.data())
@settings(max_examples=300)
def test_a_good_case_with_something_else_in_one_place(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(GOOD))
    path = data.draw(st.sampled_from(spots(case)))

    answered_or_refused(json.dumps(changed(case, path, data.draw(values))))


@given(st.data())
def test_a_good_case_with_something_more(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(GOOD))
    objects = [path for path in spots(case) if isinstance(at(case, path), dict)]
    path = data.draw(st.sampled_from(objects))
    key = data.draw(st.text() | st.sampled_from(["id", "to", "base", "news_by", "cancelled_at"]))
    bigger = {**at(case, path), key: data.draw(values)}

    answered_or_refused(json.dumps(changed(case, path, bigger)))


def at(value, path: tuple):
    for key in path:
        value = value[key]
    return value


@given(st.data())
def test_a_good_case_cut_short_or_spoilt(data: st.DataObject) -> None:
    text = json.dumps(data.draw(st.sampled_from(GOOD)))
    spot = data.draw(st.integers(0, len(text)))
    spoilt = data.draw(st.text(max_size=3))

    answered_or_refused(text[:spot])
    answered_or_refused(text[:spot] + spoilt + text[spot + 1 :])


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        '{"now":' * 100_000,
        '{"now": ' + "9" * 1_000_000 + "}",
        '{"now": 1e999999}',
        '{"now": -' + "9" * 5_000 + "}",
        '{"timezone": "' + "A" * 1_000_000 + '"}',
        '{"timezone": "' + "A/" * 100_000 + '"}',
        "\n" * 1_000_000,
        " " * 1_000_000,
        '"' + "\\ud800" * 10_000 + '"',
    ],
    ids=lambda text: repr(text[:12]),
)
def test_what_is_too_much(text: str) -> None:
    answered_or_refused(text)
    answered_or_refused(text.encode())
