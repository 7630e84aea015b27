"""Who an email is from, in words that cannot carry a message of their own.

People choose their name freely, and an invitation goes to any address.
"""

import re
import unicodedata

from accounts.models import User

LENGTH = 40
KEPT = " .-'’"


def plain_name(name: str) -> str:
    """Return the name, cut, with nothing in it that could be a link or a phone number."""
    text = unicodedata.normalize("NFKC", name)
    kept = "".join(each if _is_of_a_name(each) else " " for each in text)
    spaced = re.sub(r"\.(?=\S)", ". ", kept)
    return " ".join(spaced.split())[:LENGTH].strip(KEPT.replace(".", ""))


def _is_of_a_name(character: str) -> bool:
    return character in KEPT or unicodedata.category(character)[0] in "LM"


def introduced(person: User | None) -> str:
    """Return the plain name with the address, or the address alone without a name."""
    if person is None:
        return ""
    name = plain_name(person.name)
    return f"{name} ({person.email})" if name else person.email
