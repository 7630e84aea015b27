"""How one sheet is to be read, as its preview was answered."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from jobtracker.reading.days import Order


@dataclass(frozen=True, slots=True)
class SheetChoices:
    """The columns, the order of dates, and what else the file does not tell."""

    columns: Mapping[str, int]
    order: Order = "dmy"
    stages: Mapping[str, str] = field(default_factory=dict)
    """Names of stages, each with its stage, or with nothing if it stays in the notes."""
    undated_on: date | None = None
    """The day of applications that were sent without one; None is the present day."""
    keeps_unused: bool = False
    """Whether the columns without a meaning go into the notes."""
    insisted: frozenset[int] = frozenset()
    """The rows to import although they are there already."""
    token: UUID = field(default_factory=uuid4)
    """Makes an import in which somebody insists safe to repeat."""

    def to_json(self) -> dict[str, Any]:
        """Return the choices as JSON stores them."""
        return {
            **asdict(self),
            "undated_on": self.undated_on and self.undated_on.isoformat(),
            "insisted": sorted(self.insisted),
            "token": str(self.token),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "SheetChoices":
        """Return the stored choices."""
        on = stored["undated_on"]
        return cls(
            **{
                **stored,
                "undated_on": date.fromisoformat(on) if on else None,
                "insisted": frozenset(stored["insisted"]),
                "token": UUID(stored["token"]),
            }
        )
