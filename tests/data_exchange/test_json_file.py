"""``data.json`` is read row by row: whatever is in it, little of it is in memory at once."""

from __future__ import annotations

import json
import tracemalloc

import pytest

from data_exchange import json_file
from data_exchange.errors import FieldError, ImportRejected
from data_exchange.fields import require_known
from data_exchange.json_file import Rows, read_json


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        ' { "a" : [ ] , "b":[1,[2,{"c":","}],"]",{}] ,"c":{"d":[1]},"e":"[\\"{" }\n',
        '{"a\\"b": 1, "é": ["😀", null, true, -1.5e3]}',
        '{"a": [[]], "b": {}, "c": [{"d": "\\\\"}]}',
    ],
)
def test_it_reads_as_any_reader_does(text: str) -> None:
    for prefix in (b"", b"\xef\xbb\xbf", b" \n"):
        found = read_json(prefix + text.encode())
        plain = {
            name: list(value) if isinstance(value, Rows) else value for name, value in found.items()
        }
        assert plain == json.loads(text)
        assert all(
            len(value) == len(list(value)) for value in found.values() if isinstance(value, Rows)
        )


@pytest.mark.parametrize(
    "text",
    [
        '{"a":1,}', "{,}", '{"a"}', '{"a":}', "{1:2}", "{a:2}", '{"a":[1}', '{"a":[1]]',
        '{"a":[1] [2]}', '{"a":[1]2}', '{"a":2[1]}', '{"a":[1', '{"a":"', '{"a":"\\',
        '{"a":1', '{"a":1]', '{"a":1}}', '{"a":1 "b":2}', '{"a":\v1}',
    ],
)  # fmt: skip
def test_what_no_reader_reads_is_refused(text: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)
    with pytest.raises(ImportRejected):
        read_json(text.encode())


@pytest.mark.parametrize("row", ['{"a" 1}', "1,", ",1", "[}", "{]", "nul", ""])
def test_a_damaged_row_is_refused_with_its_place(row: str) -> None:
    with pytest.raises(ImportRejected) as refused:
        everything(f'{{"é": 1,\n"rows": [{{}},\n {{}}, {row}, 3]}}'.encode())
    (problem,) = refused.value.problems
    assert problem.where in ("rows[2]", "rows[3]")
    assert "(line 3, column " in problem.message


def test_a_name_that_occurs_twice_is_told() -> None:
    with pytest.raises(FieldError, match="twice") as refused:
        require_known(read_json(b'{"a": [], "b": 1, "a": 2}'), {"a", "b"})
    assert refused.value.field == "a"


def everything(content: bytes) -> list[object]:
    """Read it with all of its rows."""
    values = read_json(content).values()
    return [list(value) if isinstance(value, Rows) else value for value in values]


@pytest.mark.parametrize("value", ['"' + "x" * 5000 + '"', "{" + '"a": [1, 2, 3]' + "}"])
@pytest.mark.parametrize("around", ['{{"owner": {}}}', '{{"applications": [{}]}}'])
def test_a_value_or_row_that_is_too_large_is_refused_before_it_is_built(
    value: str, around: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_file, "LARGEST_ROW", 4000)
    monkeypatch.setattr(json_file, "MOST_ROW_VALUES", 3)
    with pytest.raises(ImportRejected, match="too large") as refused:
        everything(around.format(value).encode())
    assert refused.value.problems[0].where in ("owner", "applications[0]")


def test_one_wide_character_widens_only_its_row() -> None:
    rows = [{"notes": "x" * 100_000} for _ in range(60)]
    rows[1]["notes"] += "😀"
    content = json.dumps({"applications": rows}, ensure_ascii=False).encode()
    tracemalloc.start()
    try:
        (found,) = read_json(content).values()
        assert isinstance(found, Rows)
        for _row in found:
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < len(content) / 4


def test_a_string_that_never_ends_is_gone_through_once() -> None:
    for end in ("", "\\"):
        with pytest.raises(ImportRejected):
            read_json(b'{"a": ["' + b'\\"' * 2_000_000 + end.encode())
