"""What makes the environment is pinned too, and nothing grows old in it unseen."""

import importlib.util
from importlib.metadata import version

import pytest

from scripts.lock import pins


@pytest.mark.parametrize("tool", ["pip", "uv"])
def test_what_installs_is_of_the_version_in_its_lock(tool: str) -> None:
    assert version(tool) == pins("tools")[tool]


def test_no_setuptools_is_left_from_making_the_environment() -> None:
    assert importlib.util.find_spec("setuptools") is None
