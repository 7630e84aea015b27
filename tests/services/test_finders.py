"""Finding PostgreSQL, Redis and Chromium: in which order, and what is said where there is none."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.services import chromium, dovecot, postgres, redis_server, unprivileged
from tests.services.missing import ServiceMissing


def program(file: Path, says: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\necho '{says}'\n")
    file.chmod(0o755)
    return file


def postgres_folder(parent: Path, version: str) -> Path:
    folder = parent / version / "bin"
    program(folder / "initdb", f"initdb (PostgreSQL) {version}.3 (Debian {version}.3-1)")
    program(folder / "postgres", f"postgres (PostgreSQL) {version}.3")
    return folder


def anyone(_: str) -> tuple[str, ...]:
    return ()


class TestPostgres:
    def test_the_first_that_is_whole_and_new_enough_is_taken(self, tmp_path: Path) -> None:
        half = tmp_path / "half"
        program(half / "initdb", "initdb (PostgreSQL) 17.1")
        old, good, other = (postgres_folder(tmp_path, version) for version in ("9", "15", "17"))
        assert postgres.find([half, old, good, other], anyone).folder == good

    def test_one_that_does_not_run_is_passed_over(self, tmp_path: Path) -> None:
        first, second = (postgres_folder(tmp_path, version) for version in ("17", "16"))

        def only_second(path: str) -> tuple[str, ...] | None:
            return () if str(second) in path else None

        assert postgres.find([first, second], only_second).folder == second

    @pytest.mark.parametrize("prefix_for", [anyone, lambda _: None])
    def test_where_there_is_none_it_says_how_to_get_one(
        self, prefix_for: object, tmp_path: Path
    ) -> None:
        folders = [tmp_path] if prefix_for is anyone else [postgres_folder(tmp_path, "16")]
        with pytest.raises(ServiceMissing, match="apt-get install postgresql"):
            postgres.find(folders, prefix_for)

    def test_debian_s_newest_comes_before_its_older_and_the_wheel_s_last(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for version in ("9", "15", "17"):
            postgres_folder(tmp_path, version)
        monkeypatch.setattr(postgres, "SYSTEM", tmp_path)
        monkeypatch.setenv("PATH", "")
        found = postgres.candidates()
        assert [folder.parent.name for folder in found[:3]] == ["17", "15", "9"]
        assert found[3:]
        assert all(postgres.WHEEL in str(folder) for folder in found[3:])

    def test_the_prefix_stands_before_the_program(self) -> None:
        programs = postgres.Programs(Path("/pg"), ("setpriv", "--x"))
        assert programs.command("initdb", "-D", "/d") == [
            "setpriv",
            "--x",
            "/pg/initdb",
            "-D",
            "/d",
        ]


class TestUnprivileged:
    def test_a_plain_user_needs_nothing(self) -> None:
        assert unprivileged.prefix_for("pg", root=False, runs=lambda _: True) == ()

    def test_root_takes_a_namespace(self) -> None:
        assert unprivileged.prefix_for("pg", root=True, runs=lambda _: True) == (
            unprivileged.NAMESPACE
        )

    def test_where_that_is_forbidden_root_becomes_nobody(self) -> None:
        def forbidden(command: Sequence[str]) -> bool:
            return command[0] != "unshare"

        assert unprivileged.prefix_for("pg", root=True, runs=forbidden) == unprivileged.NOBODY

    @pytest.mark.parametrize("root", [True, False])
    def test_where_nothing_works_there_is_no_prefix(self, root: bool) -> None:
        assert unprivileged.prefix_for("pg", root=root, runs=lambda _: False) is None

    def test_a_command_that_is_not_there_does_not_run(self) -> None:
        assert not unprivileged.runs(["no-such-program-at-all", "--version"])
        assert unprivileged.runs(["true"])
        assert not unprivileged.runs(["false"])


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with an empty PATH, on which nothing may be installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("CHROMIUM", chromium.WITH_EXTENSIONS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("scripts.system.is_root", lambda: False)
    return tmp_path


class TestRedis:
    def test_redis_comes_before_valkey(self, bare: Path) -> None:
        valkey = program(bare / "valkey-server", "")
        assert redis_server.find() == str(valkey)
        redis = program(bare / "redis-server", "")
        assert redis_server.find() == str(redis)

    def test_debian_s_is_installed_where_that_may_be_done(
        self, bare: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = []

        def install(*packages: str) -> bool:
            asked.extend(packages)
            program(bare / "redis-server", "")
            return True

        monkeypatch.setattr(redis_server.system, "can_apt", lambda: True)
        monkeypatch.setattr(redis_server.system, "apt_install", install)
        assert redis_server.find() == str(bare / "redis-server")
        assert asked == ["redis-server"]

    def test_valkey_from_the_wheel_stands_in_and_is_announced(
        self, bare: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert redis_server.find().endswith("valkey-server")
        assert "Valkey" in capsys.readouterr().out

    def test_where_there_is_none_it_says_how_to_get_one(
        self, bare: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(redis_server, "WHEEL", "no_such_wheel_at_all")
        with pytest.raises(ServiceMissing, match="apt-get install redis-server"):
            redis_server.find()


class TestDovecot:
    @pytest.fixture(autouse=True)
    def _nothing_beside_the_path(self, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dovecot, "BESIDE_THE_PATH", str(bare / "sbin"))

    def test_the_folder_of_the_system_s_servers_may_hold_it(self, bare: Path) -> None:
        found = program(bare / "sbin" / "dovecot", "")
        assert dovecot.find() == str(found)

    def test_debian_s_is_installed_where_that_may_be_done(
        self, bare: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def install(*packages: str) -> bool:
            program(bare / "sbin" / "dovecot", "")
            return packages == ("dovecot-imapd",)

        monkeypatch.setattr(dovecot.system, "can_apt", lambda: True)
        monkeypatch.setattr(dovecot.system, "apt_install", install)
        assert dovecot.find() == str(bare / "sbin" / "dovecot")

    def test_where_there_is_none_it_says_how_to_get_one(self) -> None:
        with pytest.raises(ServiceMissing, match="apt-get install dovecot-imapd"):
            dovecot.find()


class TestChromium:
    def test_the_first_source_with_one_that_runs_is_taken(self, tmp_path: Path) -> None:
        broken = tmp_path / "broken"
        broken.write_text("")
        good = program(tmp_path / "good", "Chromium 150")
        sources = [lambda: None, lambda: str(broken), lambda: "/not/there", lambda: str(good)]
        assert chromium.find(sources) == str(good)

    def test_nothing_is_fetched_where_one_is_found(self, tmp_path: Path) -> None:
        good = program(tmp_path / "good", "Chromium 150")
        assert chromium.find([lambda: str(good), lambda: pytest.fail("fetched")]) == str(good)

    def test_where_there_is_none_it_says_how_to_get_one(self) -> None:
        with pytest.raises(ServiceMissing, match="playwright install"):
            chromium.find([lambda: None])

    def test_one_that_loads_extensions_is_whole(
        self, bare: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        found = {"chromium-headless-shell", "google-chrome"}
        monkeypatch.setattr(chromium.shutil, "which", lambda name: name if name in found else None)
        assert chromium.on_path() == "chromium-headless-shell"
        assert chromium.whole_on_path() is None
        found.add("chromium")
        assert chromium.on_path() == "chromium-headless-shell"
        assert chromium.whole_on_path() == "chromium"
        monkeypatch.setenv(chromium.WITH_EXTENSIONS, "/opt/mine")
        assert chromium.WHOLE[0]() == "/opt/mine"

    def test_where_none_loads_extensions_it_says_how_to_get_one(self) -> None:
        with pytest.raises(
            ServiceMissing, match=r"(?s)browser extension.*apt-get install chromium"
        ):
            chromium.find_with_extensions([lambda: None])

    def test_a_whole_one_is_looked_for_before_it_is_installed(self) -> None:
        names = [source.__name__ for source in chromium.WHOLE]
        assert names[:2] == ["named_whole", "whole_on_path"]
        assert names[-2:] == ["whole_from_debian", "whole_from_playwright"]

    def test_debian_s_whole_one_is_installed_by_root(
        self, bare: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def install(*packages: str) -> bool:
            program(bare / packages[0], "Chromium 150")
            return True

        monkeypatch.setattr(chromium.system, "apt_install", install)
        monkeypatch.setattr(chromium.system, "can_apt", lambda: False)
        assert chromium.whole_from_debian() is None
        monkeypatch.setattr(chromium.system, "can_apt", lambda: True)
        assert chromium.find_with_extensions() == str(bare / "chromium")

    def test_ubuntu_s_stub_for_a_snap_is_passed_over_for_playwright_s(
        self, bare: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stub = program(bare / "chromium-browser", "")
        stub.write_text("#!/bin/sh\nexit 1\n")
        asked: list[list[str]] = []

        def download(command: list[str], **options: object) -> object:
            if "playwright" not in command:
                return run(command, **options)
            asked.append(command)
            program(bare / "chromium-1300" / "chrome-linux64" / "chrome", "Chromium 150")
            return subprocess.CompletedProcess(command, 0)

        run = subprocess.run
        monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(bare))
        monkeypatch.setattr(chromium.system, "apt_install", lambda *packages: False)
        monkeypatch.setattr(chromium.system, "can_apt", lambda: True)
        monkeypatch.setattr(chromium.subprocess, "run", download)
        assert chromium.find_with_extensions().endswith("chrome-linux64/chrome")
        assert asked[0][-4:] == ["install", "--with-deps", "--no-shell", "chromium"]

    def test_a_download_that_hangs_is_given_up(
        self, bare: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def hang(command: list[str], **options: object) -> None:
            raise subprocess.TimeoutExpired(command, 1)

        monkeypatch.setattr(chromium.subprocess, "run", hang)
        assert chromium.from_playwright() is None
        assert chromium.whole_from_playwright() is None

    def test_a_person_s_own_comes_first(self, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CHROMIUM", "/opt/mine")
        assert chromium.SOURCES[0]() == "/opt/mine"

    def test_an_unnamed_one_is_none(self, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CHROMIUM", "")
        assert chromium.named() is None

    def test_it_is_looked_for_on_the_path(self, bare: Path) -> None:
        assert chromium.on_path() is None
        found = program(bare / "google-chrome", "Chrome")
        assert chromium.on_path() == str(found)

    def test_playwright_s_newest_headless_build_is_taken(
        self, bare: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(bare))
        assert chromium.playwrights() is None
        for number in ("1200", "1255"):
            shell = f"chromium_headless_shell-{number}/chrome-headless-shell-linux64"
            program(bare / shell / "chrome-headless-shell", "")
        assert "1255" in str(chromium.playwrights())

    def test_debian_s_is_not_installed_by_a_plain_user(self, bare: Path) -> None:
        assert chromium.from_debian() is None

    @pytest.mark.parametrize(("root", "without"), [(True, True), (False, False)])
    def test_only_root_goes_without_the_sandbox(
        self, root: bool, without: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(chromium.system, "is_root", lambda: root)
        assert ("--no-sandbox" in chromium.flags()) is without
