"""Tell a random story step by step, and compare after each."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError

from accounts.models import User
from followups.planning.due import open_due
from followups.planning.replan import replan
from tests.truth import job_acts, log_acts, other_acts, talk_acts
from tests.truth.search import Search

STEPS = 15
FIRST = (other_acts.change_days_off, job_acts.add, job_acts.add, other_acts.know_somebody)
ACTS: dict[Callable[[Search], str], int] = {
    job_acts.add: 5,
    job_acts.edit: 3,
    job_acts.remove: 6,
    job_acts.archive: 3,
    job_acts.delete: 3,
    job_acts.move: 3,
    log_acts.log: 18,
    log_acts.choose_reference: 3,
    log_acts.write_to_employer: 10,
    log_acts.write_to_reference: 4,
    log_acts.write_to_referrer: 2,
    log_acts.correct: 5,
    talk_acts.arrange: 8,
    talk_acts.put_off: 4,
    talk_acts.cancel: 3,
    talk_acts.reinstate: 1,
    talk_acts.debrief: 2,
    other_acts.know_somebody: 2,
    other_acts.hear_from_reference: 4,
    other_acts.change_zone: 2,
    other_acts.change_policy: 2,
    other_acts.change_days_off: 2,
    other_acts.close: 8,
    other_acts.reopen: 2,
    other_acts.answer: 2,
    other_acts.wait: 6,
}
"""What may happen, and how often."""


def tell(owner: User, seed: int, steps: int = STEPS) -> Search:
    """Tell one story; raises AssertionError, with the story so far, where rows and plan differ."""
    search = Search(owner, seed)
    for number in range(steps):
        usual = search.rng.choices(list(ACTS), list(ACTS.values()))[0]
        act = FIRST[number] if number < len(FIRST) else usual
        search.later(search.rng.randint(1, 300))
        try:
            said = act(search)
        except ValidationError as refusal:
            said = f"{act.__name__} is refused: {refusal.messages}"
        search.check(said or f"{act.__name__}: nothing to do")
    open_due(search.now)
    left = replan(owner.pk, None, now=search.now, revive=False)
    assert not left, f"the nightly replan found something: {left}\n{search.told_so_far}"
    return search
