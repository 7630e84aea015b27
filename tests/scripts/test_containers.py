"""What the schema and the linter do not say of the containers."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from scripts.paths import ROOT

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
OURS = ("migrate", "web", "worker", "beat")
PINNED = re.compile(r"^[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}$")


def test_there_is_what_the_service_needs() -> None:
    assert SERVICES.keys() == {*OURS, "postgres", "redis"}


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_nothing_starts_before_the_migrations_are_done(name: str) -> None:
    waits = SERVICES[name]["depends_on"]
    assert waits["migrate"] == {"condition": "service_completed_successfully"}
    assert waits["postgres"] == waits["redis"] == {"condition": "service_healthy"}


def test_the_migrations_run_once_and_end() -> None:
    assert SERVICES["migrate"]["restart"] == "no"
    assert "migrate" not in SERVICES["migrate"]["depends_on"]


def test_there_is_one_beat_and_the_worker_can_be_scaled() -> None:
    assert SERVICES["beat"]["deploy"]["replicas"] == 1
    assert not {"container_name", "ports"} & SERVICES["worker"].keys()


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - {"migrate"}))
def test_every_lasting_service_has_a_health_check(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", OURS)
def test_ours_can_do_little(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["environment"]["DEBUG"] == "false"


@pytest.mark.parametrize("name", OURS)
def test_every_setting_of_the_file_reaches_ours(name: str) -> None:
    assert SERVICES[name]["env_file"] == ".env"
    assert SERVICES[name]["environment"].keys() == {
        *("DEBUG", "DATA_DIR", "STATIC_ROOT", "DATABASE_URL", "REDIS_URL"),
        *("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"),
        *("BEHIND_TLS_PROXY", "TRUSTED_PROXY_COUNT", "WEB_CONCURRENCY"),
    }


def test_images_are_pinned_by_their_digest() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    images = [service["image"] for name, service in SERVICES.items() if name not in OURS]
    assert len(bases) == 3
    assert all(PINNED.match(image) for image in [*bases, *images])


def test_nobody_is_root() -> None:
    users = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)
    assert users == ["10001:10001"]
    assert all("user" not in SERVICES[name] for name in OURS)
    assert SERVICES["postgres"]["user"] == "postgres"
    assert SERVICES["redis"]["user"] == "redis"


def test_only_the_web_is_reached_from_outside_and_by_default_from_this_host() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    assert SERVICES["web"]["ports"] == ["${BIND:-127.0.0.1}:${PORT:-8000}:8000"]


def test_every_volume_that_is_used_is_named() -> None:
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service["volumes"]}
    assert used == set(COMPOSE["volumes"])


def test_secrets_have_no_default() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "ALLOWED_HOSTS", "SITE_URL"):
        uses = re.findall(rf"\$\{{{name}([^}}]*)\}}", text)
        assert uses, name
        assert all(use.startswith(":?") for use in uses), name
