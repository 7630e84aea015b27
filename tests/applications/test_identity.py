"""What makes two postings one: their links without tracking, and the job's number."""

import time

import pytest

from applications.posting.identity import job_numbers, link_key, trace_of

ONE = "https://jobs.example/7?id=3"
LEVER = "https://jobs.lever.co/tidewater/0a1b2c3d-0000-4444-8888-0123456789ab"


@pytest.mark.parametrize(
    "link",
    [
        "http://www.jobs.example/7/?id=3",
        "https://JOBS.example/7?utm_source=mail&utm_campaign=x&id=3&gclid=1#apply",
        "https://jobs.example/7?trk=a&refId=b&id=3&src=board&source=LinkedIn",
        "https://jobs.example/7?ref=newsletter&id=3",
    ],
)
def test_a_link_is_one_whoever_sent_the_reader(link: str) -> None:
    assert link_key(link) == link_key(ONE)


@pytest.mark.parametrize(
    "link",
    [
        "https://jobs.example/7?id=4",
        "https://jobs.example/8?id=3",
        "https://other.example/7?id=3",
        "https://jobs.example/7?id=3&ref=123",
        "https://jobs.example/7?id=3#/jobs/9",
    ],
)
def test_what_names_the_job_tells_links_apart(link: str) -> None:
    assert link_key(link) != link_key(ONE)


@pytest.mark.parametrize("links", [
    ("https://boards.greenhouse.io/saltmarsh/jobs/5544123?gh_src=a",
     "https://saltmarsh.example/careers?gh_jid=5544123"),
    ("https://uk.linkedin.com/jobs/view/baker-at-crumb-3456789012?trk=a",
     "https://www.linkedin.com/jobs/search/?currentJobId=3456789012&refId=b"),
    ("https://uk.indeed.com/viewjob?jk=0123456789abcdef&from=serp",
     "https://uk.indeed.com/jobs?q=baker&vjk=0123456789abcdef"),
])  # fmt: skip
def test_a_hiring_system_names_the_job_by_its_number(links: tuple[str, str]) -> None:
    assert link_key(links[0]) == link_key(links[1]) != ""


@pytest.mark.parametrize("link", ["", "not a link", "https://[", "x" * 5000])
def test_what_is_no_link_has_no_key(link: str) -> None:
    assert link_key(link) == ""


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Req ID: 12345", ("12345",)),
        ("Requisition #R-1234", ("R1234",)),
        ("job requisition id\nR-20881\n", ("R20881",)),
        ("Job ID: JR0012345.", ("JR0012345",)),
        ("Job ref: 918-RAE-2291", ("918RAE2291",)),
        ("Publiée le 20/11/2026 - Réf : 7781/22", ("7781/22",)),
        ("Kennziffer: 2026-0412-B", ("2026-0412B",)),
        ("Req ID: 12345, again Req. no. 12345", ("12345",)),
        ("Ref: 2026-11-20", ()),
        ("Job ID: 2026", ()),
        ("Job number one since 2024", ()),
        ("Position: 123456", ()),
        ("Requirements: 10000 users, prefer 123456", ()),
        ("Call 0123 456789", ()),
    ],
)
def test_a_number_is_read_behind_its_label_alone(text: str, numbers: tuple[str, ...]) -> None:
    assert job_numbers(text) == numbers


@pytest.mark.parametrize(
    ("link", "numbers"),
    [
        (LEVER, ("0A1B2C3D0000444488880123456789AB",)),
        ("https://m.wd5.myworkdayjobs.com/en-US/X/job/Oslo/Clerk_R-20881-1?source=x", ("R20881",)),
        ("https://boards.greenhouse.io/saltmarsh/jobs/5544123", ("5544123",)),
        ("https://jobs.example/7", ()),
    ],
)
def test_a_number_is_read_in_the_address_of_a_hiring_system(
    link: str, numbers: tuple[str, ...]
) -> None:
    assert job_numbers("", link) == numbers
    assert all(trace_of(number).lower() in link for number in numbers)


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("req id" + " " * 100_000, ""),
        ("job no " + "A-" * 50_000, ""),
        ("", "https://linkedin.com/jobs/" + "?&" * 50_000),
        ("", "https://x.greenhouse.io/" + "greenhouse.io/" * 8000),
    ],
)
def test_no_input_takes_long(text: str, link: str) -> None:
    began = time.process_time()
    job_numbers(text, link)
    link_key(link)
    assert time.process_time() - began < 1
