"""The reasons of every story, written compactly, one line each: `python -m` this to see them."""

import json
from collections.abc import Iterable
from pathlib import Path

from followups.timing.calendar import Step
from followups.timing.plan_items import HeldBack, Planned
from tests.followups.timing.stories import every_entry

REASONS = Path(__file__).parent / "reasons.jsonl"


def compact(steps: Iterable[Step]) -> list[str]:
    """Each step in one string, with all that it says."""
    return [_line(step.to_json()) for step in steps]


def _line(step: dict[str, object]) -> str:
    said = [step.pop("kind"), step.pop("base")]
    result = step.pop("result")
    return " ".join(
        [*map(str, said), *(f"{key}:{value}" for key, value in step.items()), f"= {result}"]
    )


def told(story: str, entry: Planned | HeldBack) -> dict[str, object]:
    """One reason, with the story it is from and what it is the reason for."""
    reason = entry.reason
    return {
        "story": story,
        "of": entry.guard if isinstance(entry, HeldBack) else entry.key,
        "sentence": reason.sentence,
        "facts": reason.to_json()["facts"],
        "steps": compact(reason.steps),
        "due": compact(reason.due),
        "lapse": compact(reason.lapse),
    }


def lines() -> list[str]:
    """Every reason of every story."""
    return [json.dumps(told(story, entry)) for story, entry in every_entry()]


def main() -> None:
    """Write them anew; read the difference before you keep it."""
    REASONS.write_text("\n".join(lines()) + "\n")


if __name__ == "__main__":
    main()
