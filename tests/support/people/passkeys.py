"""A passkey in software: answers as a browser with an authenticator does, and wrongly where a test wants it."""

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
        """Whose it is, as the site has told the device."""
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
        """Whose it is says `handle`, or the user."""
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
    """The person's row, and what answers for it."""
    passkey = SoftPasskey()
    data = {"name": name, "credential": passkey.made(websafe_encode(token_bytes(32)))}
    row = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data, **fields)
    return passkey, row


def challenge(client):
    """What the sign-in page's script is told to have signed."""
    answer = client.get("/konto/anmelden/passkey/", headers={"x-requested-with": "XMLHttpRequest"})
    return answer.json()["request_options"]["publicKey"]["challenge"]
