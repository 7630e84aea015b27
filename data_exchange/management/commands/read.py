"""`manage.py read FILE…`: say what the readers make of files, without a database."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from data_exchange.readings import LARGEST, READERS, Reading, ReadingError, read_content

REFUSED = 2


class Command(BaseCommand):
    """Print one JSON object for each file, a line each."""

    help = "Say what is read in mails, calendar files, job postings and sheets (docs/readers.md)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the files, their kind, and whose day it is."""
        parser.add_argument("files", metavar="FILE", nargs="+")
        parser.add_argument("--as", dest="kind", choices=sorted(READERS), help="what the files are")
        parser.add_argument("--now", type=_moment, help="the present instant, in ISO 8601")
        parser.add_argument("--timezone", type=_zone, help="the reader's zone, such as Europe/Rome")
        parser.add_argument(
            "--explain", action="store_true", help="say for people what was found, and how"
        )

    def handle(self, *args: Any, files: list[str], explain: bool, **options: Any) -> None:
        """Read all files first, then print every answer."""
        now = options["now"] or timezone.now()
        zone = options["timezone"] or ZoneInfo(settings.TIME_ZONE)
        now = now if now.tzinfo else now.replace(tzinfo=zone)
        found = [(file, self._read(file, options["kind"], now, zone)) for file in files]
        for file, reading in found:
            self.stdout.write(_for_people(file, reading) if explain else _as_json(file, reading))

    def _read(self, file: str, kind: str | None, now: datetime, zone: ZoneInfo) -> Reading:
        try:
            with Path(file).open("rb") as source:
                content = source.read(LARGEST + 1)
            return read_content(content, kind, now=now, zone=zone)
        except OSError as error:
            self._refuse(f"{file}: {error.strerror or error}")
        except ValueError as error:
            reason = str(error) if isinstance(error, ReadingError) else "the file cannot be read"
            self._refuse(f"{file}: {reason}")

    def _refuse(self, line: str) -> NoReturn:
        printable = line.encode("ascii", "backslashreplace").decode()
        self.stderr.write("".join(each if each.isprintable() else " " for each in printable))
        raise SystemExit(REFUSED)


def _as_json(file: str, reading: Reading) -> str:
    return json.dumps({"file": file, "type": reading.kind, **reading.answer})


def _for_people(file: str, reading: Reading) -> str:
    lines = (f"{file}: {reading.kind}", *(f"  {line}" for line in reading.lines))
    return "\n".join(lines).encode("ascii", "backslashreplace").decode()


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not an instant in ISO 8601") from None


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ArgumentTypeError(f"{text!r} is not a time zone") from None
