"""Asks a server everything that the document of the API says, and something else (schemathesis)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from schemathesis import engine, openapi
from schemathesis.config import (
    CacheConfig,
    FuzzingPhaseConfig,
    GenerationConfig,
    PhasesConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
    StatefulPhaseConfig,
)
from schemathesis.config._phases import ErrorFeedbackConfig
from schemathesis.engine import events

from tests.api.asked_well import Asked

SEED = 20260319
EXAMPLES = 3
STORIES = 3
STEPS = 6
OF_A_KIND = 2
"""How many cases of one kind each operation gets: there are far more fields than kinds."""


@dataclass(frozen=True)
class Found:
    """Something that the server does and the document does not say."""

    check: str
    operation: str
    status: int
    told: str


@dataclass
class Asking:
    """What came of asking: the findings, how many cases each phase had, and who answered well."""

    found: list[Found] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    """How often each operation, even one that never, answered 2xx."""


def ask(document: dict[str, Any], server: str, key: str, well: Mapping[str, Asked]) -> Asking:
    """Ask everything that the document says, and what is right of ``well``, by operation."""
    schema = openapi.from_dict(document, config=_config(server, key))
    schema.hooks.hook("filter_case")(_bounded())
    asking = Asking()
    for label, asked in well.items():
        asking.accepted[label] += _is_accepted(schema, label, asked, key)
    for event in engine.from_schema(schema).execute():
        asking.found += _told(event)
        if isinstance(event, events.ScenarioFinished):
            cases = event.recorder.cases
            asking.asked[event.phase.value] += len(cases)
            for case_id, case in cases.items():
                answer = getattr(event.recorder.interactions.get(case_id), "response", None)
                is_well = answer is not None and answer.status_code // 100 == 2
                asking.accepted[case.value.operation.label] += is_well
    return asking


def _is_accepted(schema: Any, label: str, asked: Asked, key: str) -> bool:
    """Whether a request that is right is answered so; what is wrong with the answer is raised."""
    method, _space, path = label.partition(" ")
    sent = {} if asked.body is None else {"body": asked.body, "media_type": asked.content_type}
    case = schema[path][method].Case(path_parameters=asked.in_address, **sent)
    answer = case.call_and_validate(headers=_headers(key))
    return bool(answer.status_code // 100 == 2)


def _headers(key: str) -> dict[str, str]:
    # A server's thread keeps its connection to the database as long as that to the client.
    return {"Authorization": f"Bearer {key}", "Connection": "close"}


def _config(server: str, key: str) -> SchemathesisConfig:
    def few(number: int) -> GenerationConfig:
        return GenerationConfig(max_examples=number, no_shrink=True, deterministic=True)

    project = ProjectConfig(
        base_url=f"{server}/api/v1",
        headers=_headers(key),
        generation=few(EXAMPLES),
        phases=PhasesConfig(
            fuzzing=FuzzingPhaseConfig(
                generation=few(EXAMPLES),
                # What a refusal says of one request is not what the document says of all.
                error_feedback=ErrorFeedbackConfig(enabled=False),
            ),
            stateful=StatefulPhaseConfig(max_steps=STEPS, generation=few(STORIES)),
        ),
        continue_on_failure=True,
    )
    return SchemathesisConfig(
        seed=SEED,
        # Nothing that an earlier run learned: each asks the same.
        cache=CacheConfig(enabled=False),
        projects=ProjectsConfig(default=project),
    )


def _bounded() -> Any:
    """Let only so many cases of a kind pass, in the phase that goes through every field."""
    seen = Counter[tuple[str, ...]]()

    def filter_case(context: Any, case: Any) -> bool:
        data = case.meta.phase.data if case.meta else None
        scenario = getattr(data, "scenario", None)
        if scenario is None:
            return True
        kind = (case.operation.label, str(scenario), str(getattr(data, "parameter_location", "")))
        seen[kind] += 1
        return seen[kind] <= OF_A_KIND

    return filter_case


def _told(event: events.EngineEvent) -> Iterator[Found]:
    if isinstance(event, events.NonFatalError | events.FatalError):
        yield Found("error", str(getattr(event, "label", "")), 0, str(vars(event)))
    if not isinstance(event, events.ScenarioFinished):
        return
    for case_id, checks in event.recorder.checks.items():
        for check in checks:
            if check.failure_info:
                yield _failure(event.recorder, case_id, check)


def _failure(recorder: Any, case_id: str, check: Any) -> Found:
    case, asked = recorder.cases[case_id].value, recorder.interactions.get(case_id)
    failure = check.failure_info.failure
    told, status = f"{failure.title}: {failure.message}", 0
    if asked and asked.response:
        status = asked.response.status_code
        body, content = asked.request.body, asked.response.content
        told += f"\n{asked.request.method} {asked.request.uri} {body!r}\n{status} {content!r}"
    return Found(check.name, case.operation.label, status, told)
