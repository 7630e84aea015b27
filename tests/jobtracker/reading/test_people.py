"""People as they are typed or pasted."""

from __future__ import annotations

import pytest

from jobtracker.reading.people import Person, read_people

ANA = Person("Ana Ortiz", "Head of Data", "ana@kestrel.example")


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ortiz, Head of Data <ana@kestrel.example>",
        "Ana Ortiz (Head of Data) ana@kestrel.example",
        "Ana  Ortiz – Head of Data (ana@kestrel.example)",
        "Ana Ortiz | Head of Data, mailto:ana@kestrel.example",
        "• Ana Ortiz: Head of Data, <ana@kestrel.example>",
    ],
)
def test_a_person_is_read_however_it_is_written(text: str) -> None:
    assert read_people(text) == [ANA]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Ortiz\nBen Cole", ["Ana Ortiz", "Ben Cole"]),
        ("Ana Ortiz, Ben Cole and Chi Lu", ["Ana Ortiz", "Ben Cole", "Chi Lu"]),
        ("Ana Ortiz; Ben Cole", ["Ana Ortiz", "Ben Cole"]),
        ("Ana Ortiz\nana  ORTIZ\nAna Órtiz", ["Ana Ortiz"]),
        ("ana.ortiz@kestrel.example", ["Ana Ortiz"]),
        ("Ortiz, Ana <ana@kestrel.example>", ["Ana Ortiz"]),
        ('"Ana Ortiz" <ana@k.example>, Ben Cole <ben@k.example>', ["Ana Ortiz", "Ben Cole"]),
        ("A <x@k.example>\nB <X@k.example>", ["A"]),
        ("Anne-Marie O'Neill", ["Anne-Marie O'Neill"]),
        (" , ;\n", []),
    ],
)
def test_the_names_in_a_text(text: str, names: list[str]) -> None:
    assert [person.name for person in read_people(text)] == names


def test_roles_belong_to_the_name_before_them() -> None:
    text = "Ana Ortiz, Head of Data, Ben Cole, VP Engineering <ben@k.example>, Chi Lu"
    assert read_people(text) == [
        Person("Ana Ortiz", "Head of Data"),
        Person("Ben Cole", "VP Engineering", "ben@k.example"),
        Person("Chi Lu"),
    ]


def test_a_text_of_any_length_gives_few_people() -> None:
    assert len(read_people("Ana Ortiz a@b.example, " * 10_000)) == 1
    assert len(read_people("\n".join(f"Person {chr(97 + at)}" for at in range(26)) * 9)) <= 40


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("(Recruiter)", [Person("Recruiter")]),
        ("[HR]", [Person("HR")]),
        ("(a) <x@y.zz>", [Person("a", "", "x@y.zz")]),
        ("- : Head of Data", [Person("Head of Data")]),
        ("(HR), Ana Ortiz", [Person("HR"), Person("Ana Ortiz")]),
        ("( ) <ana@kestrel.example>", [Person("Ana", "", ANA.email)]),
        ("( )\n[ ]", []),
    ],
)
def test_nobody_is_without_a_name(text: str, people: list[Person]) -> None:
    assert read_people(text) == people
