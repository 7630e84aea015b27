"""Recognises links that an older version of the site signed."""

from django.core.signing import BadSignature, Signer


def is_signed(token: str, *, sep: str, salt: str) -> bool:
    """Return whether this site ever signed ``token`` with ``salt``."""
    try:
        Signer(sep=sep, salt=salt).unsign(token)
    except BadSignature:
        return False
    return True
