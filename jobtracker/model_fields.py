"""Model fields of our own."""

from typing import Any

from django.db import models

from jobtracker.reading.names import name_key

LONGEST_KEY = 400


def key_of(name: str) -> str:
    """Return what a ``NameKeyField`` stores of a name."""
    return name_key(name)[:LONGEST_KEY]


class NameKeyField(models.CharField):  # type: ignore[type-arg]
    """The key of the row's name, by which rows are one whatever case, accents and spaces.

    It is written whenever it is saved; who saves only some fields saves it along with the name.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_KEY)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Return the key of the present name."""
        key = key_of(model_instance.name)  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, key)
        return key
