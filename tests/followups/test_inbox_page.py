"""The Inbox: what waits is shown in a sentence, answered with one press, and taken back."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.forms.boundfield import BoundField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from applications import services
from applications.models import Application, Event, Interview
from followups.inbox_page import MOST_CONFIRMATIONS, PAGE
from inbox.models import Suggestion
from tests.conftest import MakeApplication
from tests.followups.suggestions import suggest

pytestmark = pytest.mark.usefixtures("at_now")
INBOX = "/inbox/"
State = Suggestion.State
INTERVIEW: dict[str, Any] = {
    "dates": [{"what": "interview", "at": "2026-04-09T14:30:00Z"}],
    "interviewers": ["Priya Nair", "Ola Danso"],
    "evidence": ["Let's say Thursday 9 April at 14:30."],
    "marks": ["Let's say"],
}
HX = {"HX-Request": "true"}


@pytest.fixture
def kestrel(make_application: MakeApplication) -> Application:
    return make_application("Kestrel Analytics", "Data Engineer")


def text_of(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def act(client: Client, name: str, suggestion: Suggestion, **data: Any) -> Any:
    url = reverse(f"followups:inbox_{name}", args=[suggestion.pk])
    return client.post(url, data, follow=True)


def state_of(suggestion: Suggestion) -> str:
    suggestion.refresh_from_db()
    return suggestion.state


def undo_last(client: Client) -> str:
    (key,) = client.session["undo"].keys()
    return text_of(client.post(reverse("followups:inbox_undo", args=[key]), follow=True))


def test_an_empty_inbox_says_how_mails_get_here(seeker_client: Client) -> None:
    text = text_of(seeker_client.get(INBOX))
    assert "Nothing waits for you" in text
    assert reverse("inbox:settings") in text
    assert 'type="file"' in text


def test_a_suggestion_is_a_sentence_with_what_it_rests_on(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    suggest(seeker, "interview_invitation", now, kestrel, person="Tom Bailey", **INTERVIEW)
    text = text_of(seeker_client.get(INBOX))
    assert "Interview on Thu 9 Apr, 15:30 with Priya Nair and Ola Danso. Log it?" in text
    assert "“<mark>Let&#x27;s say Thursday 9 April at 14:30</mark>.”" in text
    assert "Tom Bailey, Kestrel Analytics" in text
    assert reverse("applications:page", args=[kestrel.pk]) in text
    assert "1 suggestion waits for your yes." in text


def test_nothing_of_a_mail_is_markup(seeker: User, seeker_client: Client, now: datetime) -> None:
    evil = "<script>alert(1)</script> & <img src=x>"
    suggest(
        seeker,
        "rejection",
        now,
        company=evil,
        title=evil,
        person=evil,
        subject=evil,
        evidence=[evil],
        marks=["<img src=x>"],
        sender={"name": evil, "email": "a@b.example"},
    )
    text = text_of(seeker_client.get(INBOX))
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "<mark>&lt;img src=x&gt;</mark>" in text


def test_logged_with_one_press_and_taken_back(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    suggestion = suggest(seeker, "rejection", now, kestrel)
    text = text_of(act(seeker_client, "accept", suggestion))
    assert "Logged: Rejected by Kestrel Analytics." in text
    assert state_of(suggestion) == State.ACCEPTED
    kestrel.refresh_from_db()
    assert kestrel.stage == "rejected"
    assert "As before." in undo_last(seeker_client)
    assert state_of(suggestion) == State.WAITING
    kestrel.refresh_from_db()
    assert kestrel.stage == "applied"


def test_logged_once_however_often_it_is_pressed(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    suggestion = suggest(seeker, "rejection", now, kestrel)
    act(seeker_client, "accept", suggestion)
    text = text_of(act(seeker_client, "accept", suggestion))
    assert "nothing was logged twice" in text
    assert Event.objects.filter(application=kestrel, kind="outcome").count() == 1


def test_a_confirmation_starts_an_application(
    seeker: User, seeker_client: Client, now: datetime
) -> None:
    suggestion = suggest(seeker, "confirmation", now)
    assert "New application: Data Engineer at Kestrel Analytics?" in text_of(
        seeker_client.get(INBOX)
    )
    act(seeker_client, "accept", suggestion)
    application = Application.objects.get(owner=seeker)
    assert (application.title, application.company.name) == ("Data Engineer", "Kestrel Analytics")
    assert application.stage == "applied"


def test_what_arrived_before_its_application_finds_it(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    suggestion = suggest(seeker, "rejection", now)
    assert reverse("applications:page", args=[kestrel.pk]) in text_of(seeker_client.get(INBOX))
    act(seeker_client, "accept", suggestion)
    kestrel.refresh_from_db()
    assert kestrel.stage == "rejected"


def test_one_of_two_applications_is_chosen(
    seeker: User, seeker_client: Client, make_application: MakeApplication, now: datetime
) -> None:
    first = make_application("Kestrel Analytics", "Data Engineer")
    second = make_application("Kestrel Analytics", "Data Engineer, Platform")
    suggestion = suggest(seeker, "rejection", now, title=None)
    text = text_of(seeker_client.get(INBOX))
    assert "Belongs to" in text
    assert f'<option value="{first.pk}"' in text
    assert '<option value="new"' in text
    act(seeker_client, "accept", suggestion, application=second.pk)
    stages = {row.title: row.stage for row in Application.objects.all()}
    assert stages == {"Data Engineer": "applied", "Data Engineer, Platform": "rejected"}


def test_a_choice_that_was_not_made_is_asked_for(
    seeker: User, seeker_client: Client, make_application: MakeApplication, now: datetime
) -> None:
    for title in ("Data Engineer", "Baker"):
        make_application("Kestrel Analytics", title)
    suggestion = suggest(seeker, "rejection", now, title=None)
    page = text_of(seeker_client.get(INBOX))
    assert '<option value="" selected>' in page
    assert page.count(" selected>") == 1
    assert "A new application: Kestrel Analytics<" in page
    assert "Closes the application" not in page
    for text in (text_of(act(seeker_client, "accept", suggestion)),
                 changed(seeker_client, suggestion)):  # fmt: skip
        assert text.count("Choose which application this is about.") == 1
    assert state_of(suggestion) == State.WAITING


def test_a_new_application_takes_no_title_of_another_one(
    seeker: User, seeker_client: Client, make_application: MakeApplication, now: datetime
) -> None:
    for title in ("Data Engineer", "Baker"):
        make_application("Kestrel Analytics", title)
    suggestion = suggest(seeker, "rejection", now, title=None)
    text = text_of(act(seeker_client, "accept", suggestion, application="new"))
    assert "Enter the job title" in text
    assert Application.objects.count() == 2
    changed(seeker_client, suggestion, application="new", title="Clerk")
    assert sorted(str(row) for row in Application.objects.filter(stage="rejected")) == [
        "Clerk at Kestrel Analytics"
    ]


def test_the_application_of_somebody_else_is_not_there(
    seeker: User,
    stranger: User,
    seeker_client: Client,
    make_application: MakeApplication,
    now: datetime,
) -> None:
    theirs = make_application("Oatmill", owner=stranger)
    suggestion = suggest(seeker, "rejection", now)
    assert act(seeker_client, "accept", suggestion, application=theirs.pk).status_code == 404
    assert state_of(suggestion) == State.WAITING


def test_without_a_company_it_asks_for_one(
    seeker: User, seeker_client: Client, now: datetime
) -> None:
    suggestion = suggest(seeker, "confirmation", now, company=None)
    assert "Say in Change… which job this is about." in text_of(seeker_client.get(INBOX))
    text = text_of(act(seeker_client, "accept", suggestion))
    assert "Enter the company, or choose an application." in text
    assert state_of(suggestion) == State.WAITING


def test_what_does_not_fit_is_asked_at_its_field(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    by = [{"what": "answer_by", "at": "2026-01-02"}]
    suggestion = suggest(seeker, "offer", now, kestrel, dates=by)
    text = text_of(act(seeker_client, "accept", suggestion))
    assert "before the one on which they offered it" in text
    assert f'aria-describedby="id_s{suggestion.pk}-answer_by_' in text
    assert "before" in changed(seeker_client, suggestion)
    assert state_of(suggestion) == State.WAITING
    changed(seeker_client, suggestion, answer_by="2026-04-18")
    assert state_of(suggestion) == State.ACCEPTED


def test_a_mail_from_before_the_application_says_that_it_moves_it(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    suggestion = suggest(seeker, "rejection", now, kestrel, timedelta(days=40))
    moves = "Moves the day you applied to "
    assert moves in text_of(seeker_client.get(INBOX))
    for _number in range(2):
        suggest(seeker, "confirmation", now, kestrel, timedelta(days=41))
    assert text_of(seeker_client.get(INBOX)).count(moves) == 3
    act(seeker_client, "accept", suggestion)
    assert state_of(suggestion) == State.ACCEPTED


@pytest.mark.parametrize("way", ["accept", "change"])
def test_a_note_you_sent_can_start_an_application(
    seeker: User, seeker_client: Client, now: datetime, way: str
) -> None:
    to = {"name": "Eleanor Whitlock", "email": "e.whitlock@kestrel.example"}
    suggestion = suggest(seeker, "sent", now, recipients=[to], purpose="other", sender=None)
    assert '">To Eleanor Whitlock</span>' in text_of(seeker_client.get(INBOX))
    form = seeker_client.get(reverse("followups:inbox_change", args=[suggestion.pk]))
    assert "When you wrote." in text_of(form)
    if way == "accept":
        act(seeker_client, "accept", suggestion)
    else:
        changed(seeker_client, suggestion, company="Kestrel Analytics Ltd")
    assert state_of(suggestion) == State.ACCEPTED
    application = Application.objects.get()
    assert application.title == "Data Engineer"
    assert application.messages.get().contact.name == "Eleanor Whitlock"
    assert application.stage == "applied"


def test_an_archived_application_is_named_as_such(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    services.archive(seeker, [kestrel.pk], now=now)
    suggest(seeker, "offer", now, kestrel)
    text = text_of(seeker_client.get(INBOX))
    assert '<span class="pill">Archived</span>' in text
    assert "Unarchives the application." in text


def test_set_aside_and_taken_back(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    suggestion = suggest(seeker, "reply", now, kestrel, subject="Our summer party")
    text = text_of(act(seeker_client, "ignore", suggestion))
    assert "Set aside as not about a job." in text
    assert "Our summer party" in text
    assert state_of(suggestion) == State.IGNORED
    assert not Event.objects.filter(application=kestrel, kind="employer_reply").exists()
    text_of(act(seeker_client, "take_back", suggestion))
    assert state_of(suggestion) == State.WAITING


def test_what_was_logged_lately_is_taken_back(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    suggestion = suggest(seeker, "rejection", now, kestrel)
    act(seeker_client, "accept", suggestion)
    assert "Rejection, Kestrel Analytics" in text_of(seeker_client.get(INBOX))
    text_of(act(seeker_client, "take_back", suggestion))
    assert state_of(suggestion) == State.WAITING
    kestrel.refresh_from_db()
    assert kestrel.stage == "applied"


def test_confirmations_are_logged_together(
    seeker: User, seeker_client: Client, now: datetime
) -> None:
    ticked = [suggest(seeker, "confirmation", now, company=name) for name in ("Oatmill", "Fathom")]
    left = suggest(seeker, "confirmation", now, company="Brook Mill")
    text = text_of(seeker_client.get(INBOX))
    assert "Log all 3 confirmations" in text
    assert "3 start new applications." in text
    url = reverse("followups:inbox_accept_confirmations")
    data = {"ids": [each.pk for each in ticked]}
    assert "Logged 2 confirmations." in text_of(seeker_client.post(url, data, follow=True))
    assert [state_of(each) for each in (*ticked, left)] == ["accepted", "accepted", "waiting"]
    names = Application.objects.values_list("company__name", flat=True)
    assert set(names) == {"Oatmill", "Fathom"}
    undo_last(seeker_client)
    assert not Application.objects.exists()


def test_confirmations_must_be_ticked(seeker: User, seeker_client: Client, now: datetime) -> None:
    rejection = suggest(seeker, "rejection", now)
    url = reverse("followups:inbox_accept_confirmations")
    for data in ({}, {"ids": ["x", "9" * 30]}, {"ids": [rejection.pk]}):
        assert "Tick the confirmations" in text_of(seeker_client.post(url, data, follow=True))
    assert state_of(rejection) == State.WAITING


def as_shown(bound: BoundField) -> Any:
    """What the browser would send of a field that is left as it is."""
    value, widget = bound.value(), bound.field.widget
    return widget.format_value(value) if isinstance(value, date) else value


def changed(client: Client, suggestion: Suggestion, **typed: Any) -> str:
    """Open the form, change fields in it, and send it."""
    url = reverse("followups:inbox_change", args=[suggestion.pk])
    form = client.get(url).context["form"]
    shown = {bound.html_name: as_shown(bound) for bound in form}
    data = {name: value for name, value in shown.items() if value is not None}
    data |= {form.add_prefix(name): value for name, value in typed.items()}
    return text_of(client.post(url, data, follow=True))


def test_changed_to_another_kind(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    suggestion = suggest(seeker, "reply", now, kestrel)
    text = changed(seeker_client, suggestion, kind="timeline_given", news_by="2026-04-02")
    assert "Kestrel Analytics said you’d hear by Thu 2 Apr." in text
    event = Event.objects.get(application=kestrel, kind="timeline_given")
    assert str(event.news_by) == "2026-04-02"


def test_changed_people_and_time_of_an_interview(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    suggestion = suggest(seeker, "interview_invitation", now, kestrel, **INTERVIEW)
    typed = {
        "starts": "2026-04-10T09:00",
        "minutes": "45",
        "place": "Room 3",
        "people": "Priya Nair, Head of Platform <priya@kestrel.example>",
    }
    changed(seeker_client, suggestion, **typed)
    interview = Interview.objects.get(application=kestrel)
    assert interview.starts_at.isoformat() == "2026-04-10T08:00:00+00:00"
    assert interview.ends_at - interview.starts_at == timedelta(minutes=45)
    assert interview.place == "Room 3"
    (priya,) = interview.interviewers.all()
    assert (priya.name, priya.email) == ("Priya Nair", "priya@kestrel.example")


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"kind": "timeline_given"}, "Enter the date they gave."),
        (
            {"kind": "timeline_given", "news_by": "2026-01-02"},
            "This day is before the one on which they said it.",
        ),
        ({"application": "new", "company": ""}, "Enter the company, or choose an application."),
        ({"application": "new", "title": ""}, "Enter the job title, or choose an application."),
        ({"kind": "interview_rescheduled"}, "Enter the new day and time."),
        ({"at": "2026-05-01T10:00"}, "This is still to come."),
        ({"application": "999999"}, "Select a valid choice."),
    ],
)
def test_an_error_names_the_field_and_keeps_what_was_typed(
    typed: dict[str, str],
    error: str,
    seeker: User,
    seeker_client: Client,
    kestrel: Application,
    now: datetime,
) -> None:
    suggestion = suggest(seeker, "reply", now, kestrel)
    text = changed(seeker_client, suggestion, text="Typed by me", **typed)
    assert error in text
    assert 'aria-invalid="true"' in text
    assert "Typed by me" in text
    assert state_of(suggestion) == State.WAITING


def test_what_another_kind_would_need_is_not_asked(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    suggestion = suggest(seeker, "reply", now, kestrel)
    changed(
        seeker_client, suggestion, pay="much", news_by="soon", starts="now", time_zone="Nowhere"
    )
    assert state_of(suggestion) == State.ACCEPTED


def test_htmx_gets_what_changed(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    first, second = (suggest(seeker, "rejection", now, kestrel) for _ in range(2))
    url = reverse("followups:inbox_change", args=[first.pk])
    fragment = seeker_client.get(url, headers=HX)
    assert fragment["HX-Retarget"] == f"#suggestion-{first.pk}"
    assert "<html" not in text_of(fragment)
    url = reverse("followups:inbox_accept", args=[first.pk])
    text = text_of(seeker_client.post(url, headers=HX))
    assert "<html" not in text
    assert f'id="suggestion-{first.pk}"' not in text
    assert f'id="suggestion-{second.pk}"' in text
    assert 'id="count-side-m"' in text
    assert 'id="messages"' in text
    assert "1 suggestion waits" in text


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("accept", "post"),
        ("change", "get"),
        ("change", "post"),
        ("ignore", "post"),
        ("take_back", "post"),
    ],
)
def test_strangers_find_nothing(
    name: str, method: str, seeker: User, stranger_client: Client, now: datetime
) -> None:
    suggestion = suggest(seeker, "rejection", now)
    url = reverse(f"followups:inbox_{name}", args=[suggestion.pk])
    assert getattr(stranger_client, method)(url).status_code == 404
    assert state_of(suggestion) == State.WAITING
    assert "Nothing waits for you" in text_of(stranger_client.get(INBOX))


def test_strangers_log_no_confirmations(
    seeker: User, stranger_client: Client, now: datetime
) -> None:
    suggestion = suggest(seeker, "confirmation", now)
    url = reverse("followups:inbox_accept_confirmations")
    stranger_client.post(url, {"ids": [suggestion.pk]})
    assert state_of(suggestion) == State.WAITING
    assert not Application.objects.exists()


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def fill(owner: User, application: Application, count: int, now: datetime) -> None:
    for number in range(count):
        ago = timedelta(hours=number + 1)
        company = f"Company {number}"
        for kind in ("rejection", "timeline_given", "offer"):
            suggest(owner, kind, now, application, ago, dates=[])
        suggest(owner, "interview_invitation", now, None, ago, **INTERVIEW, company=company)
        suggest(owner, "confirmation", now, None, ago, company=company)


@pytest.mark.parametrize("url", [INBOX, "/", "/today/poll/"])
def test_as_many_queries_with_500_suggestions_as_with_ten(
    url: str, seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    fill(seeker, kestrel, 2, now)
    few = queries(seeker_client, url)
    fill(seeker, kestrel, 98, now)
    assert queries(seeker_client, url) == few


def test_pages_and_what_stands_on_them(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    fill(seeker, kestrel, 60, now)
    first = seeker_client.get(INBOX).context["inbox"]
    assert len(first.cards) == PAGE
    assert [card.suggestion.at for card in first.cards] == sorted(
        card.suggestion.at for card in first.cards
    )
    assert len(first.confirmations) == MOST_CONFIRMATIONS
    second = seeker_client.get(INBOX + "?page=2").context["inbox"]
    assert len(second.cards) == PAGE
    assert second.confirmations == []
    assert not {each.pk for each in first.cards} & {each.pk for each in second.cards}


def test_the_navigation_and_today_tell_how_much_waits(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    assert "Inbox (" not in text_of(seeker_client.get("/"))
    suggest(seeker, "reply", now, kestrel)
    suggest(seeker, "offer", now, kestrel, timedelta(days=2))
    text = text_of(seeker_client.get("/"))
    assert "Inbox (2)" in text
    assert "An offer from Kestrel Analytics." in text
    assert "2<span" in text_of(seeker_client.get(reverse("applications:list")))


def test_an_open_page_of_today_learns_what_arrived(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    seen = seeker_client.get("/").context["etag"]
    poll = reverse("followups:today_poll")
    assert seeker_client.get(poll, {"seen": seen}).status_code == 204
    suggest(seeker, "reply", now, kestrel)
    assert "Inbox (1)" in text_of(seeker_client.get(poll, {"seen": seen}))


def test_an_application_shows_what_waits_for_it(
    seeker: User,
    seeker_client: Client,
    kestrel: Application,
    make_application: MakeApplication,
    now: datetime,
) -> None:
    other = make_application("Oatmill")
    suggestion = suggest(seeker, "rejection", now, kestrel)
    page = reverse("applications:page", args=[kestrel.pk])
    log = reverse("followups:inbox_accept", args=[suggestion.pk])
    assert log in text_of(seeker_client.get(page))
    assert log not in text_of(seeker_client.get(reverse("applications:page", args=[other.pk])))
    response = seeker_client.post(log, {"next": page})
    assert response.status_code == 302
    assert response["Location"] == page
    (key,) = seeker_client.session["undo"].keys()
    back = seeker_client.post(reverse("followups:inbox_undo", args=[key]))
    assert back["Location"] == page


def test_an_answer_is_taken_back_once(seeker_client: Client) -> None:
    url = reverse("followups:inbox_undo", args=["made-up"])
    assert "That was taken back already." in text_of(seeker_client.post(url, follow=True))


def test_no_mail_itself_is_read_for_a_page_or_an_answer(
    seeker: User, seeker_client: Client, kestrel: Application, now: datetime
) -> None:
    confirmations = [suggest(seeker, "confirmation", now, kestrel) for _ in range(2)]
    reply = suggest(seeker, "reply", now, kestrel)
    ignored = suggest(seeker, "reply", now, kestrel)
    with CaptureQueriesContext(connection) as asked:
        act(seeker_client, "accept", reply)
        act(seeker_client, "ignore", ignored)
        act(seeker_client, "take_back", ignored)
        seeker_client.get(reverse("followups:inbox_change", args=[ignored.pk]))
        ids = [row.pk for row in confirmations]
        seeker_client.post(reverse("followups:inbox_accept_confirmations"), {"ids": ids})
        act(seeker_client, "take_back", reply)
        text_of(seeker_client.get(INBOX))
    read = [each["sql"] for each in asked if "SELECT" in each["sql"]]
    assert state_of(confirmations[0]) == State.ACCEPTED
    assert len(read) > 50
    assert not [sql for sql in read if '"content"' in sql]
