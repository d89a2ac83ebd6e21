"""The journal and what stands beside it. Rows of the journal are never changed: triggers see to it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from takt.conduct import clock
from takt.conduct.guard import Guarded, Subject
from takt.conduct.ids import uuid7


class JournalEntry(models.Model):
    """One act on one subject. `hash` chains it to the subject's entry before; `body` is what is proved."""

    pk = models.CompositePrimaryKey("subject_id", "seq")
    subject_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    hash = models.BinaryField(max_length=32)
    body = models.TextField()
    kind = models.CharField(max_length=60)
    action = models.CharField(max_length=80)
    clause = models.CharField(max_length=10)
    department = models.CharField(max_length=20)
    actor_id = models.UUIDField()
    on_behalf_of_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("journal entry")
        indexes = [
            models.Index(
                fields=["case_id", "at"], name="journal_case", condition=models.Q(case_id__isnull=False)
            ),
            models.Index(fields=["actor_id", "at"], name="journal_actor"),
            models.Index(fields=["at"], name="journal_at"),
        ]


class Ledger(Subject):
    """The journal as a whole: the subject of the act of sealing. There is one row."""

    name = models.CharField(max_length=40, unique=True)
    sealed = models.PositiveIntegerField(default=0)
    reference_field = "name"

    class Meta(Subject.Meta):
        verbose_name = _("ledger")


class Seal(models.Model):
    """A Merkle root over all chain heads, signed; it holds the hash of the seal before it."""

    number = models.PositiveIntegerField(primary_key=True)
    at = models.DateTimeField()
    hash = models.BinaryField(max_length=32)
    body = models.TextField()
    signature = models.BinaryField(max_length=64)

    class Meta:
        verbose_name = _("seal")


class SealedChain(models.Model):
    """How far each chain was sealed, and at which leaf of the tree: an index, rebuilt from the seals' bodies."""

    subject_id = models.UUIDField(primary_key=True)
    leaf = models.PositiveIntegerField(unique=True)
    seq = models.PositiveIntegerField()


class RefusedAttempt(models.Model):
    """Somebody tried something and was refused: evidence for the audit."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    at = models.DateTimeField(default=clock.now)
    actor_id = models.UUIDField()
    action = models.CharField(max_length=80)
    clause = models.CharField(max_length=10)
    kind = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    codes = ArrayField(models.CharField(max_length=60))
    facts = models.JSONField(default=list)
    given = ArrayField(models.CharField(max_length=60), default=list)
    via = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("refused attempt")
        indexes = [
            models.Index(fields=["-at", "-id"], name="refused_at"),
            models.Index(
                fields=["case_id", "at"], name="refused_case", condition=models.Q(case_id__isnull=False)
            ),
        ]


class IdempotencyKey(models.Model):
    """A key under which something was done, and the answer given."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    actor_id = models.UUIDField()
    action = models.CharField(max_length=80)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    answer = models.JSONField()
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor_id", "action", "key"], name="one_key_one_deed")]


class NumberSeries(models.Model):
    """The last number taken of a series."""

    name = models.CharField(max_length=60, primary_key=True)
    last = models.PositiveBigIntegerField()


class LetterState(models.TextChoices):
    """The life of a letter."""

    WAITING = "waiting", _("waiting to be posted")
    SENT = "sent", _("sent")
    DEAD = "dead", _("could not be delivered")
    DOUBTFUL = "doubtful", _("may have been delivered; needs a look")


class Channel(models.TextChoices):
    """How a letter reaches its reader. A letter by PORTAL is there once it is written."""

    EMAIL = "email", _("e-mail")
    PORTAL = "portal", _("portal")


class Letter(Subject):
    """What we tell somebody: written in the act's transaction, posted afterwards, never twice."""

    personal = frozenset({"recipient_name", "address", "facts"})
    case_column = "letter_case"

    kind = models.CharField(max_length=60)
    clause = models.CharField(max_length=10)
    letter_case = models.UUIDField(null=True)
    letter_company = models.UUIDField(null=True)
    about_id = models.UUIDField(null=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    recipient_id = models.UUIDField(null=True)
    recipient_name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=254, blank=True)
    salt = models.BinaryField(max_length=16, default=bytes)
    language = models.CharField(max_length=10, default="zh-hans")
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=LetterState.choices, default=LetterState.WAITING)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=200, blank=True)
    decided_because = models.TextField(blank=True)  # why somebody sent it again, or took it for delivered
    reference_field = "id"

    class Meta(Subject.Meta):
        verbose_name = _("letter")
        indexes = [
            models.Index(fields=["letter_case", "written_at"], name="letter_case"),
            models.Index(fields=["state", "-written_at"], name="letter_state"),
            models.Index(fields=["about_id"], name="letter_about"),
            models.Index(
                fields=["recipient_id", "-written_at", "-id"],
                name="letter_recipient",
                condition=models.Q(recipient_id__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False),
                name="a_sent_letter_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def company_id(self):  # type: ignore[no-untyped-def]  # same as the base
        return self.letter_company


class Posting(models.Model):
    """One attempt to post a letter. `handed_over_at` is written just before the text leaves us."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="postings")
    began_at = models.DateTimeField(default=clock.now)
    handed_over_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)


class Document(Guarded):
    """A file that Takt made or was given, named by its SHA-256; the bytes lie in the files folder."""

    document_case = models.UUIDField(null=True)
    about_id = models.UUIDField(null=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta(Guarded.Meta):
        verbose_name = _("document")
        indexes = [
            models.Index(fields=["document_case", "made_at"], name="document_case"),
            models.Index(fields=["sha256"], name="document_sha"),
        ]


class VerificationState(models.TextChoices):
    """How a verification of the journal stands."""

    WAITING = "waiting", _("under way")
    RIGHT = "right", _("all is right")
    WRONG = "wrong", _("something is wrong")
    STOPPED = "stopped", _("stopped")


class Verification(Subject):
    """The whole journal recomputed once, because somebody asked: what was found, and the first wrong rows."""

    number = models.CharField(max_length=40, unique=True)
    state = models.CharField(
        max_length=10, choices=VerificationState.choices, default=VerificationState.WAITING
    )
    asked_by_id = models.UUIDField()
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    entries = models.PositiveBigIntegerField(default=0)
    chains = models.PositiveBigIntegerField(default=0)
    seals = models.PositiveIntegerField(default=0)
    wrong = models.JSONField(default=list)  # [{"table", "row", "reason"}], first rows first

    class Meta(Subject.Meta):
        verbose_name = _("verification")
        indexes = [models.Index(fields=["-asked_at"], name="verification_asked")]

    def __str__(self) -> str:
        return self.number


class VerificationProgress(models.Model):
    """How far a verification under way has come: written while it reads, on a connection of its own."""

    verification_id = models.UUIDField(primary_key=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("progress of a verification")
