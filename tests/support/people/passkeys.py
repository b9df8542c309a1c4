"""A passkey in software: makes a browser's answers, and forged ones."""

import hashlib
import json
from secrets import token_bytes

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

SITE = "testserver"
FLAG = AuthenticatorData.FLAG


class SoftPasskey:
    def __init__(self):
        self.key, self.id = ec.generate_private_key(ec.SECP256R1()), token_bytes(16)

    def handle(self, user):
        """The user handle that the site gives to the device."""
        return user_pk_to_url_str(user).encode()

    def flags(self, verified):
        return FLAG.UP | (FLAG.UV if verified else FLAG(0))

    def client_data(self, kind, challenge, origin):
        return json.dumps({"type": f"webauthn.{kind}", "challenge": challenge, "origin": origin}).encode()

    def whole(self, **response):
        parts = {name: websafe_encode(value) for name, value in response.items()}
        name = websafe_encode(self.id)
        return {"id": name, "rawId": name, "type": "public-key", "response": parts}

    def made(self, challenge, *, origin=f"https://{SITE}", site=SITE, verified=True):
        public = ES256.from_cryptography_key(self.key.public_key())
        data = AuthenticatorData.create(
            hashlib.sha256(site.encode()).digest(),
            self.flags(verified) | FLAG.AT,
            0,
            AttestedCredentialData.create(Aaguid.NONE, self.id, public),
        )
        return self.whole(
            clientDataJSON=self.client_data("create", challenge, origin),
            attestationObject=bytes(AttestationObject.create("none", data, {})),
        )

    def shown(
        self, challenge, user, *, origin=f"https://{SITE}", site=SITE, verified=True, kind="get", handle=None
    ):
        """`handle`: instead of the user's own."""
        client_data = self.client_data(kind, challenge, origin)
        data = AuthenticatorData.create(hashlib.sha256(site.encode()).digest(), self.flags(verified), 1)
        signed = bytes(data) + hashlib.sha256(client_data).digest()
        return self.whole(
            clientDataJSON=client_data,
            authenticatorData=bytes(data),
            signature=self.key.sign(signed, ec.ECDSA(hashes.SHA256())),
            userHandle=self.handle(user) if handle is None else handle,
        )


def give_passkey(user, name="Mein Laptop", **fields):
    """Returns the SoftPasskey and its Authenticator row."""
    passkey = SoftPasskey()
    data = {"name": name, "credential": passkey.made(websafe_encode(token_bytes(32)))}
    row = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data, **fields)
    return passkey, row


def challenge(client):
    """The challenge that the sign-in page's script gets."""
    answer = client.get("/konto/anmelden/passkey/", headers={"x-requested-with": "XMLHttpRequest"})
    return answer.json()["request_options"]["publicKey"]["challenge"]
