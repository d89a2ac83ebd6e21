"""What a person has set up for their own eyes. Nothing here is governed by the procedure."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from takt.conduct.ids import uuid7
from takt.departments.models import Person


class SavedView(models.Model):
    """A list as somebody likes to look at it: filters, search and sequence under a name of their own.

    A plain row, not a guarded one: it changes no fact of any order, only what its owner sees first, so it needs neither
    an action nor a line in the journal; the views that write it (pages/listing/saving.py) touch the reader's own rows only.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    list = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=40)
    query = models.CharField(max_length=1000)

    class Meta:
        verbose_name = _("saved view")
        constraints = [
            models.UniqueConstraint(fields=["person", "list", "name"], name="one_saved_view_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name
