"""One-time codes: those of an authenticator app (RFC 6238) and those on paper. Pure: no query, no clock."""

import base64
import hashlib
import hmac
import re
import secrets
import struct
from urllib.parse import quote, urlencode

PERIOD_SECONDS = 30
DIGITS = 6
_SKEW_STEPS = 1  # a clock may be wrong by half a minute
_PAPER = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters that look like others
_PAPER_LENGTH = 10
PAPER_CODES = 10


def new_secret() -> str:
    """160 random bits in base32, as authenticator apps read them (RFC 4226, 4)."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def step_at(seconds: float) -> int:
    """The step of a moment, in seconds since 1970 (RFC 6238, 4.2)."""
    return int(seconds) // PERIOD_SECONDS


def code_of(secret: str, step: int) -> str:
    """The code of a step: HOTP with SHA-1 (RFC 4226, 5.3)."""
    # SHA-1 is what every authenticator app speaks; in an HMAC it is sound.
    mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    offset = mac[-1] & 0x0F
    number = struct.unpack(">I", mac[offset : offset + 4])[0] & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def matching_step(secret: str, given: str, seconds: float, after: int = 0) -> int | None:
    """The step whose code was given, near to the moment and after the step that was last used; None when there is none."""
    now = step_at(seconds)
    found = None
    for step in range(now - _SKEW_STEPS, now + _SKEW_STEPS + 1):
        if hmac.compare_digest(code_of(secret, step).encode(), given.encode()) and step > after:
            found = step
    return found


def digits(given: str) -> str:
    """What was typed as a code, without its spaces; "" when it is none."""
    plain = re.sub(r"[\s-]", "", given)
    return plain if re.fullmatch(r"[0-9]{6}", plain) else ""


def address(secret: str, login: str, issuer: str) -> str:
    """The otpauth address in the QR code, as Google's key URI format says."""
    label = quote(f"{issuer}:{login}", safe=":")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer, 'digits': DIGITS, 'period': PERIOD_SECONDS})}"


def new_paper_codes() -> list[str]:
    """Ten codes of about 50 random bits each, in two groups of five."""
    raw = ["".join(secrets.choice(_PAPER) for _ in range(_PAPER_LENGTH)) for _ in range(PAPER_CODES)]
    return [f"{code[:5]}-{code[5:]}" for code in raw]


def paper(given: str) -> str:
    """What was typed as a code on paper, as it was made; "" when it is none."""
    plain = re.sub(r"[\s-]", "", given).lower()
    return plain if len(plain) == _PAPER_LENGTH and set(plain) <= set(_PAPER) else ""
