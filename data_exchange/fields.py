"""Read the values of a row as its model expects them; errors name the field."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _

from data_exchange.errors import FieldError
from data_exchange.json_file import Rows
from data_exchange.schema import RowSchema
from followups.timing.casefile.strict_json import ObjectWithRepeatedKey
from jobtracker.constraints import validate_checks
from jobtracker.reading.names import composed
from jobtracker.validators import FIRST_YEAR, LAST_YEAR, one_newline

Row = Mapping[str, Any]
M = TypeVar("M", bound=models.Model)


def as_row(raw: object) -> Row:
    """Return ``raw`` as an object with named fields. Raises ``FieldError``."""
    if not isinstance(raw, dict):
        raise FieldError("", _("This must be an object with named fields."))
    return raw


def row_of(raw: object, schema: RowSchema, *more: str) -> Row:
    """Return ``raw`` as a row with the fields of ``schema`` and ``more``, and no others.

    Raises ``FieldError``.
    """
    row = as_row(raw)
    require_known(row, _names(schema, more))
    return row


def require_known(row: Row, names: Collection[str]) -> None:
    """Raise ``FieldError`` if a field of the row is not in ``names``, or occurs twice."""
    if isinstance(row, ObjectWithRepeatedKey):
        raise FieldError(_printable(row.key), _("This field occurs twice."))
    for name in row:
        if name not in names:
            raise FieldError(_printable(name), _("There is no such field in an export."))


@cache
def _names(schema: RowSchema, more: tuple[str, ...]) -> Collection[str]:
    return frozenset({*schema.written, *more})


def _printable(name: str) -> str:
    return "".join(each if each.isprintable() else "?" for each in name[:60])


def new_row(model: type[M], schema: RowSchema, fields: Mapping[str, Any], raw: Row) -> M:
    """Return an unsaved, valid row of ``fields``, which ``values`` cleaned where ``raw`` has them.

    Raises ValidationError. No query is made.
    """
    row = model(**fields)
    missing = [of for name, of in schema.fields.items() if name not in raw and of not in fields]
    if missing:
        names = {field.name for field in model._meta.fields}
        row.clean_fields(exclude=names.difference(missing))
    validate_checks(row)
    return row


def rows_in(raw: Row, name: str) -> Collection[object]:
    """Return the rows of a list in a row; empty if it is missing. Raises ``FieldError``."""
    rows = raw.get(name)
    if rows is None:
        return []
    if not isinstance(rows, list | Rows):
        raise FieldError(name, _("This must be a list."))
    return rows


def values(schema: RowSchema, raw: Row, *names: str) -> dict[str, Any]:
    """Return the values of a schema's fields in the row, or of ``names`` only.

    Keys are the model's field names; values are cleaned as the model cleans them.
    """
    wanted = {name: schema.written[name] for name in names} if names else schema.fields
    return {of: value(schema, of, raw[name], name) for name, of in wanted.items() if name in raw}


def value(schema: RowSchema, of: str, raw: object, name: str) -> Any:
    """Return ``raw`` as a value of the model's field ``of``; errors call the field ``name``."""
    field = schema.model._meta.get_field(of)
    if not isinstance(field, models.Field):
        raise TypeError(f"{of} is not a concrete field")
    if raw is None and field.null:
        return None
    try:
        return checked(name, field.clean(_typed(field, raw, name), None))
    except ValidationError as error:
        raise FieldError(name, " ".join(error.messages)) from None
    except (TypeError, ValueError, OverflowError) as error:
        if isinstance(error, FieldError):
            raise
        raise FieldError(name, _("This value cannot be read.")) from None


def _typed(field: models.Field[Any, Any], raw: object, name: str) -> object:
    is_text = isinstance(field, models.CharField | models.TextField)
    is_moment = isinstance(field, models.DateField | models.TimeField)
    if (is_text or is_moment) and not isinstance(raw, str):
        raise FieldError(name, _("This must be text."))
    if isinstance(field, models.DecimalField):
        return _amount(name, raw)
    if isinstance(field, models.JSONField):
        return texts(name, raw)
    if isinstance(field, models.TextField) and isinstance(raw, str):
        return one_newline(raw)
    return raw


def _amount(name: str, raw: object) -> str:
    """An amount as it is written: a float as a decimal would have digits of its own."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise FieldError(name, _("This must be a number."))
    return str(raw)


def texts(name: str, raw: object) -> list[str]:
    """A list of texts. Raises ``FieldError``."""
    if not isinstance(raw, list) or not all(isinstance(each, str) for each in raw):
        raise FieldError(name, _("This must be a list of texts."))
    return [checked(name, each) for each in raw]


def checked(name: str, value: Any) -> Any:
    """Return the value if the database can store it and the rules support it."""
    if isinstance(value, str) and ("\x00" in value or not _is_whole(value)):
        raise FieldError(name, _("This text has characters that cannot be kept."))
    if isinstance(value, datetime) and is_naive(value):
        raise FieldError(name, _("This moment needs its zone, such as 2026-03-19T10:00:00Z."))
    if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
        years = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise FieldError(name, _("The year must be from %(first)s to %(last)s.") % years)
    return composed(value) if isinstance(value, str) else value


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def token_in(raw: Row, name: str = "token") -> UUID:
    """The token in a row. Raises ``FieldError`` if it is missing or invalid."""
    try:
        return UUID(str(raw[name]))
    except (KeyError, ValueError):
        raise FieldError(
            name, _("This must be the token of a row, such as those in an archive.")
        ) from None


def text_in(raw: Row, name: str) -> str:
    """A required text. Raises ``FieldError``."""
    value = raw.get(name)
    if not isinstance(value, str) or not value.strip():
        raise FieldError(name, _("This field is required."))
    return str(checked(name, value))


def moment_in(raw: Row, name: str) -> datetime | None:
    """An instant, or None if there is none. Raises ``FieldError``."""
    value = raw.get(name)
    if value is None:
        return None
    field: models.DateTimeField[Any, Any] = models.DateTimeField(name=name)
    try:
        return checked(name, field.to_python(str(value)))  # type: ignore[no-any-return]
    except ValidationError as error:
        raise FieldError(name, " ".join(error.messages)) from None
