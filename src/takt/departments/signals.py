"""Told inside the act's transaction to whoever keeps what somebody signs in with: this folder does not know them."""

from django.dispatch import Signal

sign_in_taken_away = Signal()
"""`person`: their second factors and their sessions end with this act."""
