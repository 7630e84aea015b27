"""Errors in imported data: the row, the field and the reason."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from data_exchange.schema import RowSchema

MANY = 20


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """One problem and its place: ``applications[3].events[0].at``, or ``Row 7, Title``."""

    where: str
    message: str


class ImportRejected(Exception):
    """The import was rejected; nothing was written."""

    def __init__(self, *problems: ImportProblem) -> None:
        super().__init__(*problems)
        self.problems = problems


class ImportStopped(ImportRejected):
    """Something did not fit any more while it was written; what was written before stays."""


def not_an_export() -> ImportRejected:
    """The error for a file that is not one of our exports."""
    text = _("This is not an archive from here: choose the .zip that you took out.")
    return ImportRejected(ImportProblem("", text))


class FieldError(ValueError):
    """A value that does not fit its field; ``field`` is the path inside the row."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


class ImportProblems:
    """Collects the problems row by row, and stops after ``MANY``."""

    def __init__(self) -> None:
        self.found: list[ImportProblem] = []

    @contextmanager
    def row(self, where: str, schema: RowSchema | None = None) -> Iterator[None]:
        """Record what is wrong with this row, and continue with the next.

        ``schema`` translates the model's field names to those of the file.
        """
        try:
            yield
        except FieldError as error:
            self.add(_joined(where, error.field), error.message)
        except ValidationError as error:
            self._add_all(where, error, schema.name_of if schema else str)
        except (ValueError, DatabaseError):
            # Each service has its own savepoint, so the transaction continues.
            self.add(where, _("This row does not fit the others."))

    def _add_all(self, where: str, error: ValidationError, name_of: Callable[[str], str]) -> None:
        if not hasattr(error, "error_dict"):
            self.add(where, " ".join(error.messages))
            return
        for field, messages in error.message_dict.items():
            named = "" if field == "__all__" else name_of(field)
            self.add(_joined(where, named), " ".join(messages))

    def add(self, where: str, message: str) -> None:
        """Record one problem. Raises ``ImportRejected`` once there are too many."""
        self.found.append(ImportProblem(where, message))
        if len(self.found) >= MANY:
            more = ImportProblem(
                "…", _("There may be more; these are the first %(count)s.") % {"count": MANY}
            )
            raise ImportRejected(*self.found, more)

    def refuse(self) -> None:
        """Raise ``ImportRejected`` if there are any problems."""
        if self.found:
            raise ImportRejected(*self.found)


def _joined(where: str, field: str) -> str:
    if not field or not where:
        return where or field
    return f"{where}{field}" if field.startswith("[") else f"{where}.{field}"
