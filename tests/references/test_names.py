"""One name, however it is typed: companies and tags are one, and a search finds them."""

from __future__ import annotations

import unicodedata
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.http import QueryDict

from accounts.models import User
from accounts.services import set_profile
from applications import services
from applications.models import Application, Tag
from applications.table.page import filtered
from jobtracker.lookups import with_name
from jobtracker.reading.names import folded, name_key
from references.models import Company, Contact
from references.services import add_contact, company_named, edit_company
from tests.conftest import NOW, MakeApplication

SAME = (
    "Zürich Café",
    "ZÜRICH CAFÉ",
    "  zurich   cafe ",
    unicodedata.normalize("NFD", "Zürich Café"),
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  Straße  Nº 5 ", "strasse no 5"),
        ("ÅNGSTRÖM", "angstrom"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("株式会社ガイア", "株式会社ガイア"),
        ("हिन्दी", "हिन्दी"),
        ("한국", "한국"),
        ("R&D", "r&d"),
    ],
)
def test_a_key_knows_no_case_accents_and_spaces(text: str, key: str) -> None:
    assert name_key(text) == unicodedata.normalize("NFC", key)
    assert name_key(unicodedata.normalize("NFD", text)) == name_key(text)


def test_a_company_is_one_however_it_is_typed(seeker: User) -> None:
    assert len({company_named(seeker, name).pk for name in SAME}) == 1
    assert Company.objects.get().name == "Zürich Café"


def test_a_name_is_kept_composed(seeker: User) -> None:
    fields = {"name": unicodedata.normalize("NFD", "Zoë"), "notes": "e\u0301"}
    contact = add_contact(
        seeker, token=uuid4(), fields=fields, company="Café".replace("é", "e\u0301")
    )
    contact.refresh_from_db()
    assert (contact.name, contact.notes) == ("Zo\u00eb", "\u00e9")
    assert Company.objects.get().name == "Caf\u00e9"


def test_the_names_of_a_user_and_a_view_are_kept_composed(seeker: User) -> None:
    typed, kept = "Zo" + "e\u0308", "Zo\u00eb"
    set_profile(seeker, name=typed, theme=seeker.theme, language=seeker.language)
    seeker.refresh_from_db()
    view = services.save_view(seeker, name=f" {typed}  {typed}", query="q=a")
    view.refresh_from_db()
    assert (seeker.name, view.name) == (kept, f"{kept} {kept}")


def test_a_new_name_gets_a_new_key(seeker: User) -> None:
    company = company_named(seeker, "Acme")
    edit_company(company, name="Ácme Ltd", website="", notes="")
    assert Company.objects.get().key == "acme ltd"
    assert company_named(seeker, "acme LTD") == company


def test_a_tag_is_one_however_it_is_typed(make_application: MakeApplication, seeker: User) -> None:
    one, other = make_application(), make_application()
    services.set_tags(one, ["Été"])
    services.set_tags(other, ["ete"])
    services.tag_all(seeker, [one.pk], "ÉTÉ")
    assert Tag.objects.get().name == "Été"


@pytest.mark.parametrize("words", ["ZURICH", "zürich", "postière", "POSTIERE cafe", "ete", "ÉTÉ"])
def test_a_search_knows_no_case_and_accents(
    words: str, make_application: MakeApplication, seeker: User
) -> None:
    found = make_application(
        "Zürich Café", "Clerk", posting_text="Nous cherchons une Postière de métier."
    )
    services.set_tags(found, ["Été", "ETERNITY"])
    make_application("Acme", "Clerk", notes="100%")
    rows = filtered(seeker, QueryDict(mutable=True) | {"q": words}, NOW).qs
    assert list(rows) == [found]


@pytest.mark.parametrize("words", ["%", "_", "\\", "100%"])
def test_marks_in_a_search_mean_themselves(
    words: str, make_application: MakeApplication, seeker: User
) -> None:
    make_application("Acme", "Clerk")
    found = make_application("Acme", "Cook", notes="100% a_b c\\d")
    assert list(filtered(seeker, QueryDict(mutable=True) | {"q": words}, NOW).qs) == [found]


def test_the_database_folds_as_we_do(seeker: User) -> None:
    for text in ("Straße", "ÅNGSTRÖM", "ΣΊΣΥΦΟΣ", "ガイア", "한국", "ﬁn", "Nº"):
        contact = add_contact(seeker, token=uuid4(), fields={"name": text})
        assert list(Contact.objects.filter(name__folded=folded(text))) == [contact]
        assert with_name(Contact.objects.all(), text.upper()).first() == contact


def test_companies_and_tags_of_one_key_are_merged_by_the_migration(
    make_application: MakeApplication, stranger: User
) -> None:
    one, other = make_application("Zoe"), make_application("Acme")
    make_application("Zoë", owner=stranger)
    kept, merged = one.company, other.company
    Company.objects.filter(pk=merged.pk).update(
        name="ZOË", notes="big", website="https://z.example"
    )
    colleague = add_contact(one.owner, token=uuid4(), fields={"name": "Ana"})
    Contact.objects.filter(pk=colleague.pk).update(company=merged)
    import_module("references.migrations.0002_company_key").fill(apps, None)
    assert set(Application.objects.filter(owner=one.owner).values_list("company", flat=True)) == {
        kept.pk
    }
    kept.refresh_from_db()
    assert (kept.name, kept.key, kept.notes, kept.website) == (
        "Zoe",
        "zoe",
        "big",
        "https://z.example",
    )
    assert Contact.objects.get().company == kept
    assert Company.objects.count() == 2
    services.set_tags(one, ["été", "a"])
    services.set_tags(other, ["b"])
    Tag.objects.filter(name="b").update(name="ETE")
    import_module("applications.migrations.0003_tag_key").fill(apps, None)
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["a", "été"]
    assert [tag.name for tag in other.tags.all()] == ["été"]
