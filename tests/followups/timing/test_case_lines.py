"""Reading case files: one case or one a line, and what is no case at all."""

import json

import pytest

from followups.timing.casefile.read import CaseError, read_cases
from tests.followups.timing.case_build import APPLIED, TALK, case, refused


class TestLinesAndFiles:
    ONE = json.dumps(case())

    @pytest.mark.parametrize(
        "text",
        [
            ONE,
            ONE + "\n",
            "\n \t\r\n" + ONE + "\r\n\r\n",
            "\ufeff" + ONE,
            ONE.encode(),
            b"\xef\xbb\xbf" + ONE.encode(),
            json.dumps(case(), indent=2),
            json.dumps(case(), indent=2).replace("\n", "\r\n"),
            "\n\n" + json.dumps(case(), indent=2) + "\n\n",
        ],
    )
    def test_one_case(self, text: str | bytes) -> None:
        assert len(read_cases(text)) == 1

    def test_one_a_line(self) -> None:
        other = json.dumps(case(timezone="UTC"))
        found = read_cases(f"{self.ONE}\r\n\n{other}\n   \n{self.ONE}")

        assert [each.facts.timezone.key for each in found] == [
            "Europe/London", "UTC", "Europe/London",
        ]  # fmt: skip

    def test_a_line_is_ended_by_a_line_feed_alone(self) -> None:
        odd = json.dumps(case({**APPLIED, "id": "a\u2028b\u0085c"}), ensure_ascii=False)

        assert len(read_cases(f"{odd}\n{odd}")) == 2

    @pytest.mark.parametrize(
        ("data", "error"),
        [
            ("", "case 1: $: there is no case in the file"),
            (" \n\t\r\n", "case 1: $: there is no case in the file"),
            (b"", "case 1: $: there is no case in the file"),
            ("{", "case 1: $: this is not JSON: "),
            ("{} {}", "case 1: $: this is not JSON: Extra data"),
            ("[]", "case 1: $: must be an object"),
            ("null", "case 1: $: must be an object"),
            ("5", "case 1: $: must be an object"),
            ('"case"', "case 1: $: must be an object"),
            (f"{ONE}\n\x0c\n{ONE}", "case 2: $: this is not JSON: "),
            (f"{ONE}\n[]", "case 2: $: must be an object"),
            (f"{ONE}\n\n{ONE}\n{{", "case 3: $: this is not JSON: "),
            (f"{ONE}\n{ONE},", "case 2: $: this is not JSON: Extra data"),
            (json.dumps(case(), indent=2)[:-1], "case 1: $: this is not JSON: "),
            (json.dumps(case(), indent=2) * 2, "case 1: $: this is not JSON: Extra data"),
            (b"\xff", "case 1: $: the text is not UTF-8"),
            (ONE.encode() + b"\n\xff", "case 2: $: the text is not UTF-8"),
            (b"\xef\xbb\xbf" + ONE.encode() + b"\n\xff", "case 2: $: the text is not UTF-8"),
            (ONE.encode() + b"\n\x0c\n\xff", "case 3: $: the text is not UTF-8"),
            (ONE.encode() + b"\n\n" + ONE.encode() + b"\n\xff", "case 3: $: the text is not UTF-8"),
            (json.dumps(case(), indent=2).encode() + b"\xff", "case 1: $: the text is not UTF-8"),
            (ONE.encode("utf-16"), "case 1: $: the text is not UTF-8"),
            ('{"now": NaN}', "case 1: $: this is not JSON: NaN is no JSON value"),
            ('{"now": -Infinity}', "case 1: $: this is not JSON: -Infinity is no JSON value"),
            ("[" * 100_000, "case 1: $: this is nested too deep"),
            ('{"a":' * 100_000, "case 1: $: this is nested too deep"),
            (f"{ONE}\n" + "[" * 100_000, "case 2: $: this is nested too deep"),
            ('{"now": 1, "timezone": "UTC", "timezone": 2}', "case 1: timezone: this field stands"),
            ('{"timezone": "UTC", "timezone": "UTC"}', "case 1: timezone: this field stands more"),
        ],
    )
    def test_what_is_no_case(self, data: str | bytes, error: str) -> None:
        assert refused(data).startswith(error)

    def test_a_good_case_before_a_bad_one_is_no_answer(self) -> None:
        assert refused(f"{self.ONE}\n{json.dumps(case(timezone=5))}").startswith(
            "case 2: timezone: "
        )

    def test_where_the_json_breaks_off(self) -> None:
        assert refused('{\n  "now": }') == (
            "case 1: $: this is not JSON: Expecting value (line 2, column 10)"
        )

    def test_a_repeated_key_deep_inside(self) -> None:
        text = json.dumps(case(APPLIED)).replace('"type"', '"at": "", "type"')

        assert refused(text).startswith("case 1: application.events[0].at: this field stands more")

    def test_the_error_says_where(self) -> None:
        with pytest.raises(CaseError) as caught:
            read_cases(json.dumps(case({**TALK, "ends_at": 5})))

        assert caught.value.case_number == 1
        assert caught.value.path == "application.events[0].ends_at"
        assert caught.value.message.startswith("must be an instant")
