"""A file between two pages: its bytes are kept under their hash, the page carries a signed note of them for one person."""

from dataclasses import dataclass

from django.core import signing

from takt.departments.models import Person
from takt.orders import files

SALT = "takt.web.uploads"
HOURS_KEPT = 12


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent."""

    name: str
    sha256: str
    content: bytes


def keep(name: str, content: bytes, person: Person) -> str:
    """Keep the bytes; the note leads back to them."""
    note = {"file": files.keep(content), "name": name[-200:], "of": str(person.pk)}
    return signing.dumps(note, salt=SALT)


def found(note: str, person: Person) -> Upload | None:
    """The file of a note; None when it is forged, too old or somebody else's."""
    try:
        told = signing.loads(note, salt=SALT, max_age=HOURS_KEPT * 3600)
    except signing.BadSignature:
        return None
    if told["of"] != str(person.pk):
        return None
    return Upload(told["name"], told["file"], files.content_of(told["file"]))
