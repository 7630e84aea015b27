"""Whether a name may be shared."""

import pytest

from references.consent import consent_block, may_share
from references.models import Reference
from tests.conftest import MakeReference

Consent = Reference.Consent


def test_one_who_agreed_may_be_shared(make_reference: MakeReference) -> None:
    joan = make_reference()
    assert consent_block(joan) is None
    assert may_share(joan)


@pytest.mark.parametrize(
    ("consent", "words", "way_on"),
    [
        (Consent.NOT_ASKED, "Joan Whitfield has not been asked yet.", "ask"),
        (Consent.ASKED, "You asked Joan Whitfield and have no answer yet.", "wait"),
        (Consent.DECLINED, "Joan Whitfield said no.", "choose"),
    ],
)
def test_anybody_else_is_stopped_with_a_reason_and_a_way_on(
    make_reference: MakeReference, consent: str, words: str, way_on: str
) -> None:
    against = consent_block(make_reference(consent=consent))
    assert against is not None
    assert against.reason.startswith(words)
    assert (against.way_on, against.source) == (way_on, "S1:ask-first")
