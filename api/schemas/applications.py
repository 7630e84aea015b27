"""Applications as they are sent and answered."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, cast

from django.conf import settings
from ninja import Schema
from pydantic import BeforeValidator, Field

from api.http.paging import Paging
from api.schemas.base import Id, In, Instant, Money, Out
from api.schemas.kinds import Day, Flag, Whole, name_or_id
from applications.models import Application, Event, Stage
from jobtracker.urlcache import fast_reverse

Place = Application.Place
PayPeriod = Application.PayPeriod
Sort = Literal[
    "-updated_at",
    "updated_at",
    "-created_at",
    "created_at",
    "-applied_at",
    "applied_at",
    "title",
    "-title",
    "company",
    "-company",
]
Company = Annotated[
    str | Id,
    BeforeValidator(name_or_id),
    Field(description="Its name, or the id of one of your companies."),
]
Stages = ", ".join(f"`{stage}`" for stage in Event.Result.values)
LONG = "100,000 characters at most."


class ApplicationFields(In):
    """The fields of an application. Everything but the company and the title may be left out."""

    company: Company | None = Field(
        None, description="Its name, or the id of one of your companies. A new name adds it."
    )
    title: str | None = Field(None, description="The title of the job. 200 characters at most.")
    interest: Whole | None = Field(None, description="From 1, a fallback, to 5. Usually 3.")
    pay_min: Money | None = Field(None, description="The lower end of the pay.")
    pay_max: Money | None = Field(None, description="The upper end of the pay.")
    pay_currency: str | None = Field(
        None, description="Three letters, like GBP. A new application has your own."
    )
    pay_period: PayPeriod | None = Field(None, description="What the pay is for. Usually a year.")
    location: str | None = Field(None, description="150 characters at most.")
    place: Place | None = Field(None, description="The place of work; empty: not said.")
    posting_url: str | None = Field(None, description="The address of the job posting.")
    posting_text: str | None = Field(None, description=f"The text of the job posting. {LONG}")
    source: str | None = Field(None, description="Where you found it. 100 characters at most.")
    notes: str | None = Field(None, description=LONG)
    tags: list[str] | None = Field(
        None, description="Your own words for groups of applications, without commas."
    )
    closes_on: Day | None = Field(None, description="Until when the posting takes applications.")
    referred_by: Id | None = Field(
        None, description="The id of the contact of yours who recommended you there."
    )
    stage: Stage | None = Field(
        None,
        description="Moves it by hand, as on its page, where what happened allows that. The stage"
        " follows from the events; what came later than a move stands.",
    )
    stage_at: Instant | None = Field(
        None, description=f"When that was, for {Stages}; now by default. Other moves happen now."
    )


class ApplicationChanges(ApplicationFields):
    """The fields to change. What is left out stays as it is."""

    archived: Flag = Field(
        cast(bool, None), description="True archives it, and its reminders wait; false undoes that."
    )


class NewApplication(ApplicationFields):
    """A new application: sent at `applied_at`, or saved for later where that is left out."""

    company: Company
    title: str
    applied_at: Instant | None = Field(
        None, description="When you applied. Left out, the job is saved for later."
    )


class CompanyName(Out):
    """A company, in short."""

    id: int
    name: str


class ApplicationOut(Out):
    """An application."""

    id: int
    url: str
    company: CompanyName
    title: str
    stage: Stage
    interest: int
    pay_min: Decimal | None
    pay_max: Decimal | None
    pay_currency: str
    pay_period: str
    location: str
    place: str
    posting_url: str
    posting_text: str
    source: str
    notes: str
    tags: list[str]
    closes_on: date | None
    referred_by: int | None
    applied_at: Instant | None
    archived_at: Instant | None
    created_at: Instant
    updated_at: Instant


class ApplicationQuery(Paging):
    """Which applications, and in which order."""

    stage: list[Stage] = Field([], description="Only these stages.")
    company: Id | None = Field(None, description="The id of a company.")
    tag: str = Field("", max_length=200, description="The name of a tag.")
    q: str = Field("", max_length=200, description="Words that all occur somewhere in it.")
    archived: Literal["false", "true", "all"] = Field(
        "false", description="Only active ones, only archived ones, or all."
    )
    updated_since: Instant | None = Field(None, description="Changed then or later.")
    sort: Sort = Field(
        "-updated_at",
        description="With a minus, the last or highest first. In order of `applied_at`, jobs that"
        " are only saved count as the earliest.",
    )

    @property
    def filters(self) -> dict[str, Any]:
        """What is looked for, as the search of the table takes it."""
        return {
            "words": self.q,
            "archived": None if self.archived == "all" else self.archived == "true",
            "stages": self.stage,
            "company": self.company,
            "tag": self.tag,
            "updated_since": self.updated_since,
        }


class Applications(Schema):
    """One page of applications; `next_cursor` is null on the last."""

    items: list[ApplicationOut]
    next_cursor: str | None


def shown(row: Any) -> ApplicationOut:
    """Return an application as it is answered; ``applied_at`` and ``own_tags`` come with it."""
    page = fast_reverse("applications:page", row.pk)
    return ApplicationOut(
        id=row.pk,
        url=f"{settings.SITE_URL}{page}",
        company=CompanyName(id=row.company_id, name=row.company.name),
        tags=[tag.name for tag in row.own_tags],
        referred_by=row.referred_by_id,
        **{name: getattr(row, name) for name in AS_THEY_ARE},
    )


COMPUTED = {"id", "url", "company", "tags", "referred_by"}
AS_THEY_ARE = [name for name in ApplicationOut.model_fields if name not in COMPUTED]
