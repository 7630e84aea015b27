"""The plan of an application, and the case file that gives it."""

from datetime import datetime
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from ninja import Query, Router, Schema
from pydantic import AfterValidator, Field

from accounts.access import get_owned_or_404
from api.http.auth import READS, ApiRequest
from api.http.declared import ONE
from api.http.replies import reply
from api.schemas.base import Instant
from api.schemas.reminders import PlanOut
from applications.models import Application
from followups.casefiles import anonymous, case_of, plan_of
from jobtracker.validators import validate_moment

router = Router(tags=["plan"])


def _within_years(moment: datetime) -> datetime:
    """Refuse a moment that no case file may hold."""
    try:
        validate_moment(moment)
    except ValidationError as error:
        raise ValueError(error.messages[0]) from None
    return moment


class At(Schema):
    """The moment of the plan."""

    now: Annotated[Instant, AfterValidator(_within_years)] | None = Field(
        None, description="Another moment than now."
    )


class CaseQuery(At):
    """The moment of the case, and whether it names anybody."""

    anonymous: bool = Field(False, description="Names replaced, texts left out.")


@router.get("/applications/{int:pk}/plan", response={200: PlanOut, **ONE}, auth=READS)
def get_plan(request: ApiRequest, pk: int, asked: Query[At]) -> HttpResponse:
    """Read the plan of an application: what `manage.py plan` makes of its case file, in its form.

    Left out is what belongs to a person, which the command adds as far as one case tells: to keep
    in touch, to offer the same, to line up references.
    """
    plan = plan_of(_application(request, pk), now=asked.now or request.now)
    return reply(request, PlanOut.of(plan))


@router.get("/applications/{int:pk}/case", response={200: dict[str, Any], **ONE}, auth=READS)
def get_case(request: ApiRequest, pk: int, asked: Query[CaseQuery]) -> HttpResponse:
    """Read the case file from which `manage.py plan` makes the plan: send it if a plan looks wrong.

    With `anonymous=true`, names and texts are replaced; the times stay.
    """
    case = case_of(_application(request, pk), now=asked.now or request.now)
    return JsonResponse(anonymous(case) if asked.anonymous else case)


def _application(request: ApiRequest, pk: int) -> Application:
    rows: QuerySet[Application] = Application.objects.select_related("company", "owner")
    return get_owned_or_404(request.owner, rows, pk=pk)
