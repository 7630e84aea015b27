"""The refusals that the operations declare, for the document of the API."""

from collections.abc import Mapping

from api.schemas.base import ProblemOut

ALWAYS = (400, 401, 403, 413, 429, 503)
READING: Mapping[int, type[ProblemOut]] = dict.fromkeys((*ALWAYS, 422), ProblemOut)
ONE: Mapping[int, type[ProblemOut]] = {**READING, 404: ProblemOut}
CREATING: Mapping[int, type[ProblemOut]] = {
    **ONE,
    409: ProblemOut,
    415: ProblemOut,
}
CHANGING: Mapping[int, type[ProblemOut]] = {**CREATING, 412: ProblemOut}
