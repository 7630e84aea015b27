"""What a higher floor keeps about a row of a lower one, reached by its related name."""

from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.fields.related import ForeignObjectRel


def rows_behind(model: type[Model], name: str) -> QuerySet[Any]:
    """Every row of the model that points at ``model`` by the related name ``name``.

    Raises TypeError where the name leads to no such model.
    """
    field = model._meta.get_field(name)
    if not isinstance(field, ForeignObjectRel):
        raise TypeError(f"{model.__name__}.{name} is a field of its own")
    return field.related_model._default_manager.all()
