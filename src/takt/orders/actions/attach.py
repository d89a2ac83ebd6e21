"""III.1.2: a file belongs to the order: drawing, the customer's purchase order, photo."""

from typing import Annotated

from django.conf import settings
from pydantic import Base64Encoder, EncodedBytes

from takt.conduct.action import action
from takt.conduct.actors import Department
from takt.conduct.door import now
from takt.conduct.models import Document
from takt.conduct.refusals import refuse_if
from takt.conduct.shapes import Name
from takt.departments.models import Person
from takt.orders import files, refusals
from takt.orders.models import Attachment, Order

FileContent = Annotated[bytes, EncodedBytes(encoder=Base64Encoder)]
"""Bytes; from outside as Base64 text."""


@action("III.1.2", by=(Department.SALES, Department.PRODUCTION, Department.CUSTOMER), sensitive=("content",))
def attach(order: Order, *, by: Person, name: Name, content: FileContent) -> Attachment:
    """Add a file to the order. The customer sees every file of their order."""
    clean = files.clean_name(name) or ""
    size, limit = len(content), settings.TAKT_UPLOAD_LIMIT_BYTES
    reasons = [] if 0 < size <= limit else [refusals.FileTooLarge(size=size, limit=limit)]
    refuse_if([*reasons, *([] if clean else [refusals.FileNotAccepted(name=name[:200])])])
    document = Document.objects.create(
        document_case=order.pk,
        about_id=order.pk,
        name=clean,
        media_type=files.media_type(clean),
        size_bytes=size,
        sha256=files.keep(content),
        made_at=now(),
    )
    return Attachment.objects.create(order=order, document=document, added_by=by)
