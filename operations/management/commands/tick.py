"""`manage.py tick`: run the scheduled tasks once, for cron, tests and support."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from operations.tick import parse_now, tick, tick_dry_run


class Command(BaseCommand):
    """Opens due reminders, sends due emails, replans once a day, and prints the counts."""

    help = "Run the scheduled tasks once, and print the counts as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--now` and `--dry-run`."""
        parser.add_argument("--now", help="an instant with an offset, instead of the clock's")
        parser.add_argument(
            "--dry-run", action="store_true", help="only count; change and send nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the tasks once."""
        try:
            now = parse_now(options["now"])
        except ValueError as problem:
            raise CommandError(f"--now: {problem}") from problem
        counts = tick_dry_run(now) if options["dry_run"] else tick(now)
        self.stdout.write(json.dumps({"now": now.isoformat(), **counts}, sort_keys=True))
