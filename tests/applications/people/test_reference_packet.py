"""The packet for a reference, and the list for an employer, as text."""

from applications.people.reference_packet import Packet, list_as_text, points_in
from references.models import Reference
from tests.conftest import MakeReference

PACKET = Packet(
    to="Joan Whitfield",
    sender="Robin Hale",
    title="UX Lead",
    company="Harbour",
    posting_url="https://harbour.example/ux",
    posting_text="We look for a lead.",
    points=("The checkout",),
    documents=("Resume 2026",),
)


def test_the_mail_has_all_that_helps_before_a_call() -> None:
    body = PACKET.body
    assert body.startswith("Dear Joan,\n\nHarbour may be in touch")
    assert "The posting: https://harbour.example/ux" in body
    assert "\n- The checkout" in body
    assert "\n- Why I left." in body
    assert "I attach:\n- Resume 2026" in body
    assert "Could you drop me a line once they have been in touch?" in body
    assert body.endswith("With thanks,\nRobin Hale")
    assert "We look for a lead." not in body
    assert PACKET.subject == "Harbour may call you about me"


def test_the_printed_packet_has_the_posting_too() -> None:
    assert PACKET.printed == f"{PACKET.body}\n\nThe posting\n\nWe look for a lead."


def test_what_is_not_there_is_left_out() -> None:
    bare = Packet("Joan", "Robin", "UX Lead", "Harbour", "", "", (), ())
    assert "posting" not in bare.printed
    assert "attach" not in bare.body
    assert "glad if you mentioned" not in bare.body


def test_points_are_one_a_line_or_divided_by_semicolons() -> None:
    assert points_in("- one; two\n\n• three\n ") == ("one", "two", "three")
    assert points_in("") == ()


def test_the_list_names_each_with_how_to_reach_them(make_reference: MakeReference) -> None:
    joan: Reference = make_reference(relationship="Managed me")
    joan.contact.email, joan.contact.role = "joan@post.example", "Director"
    assert list_as_text([joan], "Robin Hale") == (
        "References of Robin Hale\n\nJoan Whitfield\nDirector\nManaged me\njoan@post.example"
    )
