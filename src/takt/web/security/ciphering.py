"""Secrets at rest: enciphered or hashed under the installation's key, so that a copy of the database alone opens nothing."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str | bytes) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"takt second factor")
    return base64.urlsafe_b64encode(kdf.derive(force_bytes(key)))


def enciphered(secret: str) -> str:
    """A secret as it may be kept."""
    return _cipher().encrypt(secret.encode()).decode()


def deciphered(kept: str) -> str | None:
    """The secret; None when it was kept under a key that this installation no longer has."""
    try:
        return _cipher().decrypt(kept.encode()).decode()
    except InvalidToken:
        return None


def keyed_digest(code: str, owner: str) -> str:
    """What is kept of a code on paper: useless without the installation's key."""
    return salted_hmac(f"takt paper code {owner}", code, algorithm=hashlib.sha256().name).hexdigest()
