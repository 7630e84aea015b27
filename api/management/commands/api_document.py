"""`manage.py api_document`: write the document of the API, or check the one in the repository."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from api.document import document_text


class Command(BaseCommand):
    """Write docs/openapi.json; with --check, fail if it differs from what the API is."""

    help = "Write the API's document to docs/openapi.json, or check it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add whether to check only."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail if it differs"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Write or compare."""
        place = Path(settings.BASE_DIR) / "docs" / "openapi.json"
        text = document_text()
        if not check:
            place.write_text(text, encoding="utf-8")
        elif not place.exists() or place.read_text(encoding="utf-8") != text:
            raise CommandError("docs/openapi.json differs: run manage.py api_document.")
