"""A pasted posting fills the form for a new application."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

PAGES = Path(__file__).parent / "posting_pages"


def pasted(client: Client, text: str, address: str = "") -> dict[str, object]:
    answer = client.post("/applications/add/posting/", {"posting": text, "address": address})
    assert answer.status_code == 200
    return dict(answer.context["form"].initial)


@pytest.mark.django_db
def test_the_source_of_a_page_fills_the_form_and_leaves_its_text(seeker_client: Client) -> None:
    source = (PAGES / "01_greenhouse_old.html").read_text()
    form = pasted(seeker_client, source, "https://jobs.example/7")
    assert (form["title"], form["company"]) == ("Senior Backend Engineer - Payments", "Saltmarsh")
    assert (form["pay_min"], form["pay_max"], form["pay_currency"]) == (85_000, 105_000, "EUR")
    assert (form["place"], form["posting_url"]) == ("hybrid", "https://jobs.example/7")
    assert "Saltmarsh lets tide mills pay their crews." in str(form["posting_text"])
    assert "<" not in str(form["posting_text"])


@pytest.mark.django_db
def test_pay_in_words_is_left_out(seeker_client: Client) -> None:
    form = pasted(seeker_client, "Night Nurse\nSalary: a salary to be proud of")
    assert form["title"] == "Night Nurse"
    assert not {"pay_min", "pay_period"} & form.keys()


@pytest.mark.django_db
def test_pence_and_weeks_are_kept(seeker_client: Client) -> None:
    form = pasted(seeker_client, "Night Nurse\n£11.90 - £12.75 an hour")
    pay = (form["pay_min"], form["pay_max"], form["pay_period"])
    assert pay == (Decimal("11.90"), Decimal("12.75"), "hour")
    assert pasted(seeker_client, "Nurse\nSalary: $900 per week")["pay_period"] == "week"
