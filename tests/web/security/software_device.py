"""A software authenticator: makes and shows passkeys as a browser with a device would (WebAuthn, ES256), or wrongly on purpose."""

import json
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

FLAG = AuthenticatorData.FLAG


@dataclass
class Device:
    """One device with one passkey. `verified`: it asked its owner for a PIN or a finger."""

    origin: str = "http://localhost"
    verified: bool = True
    counter: int = 0
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def _flags(self) -> Any:
        return FLAG.UP | (FLAG.UV if self.verified else FLAG(0))

    def make(self, options: dict[str, Any]) -> str:
        """What a browser sends after `navigator.credentials.create`."""
        assert {"type": "public-key", "alg": -7} in options["pubKeyCredParams"]
        client = CollectedClientData.create("webauthn.create", options["challenge"], self.origin)
        credential = AttestedCredentialData.create(
            b"\0" * 16,
            self.id,
            ES256.from_cryptography_key(self.key.public_key()),  # type: ignore[no-untyped-call]  # fido2's
        )
        data = AuthenticatorData.create(
            sha256(options["rp"]["id"].encode()).digest(),
            self._flags() | FLAG.AT,
            self.counter,
            bytes(credential),
        )
        made = AttestationObject.create("none", data, {})
        return self._json(clientDataJSON=bytes(client), attestationObject=bytes(made))

    def show(self, options: dict[str, Any]) -> str:
        """What a browser sends after `navigator.credentials.get`."""
        self.counter += 1
        client = CollectedClientData.create("webauthn.get", options["challenge"], self.origin)
        data = AuthenticatorData.create(
            sha256(options["rpId"].encode()).digest(), self._flags(), self.counter
        )
        signature = self.key.sign(bytes(data) + sha256(bytes(client)).digest(), ec.ECDSA(SHA256()))
        return self._json(clientDataJSON=bytes(client), authenticatorData=bytes(data), signature=signature)

    def knows(self, options: dict[str, Any]) -> bool:
        """Whether the server named this device's passkey."""
        return self.id in [websafe_decode(one["id"]) for one in options["allowCredentials"]]

    def _json(self, **said: bytes) -> str:
        name = websafe_encode(self.id)
        response = {key: websafe_encode(value) for key, value in said.items()}
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {},
            }
        )
