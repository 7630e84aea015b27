"""Parse JSON strictly: no repeated keys, no NaN, no huge integers, no endless nesting."""

import json
from collections.abc import Iterator

ROOT = "$"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BLANK = " \t\r"
_LONGEST_NUMBER = 18


class CaseError(ValueError):
    """A case file is invalid: the case's number (from 1), the path of the field, and a message."""

    def __init__(self, case_number: int, path: str, message: str) -> None:
        super().__init__(f"case {case_number}: {path}: {message}")
        self.case_number = case_number
        self.path = path
        self.message = message


class ObjectWithRepeatedKey(dict[str, object]):
    """A JSON object in which `key` occurs more than once."""

    key: str


def read_values(data: bytes | str) -> Iterator[tuple[int, object]]:
    """Yield each case's number and JSON value; each line is a case, or the whole text is one.

    Raises `CaseError` if the text is not UTF-8, not JSON, or holds no case. A byte order mark is
    ignored; lines end with a line feed, with or without a carriage return.
    """
    text = _decoded(data) if isinstance(data, bytes) else data.removeprefix("\ufeff")
    lines = [line for line in text.split("\n") if line.strip(_BLANK)]
    if not lines:
        raise CaseError(1, ROOT, "there is no case in the file")
    if _is_json(lines[0]):
        for number, line in enumerate(lines, 1):
            yield number, _parsed(line, number)
    else:
        yield 1, _parsed(text, 1)


def read_value(data: bytes, start: int = 0, end: int | None = None) -> object:
    """Return the only JSON value of `data` from `start` to `end`, without copying it by lines.

    Raises `CaseError` as `read_values` does, and if anything follows the value; its message names
    the place in the whole of `data`.
    """
    try:
        return _DECODER.decode(_decoded(data[start:end]))
    except RecursionError:
        raise CaseError(1, ROOT, "this is nested too deep") from None
    except json.JSONDecodeError as error:
        line, column = _place(data, start, error)
        where = f"line {line}, column {column}"
        what = "this must be one object" if error.msg == "Extra data" else "this is not JSON"
        raise CaseError(1, ROOT, f"{what}: {error.msg} ({where})") from None
    except ValueError as error:
        raise CaseError(1, ROOT, str(error)) from None


def _place(data: bytes, start: int, error: json.JSONDecodeError) -> tuple[int, int]:
    """Return the line and the column, in the whole of `data`, of an error after `start`."""
    line = data.count(b"\n", 0, start) + error.lineno
    if error.lineno > 1:
        return line, error.colno
    before = data[data.rfind(b"\n", 0, start) + 1 : start]
    return line, len(before.decode(errors="replace")) + error.colno


def _decoded(data: bytes) -> str:
    data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        number = _line_case(data[: error.start].decode())
        raise CaseError(number, ROOT, "the text is not UTF-8") from None


def _line_case(before: str) -> int:
    """Return the number of the case in which the text breaks off."""
    lines = before.split("\n")
    whole = [line for line in lines[:-1] if line.strip(_BLANK)]
    return len(whole) + 1 if whole and _is_json(whole[0]) else 1


def _is_json(line: str) -> bool:
    try:
        _loaded(line)
    except ValueError:
        return False
    return True


def _parsed(text: str, number: int) -> object:
    try:
        return _loaded(text)
    except ValueError as error:
        raise CaseError(number, ROOT, str(error)) from None


def _loaded(text: str) -> object:
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ValueError(f"this is not JSON: {error.msg} ({where})") from None
    except RecursionError:
        raise ValueError("this is nested too deep") from None


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) == len(pairs):
        return values
    repeated, seen = ObjectWithRepeatedKey(values), set()
    for key, _value in pairs:
        if key in seen:
            repeated.key = key
            break
        seen.add(key)
    return repeated


def _integer(digits: str) -> int | float:
    """Return an int; too many digits give a float, which readers reject as not a whole number."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float(digits)


def _constant(name: str) -> object:
    raise ValueError(f"this is not JSON: {name} is no JSON value")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_int=_integer, parse_constant=_constant)
