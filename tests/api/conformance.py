"""Asks a server everything that the document of the API says, and something else (schemathesis)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from schemathesis import engine, openapi
from schemathesis.config import (
    CoveragePhaseConfig,
    ExamplesPhaseConfig,
    FuzzingPhaseConfig,
    GenerationConfig,
    PhasesConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
    StatefulPhaseConfig,
)
from schemathesis.engine import events

SEED = 20260319
EXAMPLES = 8
STEPS = 6


def failures(document: dict[str, Any], server: str, key: str) -> list[str]:
    """What the server does that the document does not say, a line each."""
    schema = openapi.from_dict(document, config=_config(server, key))
    found = {line: None for event in engine.from_schema(schema).execute() for line in _told(event)}
    return list(found)


def _config(server: str, key: str) -> SchemathesisConfig:
    generation = GenerationConfig(max_examples=EXAMPLES, no_shrink=True, deterministic=True)
    project = ProjectConfig(
        base_url=f"{server}/api/v1",
        headers={"Authorization": f"Bearer {key}"},
        generation=generation,
        phases=PhasesConfig(
            examples=ExamplesPhaseConfig(),
            coverage=CoveragePhaseConfig(),
            fuzzing=FuzzingPhaseConfig(generation=generation),
            stateful=StatefulPhaseConfig(max_steps=STEPS, generation=generation),
        ),
        continue_on_failure=True,
    )
    return SchemathesisConfig(seed=SEED, projects=ProjectsConfig(default=project))


def _told(event: events.EngineEvent) -> Iterator[str]:
    if isinstance(event, (events.NonFatalError, events.FatalError)):
        yield f"ERROR {event}"
    if not isinstance(event, events.ScenarioFinished):
        return
    for case_id, checks in event.recorder.checks.items():
        for check in checks:
            if failure := check.failure_info:
                case = event.recorder.cases[case_id].value
                interaction = event.recorder.interactions.get(case_id)
                answer = interaction.response if interaction else None
                status = answer.status_code if answer else ""
                request = interaction.request if interaction else None
                sent = (request.body or b"")[:300] if request else b""
                yield (
                    f"{check.name}: {case.operation.label}: {failure.failure.title}: "
                    f"{failure.failure.message[:300]!r} | {request and request.method} {request and request.uri} {sent!r} -> {status}"
                    f" {(answer.content[:300] if answer else b'')!r}"
                )
