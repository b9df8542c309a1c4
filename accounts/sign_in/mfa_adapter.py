import qrcode
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.html import format_html

from accounts.second_factor import encryption
from accounts.second_factor.passkeys import suggested_name
from vocabulary.addresses import readable_address


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        "add_email_blocked": "Bitte entfernen Sie erst den zweiten Faktor.",
        "cannot_delete_authenticator": "Dieser zweite Faktor lässt sich nicht entfernen.",
        "cannot_generate_recovery_codes": "Wiederherstellungscodes gibt es erst mit einer App oder einem Passkey.",
        "incorrect_code": "Der Code stimmt nicht. Bitte vergleichen Sie ihn noch einmal.",
        "unverified_email": "Bitte bestätigen Sie erst Ihre E-Mail-Adresse, indem Sie sich mit einem Code anmelden.",
        "used_code": "Dieser Code wurde schon benutzt. Bitte warten Sie auf den nächsten.",
        "used_recovery_code": "Dieser Wiederherstellungscode wurde schon benutzt. Bitte nehmen Sie einen anderen.",
    }

    def encrypt(self, text):
        return encryption.encrypt_secret(text)

    def decrypt(self, encrypted_text):
        return encryption.decrypt_secret(encrypted_text)

    def get_totp_label(self, user):
        return f"{self.get_totp_issuer()}:{readable_address(user.email)}"

    def build_totp_svg(self, url):
        """One path with a square for each dark module; dark on light in both themes, since cameras need it."""
        code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M)
        code.add_data(url)
        rows = code.get_matrix()
        squares = "".join(
            f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark
        )
        return format_html(
            '<svg class="qr" viewBox="0 0 {0} {0}" width="220" height="220" role="img" aria-label="QR-Code für Ihre App"'
            ' shape-rendering="crispEdges"><path d="{1}"/></svg>',
            len(rows),
            squares,
        )

    def generate_authenticator_name(self, user, type):  # noqa: ARG002
        return suggested_name(user, context.request.META.get("HTTP_USER_AGENT", ""))

    def _get_site_name(self):
        return settings.WAGTAIL_SITE_NAME
