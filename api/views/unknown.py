"""What is at no address of the API."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from api.http.problems import Problem, problem_answer


@csrf_exempt
def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer 404 to whatever method asks for an address that is not there."""
    return problem_answer(Problem(404, _("The API has no such address.")))
