"""Stamps: what makes a step of the set-up stale, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import stamps


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    file = tmp_path / "lock.txt"
    file.write_text("django==5.2.19\n")
    return file


def test_a_step_never_done_is_stale(tmp_path: Path, lock: Path) -> None:
    assert not stamps.is_fresh(tmp_path / "stamp", stamps.digest([lock]))


def test_a_step_done_is_fresh(tmp_path: Path, lock: Path) -> None:
    stamp = tmp_path / "deeper" / "stamp"
    stamps.write(stamp, stamps.digest([lock], "3.11.2"))
    assert stamps.is_fresh(stamp, stamps.digest([lock], "3.11.2"))


def test_touching_a_file_does_not_make_it_stale(lock: Path) -> None:
    before = stamps.digest([lock])
    lock.write_text(lock.read_text())
    assert stamps.digest([lock]) == before


def test_another_content_fact_or_order_is_another_digest(tmp_path: Path, lock: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("nh3==0.3.8\n")
    digests = {
        stamps.digest([lock]),
        stamps.digest([other]),
        stamps.digest([lock, other]),
        stamps.digest([other, lock]),
        stamps.digest([lock], "3.11.2"),
        stamps.digest([lock], "3.12.0"),
        stamps.digest([lock], "3.1", "1.2"),
    }
    assert len(digests) == 7
