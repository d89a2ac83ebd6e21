"""Files given to Takt, kept once by their SHA-256; the name a person gave is only a label."""

import hashlib
import mimetypes
import os
import re
import unicodedata
from pathlib import Path

from django.conf import settings

PROGRAMS = frozenset(
    [
        "apk",
        "app",
        "bat",
        "bin",
        "cmd",
        "com",
        "cpl",
        "dll",
        "dmg",
        "exe",
        "gadget",
        "hta",
        "htm",
        "html",
        "inf",
        "ins",
        "iso",
        "jar",
        "js",
        "jse",
        "lnk",
        "mjs",
        "msc",
        "msi",
        "msp",
        "php",
        "pif",
        "ps1",
        "py",
        "reg",
        "scr",
        "sh",
        "svg",
        "swf",
        "sys",
        "vb",
        "vbe",
        "vbs",
        "wsf",
        "xhtml",
        "xht",
        "xml-stylesheet",
    ]
)
"""Endings that a machine or a browser would run."""
_BAD = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean_name(name: str) -> str | None:
    """The last part of a name without what file systems or eyes trip over; None when it is no document's."""
    plain = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    plain = _BAD.sub("", plain).strip(" .")[-200:]
    endings = plain.lower().split(".")[1:]
    if not plain or any(ending.strip() in PROGRAMS for ending in endings):
        return None
    return plain


def media_type(name: str) -> str:
    """By the name's ending; what the sender claims is not believed."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def path_of(sha256: str) -> Path:
    """Where the bytes of this hash lie."""
    folder: Path = settings.HOME.files
    return folder / sha256[:2] / sha256


def keep(content: bytes) -> str:
    """Write the bytes, never executable, and give their SHA-256. The same bytes are kept once."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f"{sha256}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    return sha256


def content_of(sha256: str) -> bytes:
    """The bytes, proved by their hash. Raises ValueError when they were tampered with."""
    content = path_of(sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"the file {sha256} does not have the content that its name proves")
    return content
