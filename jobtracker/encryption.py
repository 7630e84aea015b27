"""Encrypt what is stored, with keys derived from SECRET_KEY.

What was encrypted under a key of SECRET_KEY_FALLBACKS can still be read.
"""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"jobtracker: data at rest"
KEY_BYTES = 32


class DecryptionError(ValueError):
    """Stored data that no present key opens."""


def encrypt(data: bytes) -> bytes:
    """Return ``data`` encrypted and signed under the present SECRET_KEY."""
    return _ciphers().encrypt(data)


def decrypt(data: bytes) -> bytes:
    """Return what ``encrypt`` was given. Raises DecryptionError if no present key opens it."""
    try:
        return _ciphers().decrypt(bytes(data))
    except InvalidToken:
        raise DecryptionError("no present key opens this") from None


def _ciphers() -> MultiFernet:
    return _ciphers_of((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=8)
def _ciphers_of(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([_cipher(secret) for secret in secrets])


def _cipher(secret: str) -> Fernet:
    key = HKDF(SHA256(), KEY_BYTES, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))
