"""The table: search, filters, sort, pages, views, bulk acts, and a constant number of queries."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from applications import services
from applications.models import Application, Event, SavedView, Stage, Tag
from applications.table.page import ROWS, table_of
from tests.applications.test_log import UNDO
from tests.conftest import MakeApplication

pytestmark = pytest.mark.usefixtures("at_now")
Titles = Callable[[str], list[str]]


@pytest.fixture
def titles(seeker: User, now: datetime) -> Titles:
    """The titles that the table shows for a query string, in order."""

    def titles(query: str) -> list[str]:
        return [row.title for row in table_of(seeker, QueryDict(query), now).rows]

    return titles


@pytest.fixture
def four(make_application: MakeApplication, now: datetime) -> list[Application]:
    """Four applications that differ in everything."""
    dates = [now - timedelta(days=days) for days in (30, 20, 10)]
    nurse = make_application(
        "Fernhill Health", "Nurse", applied_at=dates[0], interest=2, source="A friend", now=dates[0]
    )
    analyst = make_application(
        "Harbour Analytics",
        "Analyst",
        applied_at=dates[1],
        interest=5,
        pay_max=70_000,
        place="remote",
        notes="Ask about the data team",
        now=dates[1],
    )
    writer = make_application(
        "Osprey Travel", "Writer", applied_at=dates[2], location="York", pay_max=9, now=dates[2]
    )
    clerk = make_application("Cobalt Transit", "Clerk", applied_at=None, interest=4)
    services.set_tags(analyst, ["dream"])
    services.move(nurse, Stage.REJECTED, at=dates[1], now=dates[1], token=uuid4())
    return [nurse, analyst, writer, clerk]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Nurse", "Analyst", "Writer", "Clerk"}),
        ("q=analyst", {"Analyst"}),
        ("q=HARBOUR", {"Analyst"}),
        ("q=data+team", {"Analyst"}),
        ("q=york", {"Writer"}),
        ("q=friend", {"Nurse"}),
        ("q=writer+york", {"Writer"}),
        ("q=writer+leeds", set()),
        ("show=open", {"Analyst", "Writer", "Clerk"}),
        ("show=closed", {"Nurse"}),
        ("show=archived", set()),
        ("show=all", {"Nurse", "Analyst", "Writer", "Clerk"}),
        ("stage=saved&stage=rejected", {"Nurse", "Clerk"}),
        ("interest=4", {"Analyst", "Clerk"}),
        ("place=remote", {"Analyst"}),
        ("source=FRIEND", {"Nurse"}),
        ("applied_from=2026-02-27", {"Analyst", "Writer"}),
        ("applied_to=2026-02-27", {"Nurse", "Analyst"}),
        ("applied_from=2026-02-27&applied_to=2026-02-27", {"Analyst"}),
        ("q=%00&stage=saved", {"Clerk"}),
    ],
)
def test_search_and_filters(
    four: list[Application], titles: Titles, query: str, expected: set[str]
) -> None:
    assert set(titles(query)) == expected


def test_by_tag_and_by_company(four: list[Application], titles: Titles) -> None:
    analyst = four[1]
    assert titles(f"tag={analyst.tags.get().pk}") == ["Analyst"]
    assert titles(f"company={analyst.company_id}") == ["Analyst"]


def test_a_tag_that_no_application_has_is_not_offered(
    four: list[Application], seeker_client: Client, now: datetime
) -> None:
    tag = four[1].tags.get()
    offered = f'<option value="{tag.pk}">dream</option>'
    assert offered in seeker_client.get("/applications/filters/").content.decode()
    services.delete_application(four[1], now=now)
    assert offered not in seeker_client.get("/applications/filters/").content.decode()


def test_a_strangers_tag_filters_nothing(
    four: list[Application], titles: Titles, stranger: User
) -> None:
    theirs = Tag.objects.create(owner=stranger, name="theirs")
    assert len(titles(f"tag={theirs.pk}")) == 4


def test_what_was_put_away_is_shown_only_when_asked_for(
    four: list[Application], titles: Titles, seeker: User, now: datetime
) -> None:
    services.archive(seeker, [four[3].pk], now=now)
    assert "Clerk" not in titles("")
    assert "Clerk" not in titles("q=clerk")
    assert titles("show=archived") == ["Clerk"]
    assert "Clerk" in titles("show=all")


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("title", ["Analyst", "Clerk", "Nurse", "Writer"]),
        ("-title", ["Writer", "Nurse", "Clerk", "Analyst"]),
        ("company", ["Clerk", "Nurse", "Analyst", "Writer"]),
        ("stage", ["Clerk", "Writer", "Analyst", "Nurse"]),
        ("-interest", ["Analyst", "Clerk", "Writer", "Nurse"]),
        ("applied", ["Nurse", "Analyst", "Writer", "Clerk"]),
        ("-applied", ["Writer", "Analyst", "Nurse", "Clerk"]),
        ("-pay", ["Analyst", "Writer", "Clerk", "Nurse"]),
        ("-updated", ["Clerk", "Writer", "Analyst", "Nurse"]),
        ("nonsense", ["Clerk", "Writer", "Analyst", "Nurse"]),
    ],
)
def test_sorting(four: list[Application], titles: Titles, sort: str, expected: list[str]) -> None:
    assert titles(f"sort={sort}") == expected


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=99",
        "page=x",
        "stage=lost",
        "tag=99",
        "tag=x",
        "company=99999999999999999999",
        "interest=x",
        "applied_from=soon",
        "sort=-owner",
        "show=secret",
    ],
)
def test_nonsense_in_the_address_breaks_nothing(
    four: list[Application], seeker_client: Client, query: str
) -> None:
    for page in ("", "export/"):
        assert seeker_client.get(f"/applications/{page}?{query}").status_code == 200


def test_headings_say_how_the_table_is_sorted(
    four: list[Application], seeker_client: Client
) -> None:
    page = seeker_client.get("/applications/?sort=title&q=e&page=1").content.decode()
    page = " ".join(page.split())
    assert page.count("aria-sort") == 1
    assert '<th scope="col" aria-sort="ascending" class="col-title">' in page
    assert 'href="?sort=-title&amp;q=e"' in page
    assert 'href="?sort=-interest&amp;q=e"' in page


def test_pages(seeker_client: Client, make_application: MakeApplication) -> None:
    for number in range(ROWS + 2):
        make_application(title=f"Job {number:03}", applied_at=None)
    first = seeker_client.get("/applications/?sort=title").content.decode()
    assert f"{ROWS + 2} applications" in first
    assert "Page 1 of 2" in first
    second = seeker_client.get("/applications/?sort=title&page=2").content.decode()
    assert second.count('name="ids"') == 2
    assert "Job 051" in second


def test_nothing_of_a_stranger_is_shown(four: list[Application], stranger_client: Client) -> None:
    page = stranger_client.get(f"/applications/?show=all&company={four[0].company_id}")
    assert "Nurse" not in page.content.decode()
    tag = four[1].tags.get()
    assert tag.name not in stranger_client.get(f"/applications/?tag={tag.pk}").content.decode()


def test_an_empty_account_is_led_to_its_first_application(seeker_client: Client) -> None:
    page = seeker_client.get("/applications/").content.decode()
    assert "No applications yet" in page
    assert page.count('href="/applications/add/"') == 1


def test_a_search_without_a_match_says_so(four: list[Application], seeker_client: Client) -> None:
    assert "Nothing fits" in seeker_client.get("/applications/?q=zebra").content.decode()


def test_with_everything_put_away_the_way_to_it_is_shown(
    four: list[Application], seeker_client: Client, seeker: User, now: datetime
) -> None:
    services.archive(seeker, [row.pk for row in four], now=now)
    page = seeker_client.get("/applications/").content.decode()
    assert "Everything is put away" in page
    assert 'href="/applications/?show=archived"' in page
    assert "No applications yet" not in page


def test_the_filters_that_are_folded_away_come_when_they_are_asked_for(
    four: list[Application], seeker_client: Client
) -> None:
    assert 'name="source"' not in seeker_client.get("/applications/?q=a").content.decode()
    piece = seeker_client.get("/applications/filters/", headers={"HX-Request": "true"})
    page = piece.content.decode()
    assert 'name="source"' in page
    assert f'<option value="{four[1].tags.get().pk}">dream</option>' in page
    assert "<html" not in page


def test_without_javascript_the_filters_unfold_on_the_page(
    four: list[Application], seeker_client: Client
) -> None:
    page = seeker_client.get("/applications/filters/?q=nurse&sort=title").content.decode()
    assert 'name="source"' in page
    assert "Nurse" in page
    assert "Writer" not in page
    assert 'value="nurse"' in page


def test_filters_that_are_set_stand_open(four: list[Application], seeker_client: Client) -> None:
    page = seeker_client.get("/applications/?stage=saved&source=x").content.decode()
    assert 'value="saved" checked' in " ".join(page.split())
    assert '<span class="pill pill-accent">2</span>' in page


def test_of_one_company_it_is_named_with_a_way_to_all(
    four: list[Application], seeker_client: Client
) -> None:
    page = seeker_client.get(f"/applications/?company={four[0].company_id}&q=n").content.decode()
    assert "Only at Fernhill Health" in page
    assert f'name="company" value="{four[0].company_id}"' in page
    assert 'href="?q=n"' in page
    assert '<span class="pill pill-accent">' not in page


def test_htmx_gets_only_the_results(four: list[Application], seeker_client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Target": "results"}
    page = seeker_client.get("/applications/?q=nurse", headers=headers).content.decode()
    assert "Nurse" in page
    assert "<html" not in page
    assert 'role="search"' not in page


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    "url",
    [
        "/applications/",
        "/applications/?q=job&sort=-applied",
        "/applications/filters/?source=",
        "/applications/?interest=1",
        "/board/",
    ],
)
def test_as_many_queries_for_two_rows_as_for_forty(
    seeker_client: Client, make_application: MakeApplication, url: str
) -> None:
    for number in range(2):
        services.set_tags(make_application(f"Firm {number}", f"Job {number}"), ["a", "b"])
    few = queries(seeker_client, url)
    for number in range(2, 40):
        services.set_tags(make_application(f"Firm {number}", f"Job {number}"), ["a", "c"])
    assert queries(seeker_client, url) == few
    assert few <= 8  # One of them counts what waits in the Inbox.


# Views ---------------------------------------------------------------------------------------


def test_a_view_is_kept_found_and_forgotten(
    four: list[Application], seeker_client: Client, seeker: User
) -> None:
    data = {"name": " Dream\0  jobs ", "query": "q=analyst&sort=-pay"}
    response = seeker_client.post("/applications/views/save/", data)
    assert response.headers["Location"] == "/applications/?q=analyst&sort=-pay"
    view = SavedView.objects.get()
    assert (view.owner, view.name, view.query) == (seeker, "Dream jobs", "q=analyst&sort=-pay")
    page = seeker_client.get("/applications/?q=analyst&sort=-pay").content.decode()
    page = " ".join(page.split())
    assert 'href="/applications/?q=analyst&amp;sort=-pay" aria-current="page"' in page
    seeker_client.post(f"/applications/views/{view.pk}/delete/")
    assert not SavedView.objects.exists()


def test_the_same_name_again_changes_the_view(seeker_client: Client) -> None:
    for query in ("q=one", "q=two"):
        seeker_client.post("/applications/views/save/", {"name": "Mine", "query": query})
    assert SavedView.objects.get().query == "q=two"


@pytest.mark.parametrize(
    ("name", "query"), [("", "q=x"), ("x" * 61, "q=x"), ("x", "q=" + "y" * 2000)]
)
def test_a_view_that_does_not_fit_is_refused_with_the_reason(
    seeker_client: Client, name: str, query: str
) -> None:
    data = {"name": name, "query": query}
    response = seeker_client.post("/applications/views/save/", data, follow=True)
    assert "The view was not kept" in response.content.decode()
    assert not SavedView.objects.exists()


def test_a_strangers_view_does_not_exist(seeker_client: Client, stranger: User) -> None:
    view = SavedView.objects.create(owner=stranger, name="Theirs")
    assert seeker_client.post(f"/applications/views/{view.pk}/delete/").status_code == 404


# Several at once -----------------------------------------------------------------------------


def bulk(client: Client, act: str, rows: list[Application], **data: Any) -> str:
    values = {"ids": [row.pk for row in rows], "token": uuid4(), "next": "/applications/", **data}
    return client.post(f"/applications/bulk/{act}/", values, follow=True).content.decode()


def undo(client: Client, page: str) -> None:
    client.post(UNDO.findall(page)[-1])


def stages(rows: list[Application]) -> list[str]:
    return [Application.objects.get(pk=row.pk).stage for row in rows]


def test_several_are_moved_and_moved_back(four: list[Application], seeker_client: Client) -> None:
    before = stages(four)
    page = bulk(seeker_client, "move", four, stage="withdrawn", at="2026-03-18T10:30")
    assert "4 applications moved to “Withdrawn”." in page
    assert stages(four) == ["withdrawn"] * 4
    outcome = four[1].events.get(kind=Event.Kind.OUTCOME)
    assert outcome.at.isoformat() == "2026-03-18T10:30:00+00:00"
    undo(seeker_client, page)
    assert stages(four) == before


@pytest.mark.parametrize(
    ("act", "data"),
    [
        ("move", {"stage": "withdrawn"}),
        ("tag", {"tag": "north"}),
        ("archive", {}),
        ("unarchive", {}),
    ],
)
def test_where_all_was_so_already_there_is_nothing_to_take_back(
    four: list[Application], seeker_client: Client, act: str, data: dict[str, str]
) -> None:
    for _again in range(2):
        seeker_client.get("/applications/")
        page = bulk(seeker_client, act, four, **data)
    assert "Nothing had to change: it was so already." in page
    assert not UNDO.findall(page)


def test_those_that_cannot_be_moved_are_named_with_the_reason(
    four: list[Application], seeker_client: Client
) -> None:
    page = bulk(seeker_client, "move", four, stage="saved")
    assert "It ended on" in page
    assert "You applied on" in page
    assert "saved" not in stages(four[:1])


def test_out_of_a_closed_stage_and_back_the_outcome_stays(
    four: list[Application], seeker_client: Client
) -> None:
    nurse = four[0]
    outcome = nurse.events.get(kind=Event.Kind.OUTCOME)
    page = bulk(seeker_client, "move", [nurse], stage="interviewing")
    assert stages([nurse]) == ["interviewing"]
    assert nurse.events.get(kind=Event.Kind.OUTCOME) == outcome
    undo(seeker_client, page)
    assert stages([nurse]) == ["rejected"]
    assert nurse.events.get(kind=Event.Kind.OUTCOME) == outcome


def test_several_are_tagged_and_the_new_tag_goes_again(
    four: list[Application], seeker_client: Client, seeker: User
) -> None:
    page = bulk(seeker_client, "tag", four, tag=" nor\0th ")
    assert "4 applications tagged “north”." in page
    assert all(row.tags.filter(name="north").exists() for row in four)
    undo(seeker_client, page)
    assert [tag.name for tag in seeker.tags.all()] == ["dream"]


def test_a_tag_that_was_there_stays(four: list[Application], seeker_client: Client) -> None:
    page = bulk(seeker_client, "tag", four, tag="Dream")
    assert "3 applications tagged" in page
    undo(seeker_client, page)
    assert [row.tags.count() for row in four] == [0, 1, 0, 0]


def test_several_are_put_away_and_taken_out(four: list[Application], seeker_client: Client) -> None:
    page = bulk(seeker_client, "archive", four[:2])
    assert "2 put away." in page
    assert Application.objects.filter(archived_at=None).count() == 2
    undo(seeker_client, page)
    assert Application.objects.filter(archived_at=None).count() == 4
    bulk(seeker_client, "archive", four)
    page = bulk(seeker_client, "unarchive", four)
    assert "4 taken out again." in page
    undo(seeker_client, page)
    assert Application.objects.filter(archived_at=None).count() == 0


@pytest.mark.parametrize("act", ["move", "tag", "archive", "unarchive"])
def test_a_strangers_are_left_alone(
    four: list[Application], stranger_client: Client, act: str
) -> None:
    before = list(Application.objects.order_by("pk").values("stage", "archived_at", "updated_at"))
    bulk(stranger_client, act, four, stage="rejected", tag="mine")
    after = list(Application.objects.order_by("pk").values("stage", "archived_at", "updated_at"))
    assert after == before
    assert not four[0].tags.exists()


@pytest.mark.parametrize("act", ["move", "tag", "archive", "unarchive"])
def test_nothing_ticked_is_said(seeker_client: Client, seeker: User, act: str) -> None:
    page = bulk(seeker_client, act, [], stage="rejected", tag="mine", ids=["x", "-1", "9" * 30])
    assert "Tick the applications first." in page
    assert not seeker.tags.exists()


@pytest.mark.parametrize(
    ("act", "data", "why"),
    [
        ("move", {"stage": ""}, "Choose the stage."),
        ("move", {"stage": "lost"}, "not one of the available choices"),
        ("move", {"stage": "offer", "at": "2030-01-01T09:00"}, "still to come"),
        ("tag", {"tag": " "}, "Enter a tag"),
        ("tag", {"tag": "x" * 41}, "Enter a tag"),
    ],
)
def test_what_does_not_fit_is_said(
    four: list[Application], seeker_client: Client, act: str, data: dict[str, str], why: str
) -> None:
    assert why in bulk(seeker_client, act, four, **data)


def test_the_fields_of_a_move_come_when_they_are_asked_for(seeker_client: Client) -> None:
    assert seeker_client.get("/applications/bulk/move/").headers["Location"] == "/applications/"
    piece = seeker_client.get("/applications/bulk/move/", headers={"HX-Request": "true"})
    page = piece.content.decode()
    assert 'name="stage"' in page
    assert 'name="token"' in page
    assert "<html" not in page


def test_without_javascript_a_move_asks_on_a_page_of_its_own(
    four: list[Application], seeker_client: Client
) -> None:
    page = bulk(seeker_client, "move", four[:2])
    assert "Move 2 applications to another stage" in page
    assert page.count('type="hidden" name="ids"') == 2
    assert '<input type="hidden" name="next" value="/applications/">' in page
    assert "errorlist" not in page
    assert "field-errors" not in page


def test_a_move_that_does_not_fit_keeps_what_was_typed(
    four: list[Application], seeker_client: Client
) -> None:
    page = bulk(seeker_client, "move", four[:1], stage="offer", at="2030-01-01T09:00")
    assert "Move 1 application to another stage" in page
    assert '<option value="offer" selected>' in page
    assert 'value="2030-01-01T09:00"' in page


def test_an_act_leads_back_to_the_same_view_and_nowhere_else(
    four: list[Application], seeker_client: Client
) -> None:
    for wanted, led in (
        ("/applications/?q=a", "/applications/?q=a"),
        ("https://evil.example/", "/applications/"),
    ):
        data = {"ids": [four[0].pk], "next": wanted}
        response = seeker_client.post("/applications/bulk/archive/", data)
        assert response.headers["Location"] == led
