"""The readers of a case file's fields, called one by one."""

import pytest

from followups.timing.casefile.fields import FieldError, identifier, list_of_different


def test_a_list_is_read_item_by_item() -> None:
    read = list_of_different(identifier, "stands twice")
    assert read(["a", "b", "c"]) == ("a", "b", "c")
    assert read([]) == ()


@pytest.mark.parametrize(
    ("raw", "message", "path"),
    [
        (["a", "b", "a"], "stands twice", (2,)),
        (["a", "a"], "stands twice", (1,)),
        (["a", 7], "must be a string of 1 to 200 characters", (1,)),
        ("ab", "must be a list", ()),
        (None, "must be a list", ()),
        (["a", "b", "c", "d"], "must hold at most 3 items", ()),
        ("abcd", "must be a list", ()),
    ],
)
def test_what_is_no_list_of_different_items_is_refused(
    raw: object, message: str, path: tuple[int, ...]
) -> None:
    with pytest.raises(FieldError) as caught:
        list_of_different(identifier, "stands twice", most=3)(raw)
    assert (caught.value.message, caught.value.path) == (message, path)
    assert str(caught.value) == message


def test_a_list_may_be_as_long_as_the_limit() -> None:
    assert list_of_different(identifier, "stands twice", most=3)(["a", "b", "c"]) == (
        "a",
        "b",
        "c",
    )


def test_a_large_limit_is_said_with_its_comma() -> None:
    read = list_of_different(identifier, "stands twice", most=1000)
    with pytest.raises(FieldError, match=r"^must hold at most 1,000 items$"):
        read([str(number) for number in range(1001)])
