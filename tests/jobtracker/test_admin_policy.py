"""The admin sites' relaxed policy stays on their pages; the one sign-in and sign-out serve both."""

import re

import pytest
from django.test import Client

from accounts.models import User
from tests.conftest import MakeApplication, signed_in

pytestmark = pytest.mark.django_db
HEADER = "Content-Security-Policy"


@pytest.mark.parametrize("path", ["/", "/settings/", "/settings/coaches/", "/rules/"])
def test_our_own_pages_stay_strict(path: str, coach_client: Client) -> None:
    policy = coach_client.get(path)[HEADER]
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "path", ["/coach/", "/coach/accounts/user/compare/", "/coach/followups/nudge/add/"]
)
def test_the_coachs_pages_are_relaxed_for_scripts_alone(path: str, coach_client: Client) -> None:
    answer = coach_client.get(path)
    assert answer.status_code == 200
    assert b"x-data" in answer.content
    parts = dict(part.strip().split(" ", 1) for part in answer[HEADER].split(";"))
    assert parts["script-src"] == "'self' 'unsafe-eval'"
    assert "style-src" not in parts
    assert parts["default-src"] == "'self'"
    assert parts["frame-ancestors"] == "'none'"


INLINE = re.compile(r"<style|\sstyle=|x-bind:style|\s:style=|<script>")


def test_no_page_of_the_library_has_what_the_policy_forbids(
    operator: User, seeker: User, coach_client: Client, make_application: MakeApplication
) -> None:
    make_application()
    user = f"/admin/accounts/user/{seeker.pk}/change/"
    by = {
        coach_client: ["", "followups/nudge/", "followups/nudge/add/", "accounts/coachgrant/add/"],
        signed_in(operator): ["accounts/user/", "digests/digest/", "accounts/programme/add/"],
    }
    pages = [
        (client, f"/{site}/{path}")
        for (client, paths), site in zip(by.items(), ("coach", "admin"), strict=True)
        for path in paths
    ]
    for client, path in [*pages, (signed_in(operator), user), (signed_in(operator), "/admin/")]:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert INLINE.findall(answer.content.decode()) == [], path


def test_a_page_without_alpine_stays_strict(operator: User) -> None:
    client = signed_in(operator)
    path = "/admin/accounts/programme/add/?_popup=1"
    answer = client.post(
        path, {"name": "A", "_popup": "1", "members-TOTAL_FORMS": 0, "members-INITIAL_FORMS": 0}
    )
    assert answer.status_code == 200
    assert b"popup" in answer.content
    assert "unsafe" not in answer[HEADER]


CHOICES = "/coach/autocomplete/?app_label=followups&model_name=nudge&field_name=client"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/coach/jsi18n/", 200),
        (CHOICES, 200),
        ("/coach/applications/", 302),
        ("/coach/login/", 302),
        ("/coach/accounts/user/987654321/change/", 404),
        ("/admin/", 404),
    ],
)
def test_what_is_no_page_of_the_library_stays_strict(
    path: str, status: int, coach_client: Client
) -> None:
    answer = coach_client.get(path)
    assert answer.status_code == status
    assert "unsafe" not in answer[HEADER]


def test_a_path_that_only_looks_alike_stays_strict(coach_client: Client) -> None:
    assert "unsafe" not in coach_client.get("/coaching/").get(HEADER, "")


@pytest.mark.parametrize("site", ["coach", "admin"])
def test_nobody_is_led_to_the_one_sign_in(site: str) -> None:
    for path in (f"/{site}/", f"/{site}/login/"):
        answer = Client().get(path)
        assert answer.status_code == 302
        assert answer["Location"] == f"/account/login/?next=/{site}/"


def test_signing_out_and_the_password_are_where_they_always_are(coach_client: Client) -> None:
    assert coach_client.get("/coach/logout/")["Location"] == "/account/logout/"
    assert coach_client.get("/coach/password_change/")["Location"] == "/account/password/change/"
    assert coach_client.get("/coach/search/").status_code == 404
    assert coach_client.get("/coach/applications/")["Location"] == "/coach/"


def test_an_operator_is_no_coach_and_a_coach_no_operator(
    operator: object, coach_client: Client
) -> None:
    client = signed_in(operator)  # type: ignore[arg-type]
    assert client.get("/admin/").status_code == 200
    assert client.get("/coach/").status_code == 404
    assert coach_client.get("/admin/").status_code == 404
