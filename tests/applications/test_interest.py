"""Interest as dots: as many filled as it is, and said in words."""

import pytest
from django.template import Context, Template


@pytest.mark.parametrize("value", [1, 3, 5])
def test_as_many_dots_are_filled(value: int) -> None:
    html = Template("{% load interest %}{% interest value %}").render(Context({"value": value}))
    assert html.count("interest-dot is-on") == value
    assert html.count('class="interest-dot') == 5
    assert f'role="img" aria-label="Interest {value} of 5"' in html
