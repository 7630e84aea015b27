"""Telling a link that an older version signed from one that nobody did."""

from django.core.signing import BadSignature, Signer


def is_signed(token: str, *, sep: str, salt: str) -> bool:
    """Whether this site once signed ``token`` with ``salt``, however long ago."""
    try:
        Signer(sep=sep, salt=salt).unsign(token)
    except BadSignature:
        return False
    return True
