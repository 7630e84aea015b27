"""The models of the API."""

from api.models.answers import RememberedAnswer
from api.models.keys import ApiKey, Scope

__all__ = ["ApiKey", "RememberedAnswer", "Scope"]
