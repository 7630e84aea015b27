"""`manage.py plan`: the rules without a database, from a file or from standard input."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests" / "cases").glob("*.json"))
TOLD = [json.loads(path.read_text()) for path in CASES]
LINES = "\n".join(json.dumps(told["case"]) for told in TOLD)


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def run(*args: str) -> str:
    out = io.StringIO()
    call_command("plan", *args, stdout=out)
    return out.getvalue()


def refused(*args: str) -> str:
    """What stands on standard error; nothing may stand on standard output."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("plan", *args, stdout=out, stderr=err)
    assert left.value.code == 2
    assert out.getvalue() == ""
    assert err.getvalue().endswith("\n")
    assert len(err.getvalue().splitlines()) == 1
    return err.getvalue()


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.jsonl"
    path.write_text(LINES)
    return path


def test_one_answer_a_line(cases: Path) -> None:
    answers = [json.loads(line) for line in run(str(cases)).splitlines()]

    assert answers == [told["answer"] for told in TOLD]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(json.dumps(TOLD[0]["case"], indent=2).encode()))

    assert json.loads(run("-")) == TOLD[0]["answer"]


def test_a_later_mistake_leaves_nothing_printed(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(LINES + '\n{"timezone": "Europe/London"}')

    assert refused(str(path)) == "case 43: now: this field is required\n"


def test_names_with_line_breaks_leave_one_line(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"timezone": "UTC", "a\n\u2028\x1b[31mb": 1}))

    assert refused(str(path)).startswith("case 1: ")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    missing = tmp_path / "missing.json"

    assert refused(str(missing)) == f"{missing}: No such file or directory\n"
    assert refused(str(tmp_path)) == f"{tmp_path}: Is a directory\n"
    assert "null byte" in refused("a\0b")


def test_a_broken_pipe_is_no_complaint(cases: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    forgotten = []
    monkeypatch.setattr(
        "followups.management.commands.plan._discard_stdout", lambda: forgotten.append(1)
    )
    call_command("plan", str(cases), stdout=Gone())

    assert forgotten == [1]


class TestExplain:
    def told(self, name: str) -> str:
        (path,) = [path for path in CASES if name in path.stem]
        case = json.loads(path.read_text())["case"]
        return self.explained(case)

    @pytest.fixture(autouse=True)
    def _file(self, tmp_path: Path) -> None:
        self.path = tmp_path / "case.json"

    def explained(self, case: object) -> str:
        self.path.write_text(json.dumps(case))
        return run(str(self.path), "--explain")

    def test_what_when_why_and_why_not(self) -> None:
        text = self.told("01-just-applied")

        assert text.splitlines()[:6] == [
            "Case 1",
            "  Planned: Check that your application arrived",
            "    When: Mon 2 Mar + 2 working days = Wed 4 Mar, 09:00 your time",
            "    Due: Mon 2 Mar + 2 working days = Wed 4 Mar, 18:00 your time",
            "    Until: Mon 2 Mar + 14 days = Mon 16 Mar, 09:00 your time",
            "    Why: You applied on Mon 2 Mar, and nothing shows yet that it arrived.",
        ]
        assert "S3:receipt: No automatic confirmation" in text
        assert "  Why not: Too soon. You applied on Mon 2 Mar" in text

    def test_whom_and_how_it_stands(self) -> None:
        text = self.told("14-hired")

        assert "  Overdue: Thank a reference every time (r1)" in text
        assert "  Open, optional: A small present (r1)" in text
        assert "  Why not: Closed. You accepted the offer on Thu 9 Apr" in text

    def test_nothing_to_do(self) -> None:
        case = {"timezone": "UTC", "now": "2026-03-02T10:00Z", "application": {"events": []}}

        assert self.explained(case) == "Case 1\n  Nothing to do.\n"

    @pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
    def test_every_case_is_told_whole(self, path: Path) -> None:
        told = json.loads(path.read_text())
        text = self.explained(told["case"])

        assert text.count("    Why: ") == len(told["answer"]["reminders"])
        assert text.count("  Why not: ") == len(told["answer"]["held_back"])
        assert "%" not in text


def manage(*args: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "manage.py", *args],
        cwd=ROOT,
        env={**os.environ, **env},
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_from_the_shell_without_a_database() -> None:
    nowhere = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}
    done = manage("plan", "-", stdin=LINES.encode(), **nowhere)

    assert (done.returncode, done.stderr) == (0, b"")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        told["answer"] for told in TOLD
    ]


def test_from_the_shell_bad_input_leaves_with_two() -> None:
    done = manage("plan", "-", stdin=b'{"timezone": 5}')

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"case 1: timezone: must be the name of an IANA time zone")
    assert done.stderr.count(b"\n") == 1


def test_names_the_terminal_cannot_show_are_spelt_out() -> None:
    case = {**TOLD[4]["case"]}
    text = json.dumps(case).replace('"bo"', '"b\\u00f6"')
    done = manage("plan", "-", "--explain", stdin=text.encode(), PYTHONIOENCODING="ascii")

    assert done.returncode == 0
    assert b"b\\xf6 has no thank-you yet." in done.stdout


def test_who_stops_reading_hears_no_complaint() -> None:
    shell = f"{sys.executable} manage.py plan - | head -c 10"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", shell],
        cwd=ROOT,
        input=(LINES + "\n").encode() * 50,
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == b'{"reminder'
