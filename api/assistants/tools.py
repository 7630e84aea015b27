"""What a tool is, and how it is called: its input is checked, and what goes wrong is told."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError as ModelInvalid
from django.http import Http404
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from accounts.reading import reading_as
from api.http.auth import ApiRequest, lacks
from api.http.forms import invalid
from api.http.problems import Problem
from api.http.words import errors_of
from api.models import ApiKey, Scope


@dataclass(frozen=True, slots=True)
class Tool:
    """Something that an assistant may do with keys of one ``scope``.

    ``run`` takes the request and its input; what it returns is told as ``output``.
    """

    name: str
    title: str
    description: str
    scope: Scope
    input: type[BaseModel]
    output: type[BaseModel]
    run: Callable[[ApiRequest, Any], BaseModel]

    @property
    def only_reads(self) -> bool:
        """Whether nothing is written, not even into the Inbox."""
        return self.scope == Scope.READ

    def described(self) -> dict[str, Any]:
        """Return the tool as it is listed."""
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "inputSchema": self.input.model_json_schema(),
            "outputSchema": self.output.model_json_schema(mode="serialization"),
            "annotations": {
                "title": self.title,
                "readOnlyHint": self.only_reads,
                "destructiveHint": False,
                "idempotentHint": True,
                "openWorldHint": False,
            },
        }


def listed(tools: Iterable[Tool], key: ApiKey) -> list[dict[str, Any]]:
    """Return the tools that a key may call."""
    return [tool.described() for tool in tools if key.may(tool.scope)]


def call(tool: Tool, request: ApiRequest, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Return the result of a tool; one that fails says why, in words for the assistant."""
    with reading_as(request.owner):
        if not request.key.may(tool.scope):
            return failed(lacks([tool.scope.value]))
        try:
            found = tool.run(request, tool.input.model_validate(arguments))
        except ValidationError as error:
            return failed(_in_words(Problem(422, errors=errors_of(error.errors(), bare=True))))
        except ModelInvalid as error:
            return failed(_in_words(invalid(error)))
        except Problem as problem:
            return failed(_in_words(problem))
        except Http404:
            return failed(_("You have nothing with this id."))
    return {
        "content": [{"type": "text", "text": found.model_dump_json()}],
        "structuredContent": found.model_dump(mode="json"),
        "isError": False,
    }


def failed(text: str) -> dict[str, Any]:
    """Return the result of a tool that failed."""
    return {"content": [{"type": "text", "text": text}], "isError": True}


def _in_words(problem: Problem) -> str:
    lines = [f"{field}: {message}" if field else message for field, message in problem.errors]
    return "\n".join(str(each) for each in (problem.detail, *lines) if each)
