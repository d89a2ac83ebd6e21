"""What signing in keeps beside the person: plain rows, written by this folder only. Nothing here says what somebody did."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone


class App(models.Model):
    """An authenticator app that makes codes (TOTP, RFC 6238): the shared secret, enciphered, and the last code's step.

    A code's step is never taken twice, so that a code that was looked on at typing opens nothing."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="code_app"
    )
    enciphered = models.CharField(max_length=300)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)


class RecoveryCode(models.Model):
    """A code on paper for the day on which app and passkeys are lost; keyed hash only, good for once."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="one_recovery_code_once"),
        ]


class Passkey(models.Model):
    """A passkey (WebAuthn): the public key of somebody's device, under the name that they gave it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential_id = models.BinaryField(max_length=1023, unique=True)
    credential = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at"]


class OpenSession(models.Model):
    """A browser in which somebody is signed in: what it is, where, since when, last seen when (to the minute)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_sessions"
    )
    key = models.CharField(max_length=40, unique=True)
    address = models.GenericIPAddressField(null=True)
    agent = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now, db_index=True)


class LinkedLogin(models.Model):
    """A subject of the company's identity provider (OpenID Connect) as whom a person signs in."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="linked_logins"
    )
    provider = models.CharField(max_length=60)
    subject = models.CharField(max_length=255)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="one_person_per_subject"),
        ]
