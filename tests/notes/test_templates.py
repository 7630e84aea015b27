"""Templates of one's own: each name once for notes of a purpose."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from notes.models import NoteTemplate
from notes.services import add_template, free_name


def template(owner: User, name: str, purpose: str = "status") -> NoteTemplate:
    return add_template(
        owner, token=uuid4(), purpose=purpose, name=name, subject="", body=f"Text of {name}"
    )


def test_a_template_is_not_given_the_name_of_another(seeker_client: Client, seeker: User) -> None:
    template(seeker, "One")
    two = template(seeker, "Two")
    edit = reverse("notes:template", args=[two.pk])
    answer = seeker_client.post(edit, {"name": " one ", "subject": "", "body": "Not lost"})
    errors = answer.context["form"].errors
    assert errors == {"name": ["You have a template of this name already."]}
    assert "Not lost" in answer.content.decode()
    two.refresh_from_db()
    assert (two.name, two.body) == ("Two", "Text of Two")


def test_its_own_name_and_those_of_others_are_free(
    seeker_client: Client, seeker: User, stranger: User
) -> None:
    template(seeker, "One", purpose="thank_you")
    template(stranger, "ONE")
    mine = template(seeker, "One")
    edit = reverse("notes:template", args=[mine.pk])
    answer = seeker_client.post(edit, {"name": "ONE", "subject": "", "body": "B"})
    assert answer.status_code == 302
    mine.refresh_from_db()
    assert mine.name == "ONE"


def test_one_comes_back_beside_another_that_took_its_name(
    seeker_client: Client, seeker: User
) -> None:
    one = template(seeker, "One")
    seeker_client.post(reverse("notes:template_remove", args=[one.pk]))
    template(seeker, "ONE")
    (key,) = seeker_client.session["undo"]
    back = reverse("notes:template_restore", args=[key])
    page = seeker_client.post(back, follow=True).content.decode()
    assert "Back again: “One (2)”." in page
    again = NoteTemplate.objects.get(token=one.token)
    assert (again.name, again.body) == ("One (2)", "Text of One")


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], "A" * 80),
        (["a" * 80], f"{'A' * 70} (2)"),
        (["a" * 80, f"{'a' * 70} (2)"], f"{'A' * 70} (3)"),
    ],
)
def test_a_free_name_fits(taken: list[str], free: str) -> None:
    assert free_name("A" * 80, taken) == free
