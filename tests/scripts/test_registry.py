"""What uv is told of this machine's pip."""

from __future__ import annotations

import pytest

from scripts.registry import pip_settings, uv_environment

INDEX = "https://packages.example.org/simple"


def test_pip_s_listing_is_read() -> None:
    listing = f"global.index-url='{INDEX}'\nglobal.timeout='60'\n:env:.cert='/etc/ca.crt'\n"
    assert pip_settings(listing) == {"index-url": INDEX, "timeout": "60", "cert": "/etc/ca.crt"}


@pytest.mark.parametrize(
    "lines",
    [
        ("global.index-url='old'", "install.index-url='new'"),
        ("install.index-url='new'", "global.index-url='old'"),
        ("install.index-url='old'", ":env:.index-url='new'"),
        (":env:.index-url='new'", "global.index-url='old'"),
        ("download.index-url='old'", "global.index-url='new'", "wheel.index-url='old'"),
    ],
)
def test_the_narrower_setting_wins(lines: tuple[str, ...]) -> None:
    assert pip_settings("\n".join(lines))["index-url"] == "new"


@pytest.mark.parametrize("listing", ["", "\n", "a warning of some kind\n", "index-url='x'\n"])
def test_what_is_no_setting_is_left_out(listing: str) -> None:
    assert pip_settings(listing) == {}


def test_uv_uses_pip_s_index_and_certificates() -> None:
    env = uv_environment({"index-url": INDEX, "cert": "/etc/ca.crt"}, {"PATH": "/bin"})
    assert env["UV_DEFAULT_INDEX"] == INDEX
    assert env["SSL_CERT_FILE"] == "/etc/ca.crt"
    assert env["PATH"] == "/bin"


@pytest.mark.parametrize("name", ["UV_DEFAULT_INDEX", "UV_INDEX_URL"])
def test_uv_s_own_index_wins(name: str) -> None:
    env = uv_environment({"index-url": INDEX}, {name: "https://mine.example.org"})
    assert {key: value for key, value in env.items() if "INDEX" in key} == {
        name: "https://mine.example.org"
    }


def test_without_any_setting_uv_keeps_its_defaults_but_fetches_no_python() -> None:
    env = uv_environment({}, {})
    assert env.keys() == {"UV_PYTHON_DOWNLOADS", "UV_HTTP_TIMEOUT"}
    assert env["UV_PYTHON_DOWNLOADS"] == "never"
