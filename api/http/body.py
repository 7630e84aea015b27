"""Reads the JSON of a request, and refuses what no field could keep."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from ninja.parser import Parser

from api.http.problems import Problem

UNFIT = re.compile("[\x00\ud800-\udfff]")
"""The null character and halves of characters, which PostgreSQL and UTF-8 can't hold."""


class StrictParser(Parser):
    """Takes JSON (RFC 8259) in UTF-8 and clean parameters. Raises Problem 400 for anything else."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the value in the body. Raises Problem 415 if it says that it is something else."""
        check_kind(request)
        return json_of(request.body)

    def parse_querydict(
        self, data: MultiValueDict[str, str], list_fields: list[str], request: HttpRequest
    ) -> Any:
        """Return the parameters."""
        for name, values in data.lists():
            check_texts([name, *values])
        return super().parse_querydict(data, list_fields, request)


def check_kind(request: HttpRequest) -> None:
    """Raise Problem 415 for a body that says it isn't JSON in UTF-8, as it is."""
    charset = (request.content_params or {}).get("charset", "utf-8")
    is_json = request.content_type in ("", None, "application/json")
    if not is_json or charset.lower() != "utf-8":
        raise Problem(415, _("Send JSON in UTF-8: Content-Type: application/json"))
    if request.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise Problem(
            415, _("Send the body uncompressed."), headers={"Accept-Encoding": "identity"}
        )


def json_of(body: bytes, *, cleaned: bool = False) -> Any:
    """Return the value in a body. Raises Problem 400.

    ``cleaned`` replaces what no field could keep instead: the source of a page may hold anything.
    """
    try:
        value = json.loads(
            body.decode("utf-8-sig"), parse_constant=_refuse, object_pairs_hook=_once
        )
        if cleaned:
            return _cleaned(value)
        check_texts(value)
    except RecursionError:
        raise Problem(400, _("The JSON is nested too deeply.")) from None
    except ValueError as error:
        raise Problem(400, _("The body is no JSON: %(why)s.") % {"why": error}) from None
    return value


def _cleaned(value: Any) -> Any:
    """Return the value with its texts fit to be kept; only those of an object's own fields."""
    if not isinstance(value, dict):
        return value
    return {
        UNFIT.sub("\ufffd", key): UNFIT.sub("\ufffd", each) if isinstance(each, str) else each
        for key, each in value.items()
    }


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object. Raises ValueError if it names a field twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a field is named twice")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no number")


def check_texts(value: object) -> None:
    """Raise Problem 400 if a text in JSON data can't be kept."""
    if any(UNFIT.search(text) for text in _texts(value)):
        raise Problem(400, _("A text holds a character that can’t be kept."))


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
