"""What lies behind a related name."""

import pytest

from jobtracker.related import rows_behind
from references.models import Contact
from tests.conftest import MakeApplication, MakeContact, MakeInterview


def test_the_rows_that_point_here(
    make_application: MakeApplication, make_contact: MakeContact, make_interview: MakeInterview
) -> None:
    ana = make_contact()
    interview = make_interview(make_application(), ana)
    assert list(rows_behind(Contact, "interviews")) == [interview]
    assert not rows_behind(Contact, "messages").exists()


def test_a_field_of_its_own_is_no_related_name() -> None:
    with pytest.raises(TypeError, match=r"Contact\.name is a field of its own"):
        rows_behind(Contact, "name")
