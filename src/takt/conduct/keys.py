"""The key that signs seals: Ed25519, in the home's keys folder, made on first use."""

import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings


def _path() -> Path:
    return Path(os.environ.get("TAKT_SEAL_KEY", settings.HOME.keys / "seal.pem"))


@cache
def seal_key() -> Ed25519PrivateKey:
    """The private key; several machines of one installation share it by TAKT_SEAL_KEY (a PEM file)."""
    path = _path()
    if not path.exists():
        _make(path)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} holds no Ed25519 private key")
    return key


def _make(path: Path) -> None:
    settings.HOME.prepare()
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return  # another process was first
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)


def public_key() -> bytes:
    """The 32 bytes by which anybody checks a seal."""
    return seal_key().public_key().public_bytes_raw()
