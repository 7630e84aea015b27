"""`manage.py plan FILE`: plan the cases in a file by the timing rules, without a database."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, OutputWrapper

from followups.timing.casefile.read import Case, CaseError, read_cases, to_json
from followups.timing.plan import label, plan
from followups.timing.plan_items import LabelledPlan
from followups.wording.plan_report import report_lines

REFUSED = 2


class Command(BaseCommand):
    """Read cases as JSON, one object or one per line; print one JSON object per line."""

    help = "Say what the timing rules make of the cases in a JSON file (see the README)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the file, and whether to print text instead of JSON."""
        parser.add_argument("file", metavar="FILE", help="a file of cases, or - for standard input")
        parser.add_argument(
            "--explain", action="store_true", help="say what, when, why and why not, for people"
        )

    def handle(self, *args: Any, file: str, explain: bool, **options: Any) -> None:
        """Validate all input first, then print every answer."""
        try:
            cases = read_cases(_read(file))
        except CaseError as error:
            self._refuse(str(error))
        except OSError as error:
            self._refuse(f"{file}: {error.strerror or error}")
        except ValueError as error:
            self._refuse(f"{file}: {error}")
        try:
            _print(self.stdout, _answers(cases, explain))
        except BrokenPipeError:
            _discard_stdout()

    def _refuse(self, line: str) -> NoReturn:
        self.stderr.write(_one_line(line))
        raise SystemExit(REFUSED)


def _read(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def _answers(cases: Iterable[Case], explain: bool) -> Iterable[str]:
    for number, case in enumerate(cases, 1):
        labelled = label(plan(case.facts, case.policy), case.now)
        yield _for_people(number, case, labelled) if explain else json.dumps(to_json(labelled))


def _for_people(number: int, case: Case, labelled: LabelledPlan) -> str:
    return "\n".join(report_lines(number, labelled, case.facts.timezone, case.now))


def _print(stdout: OutputWrapper, answers: Iterable[str]) -> None:
    encoding = getattr(stdout, "encoding", None) or "utf-8"
    for answer in answers:
        stdout.write(answer.encode(encoding, "backslashreplace").decode(encoding))
    stdout.flush()


def _discard_stdout() -> None:
    """Send what is left in the buffer to devnull, so that closing stdout raises no error."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _one_line(text: str) -> str:
    """Return the text in one line, with unprintable characters escaped or replaced."""
    printable = text.encode("ascii", "backslashreplace").decode()
    return "".join(character if character.isprintable() else " " for character in printable)
