"""Stored secrets: only the present keys open them."""

from __future__ import annotations

from typing import Any

import pytest

from jobtracker.encryption import DecryptionError, decrypt, encrypt

SECRET = b"Dear Sam, \xff\x00 here is our offer."


def test_what_is_encrypted_can_be_read_and_is_not_seen() -> None:
    stored = encrypt(SECRET)
    assert b"offer" not in stored
    assert decrypt(stored) == SECRET
    assert decrypt(memoryview(stored)) == SECRET  # type: ignore[arg-type]
    assert encrypt(SECRET) != stored


def test_an_old_key_still_opens_and_an_unknown_one_does_not(settings: Any) -> None:
    settings.SECRET_KEY = "old" * 20
    stored = encrypt(SECRET)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, ["old" * 20]
    assert decrypt(stored) == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(DecryptionError):
        decrypt(stored)


@pytest.mark.parametrize("changed", [b"", b"gAAAA", b"\xff\xfe"])
def test_what_was_never_encrypted_is_refused(changed: bytes) -> None:
    with pytest.raises(DecryptionError):
        decrypt(changed)


def test_a_changed_byte_is_noticed() -> None:
    stored = bytearray(encrypt(SECRET))
    stored[-5] ^= 1
    with pytest.raises(DecryptionError):
        decrypt(bytes(stored))
