"""What the tests of the application pages share: a clock that stands, and files."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    """Where uploaded files go in a test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def resume() -> SimpleUploadedFile:
    """A small PDF."""
    return SimpleUploadedFile("Robin Hale, résumé.pdf", b"%PDF-1.7\nhello")
