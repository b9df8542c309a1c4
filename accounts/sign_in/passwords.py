"""Validators of new passwords, besides the minimum length. See docs/decisions/0014."""

from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError

from accounts.sign_in.breached import is_breached


class BreachedPasswordValidator:
    message = (
        "Dieses Passwort steht in Listen bekannter Passwörter; Ziffern oder Zeichen am Rand ändern daran nichts. "
        "Bitte wählen Sie ein anderes, zum Beispiel drei Wörter, die nichts miteinander zu tun haben."
    )

    def validate(self, password, user=None):  # noqa: ARG002
        if is_breached(password):
            raise ValidationError(self.message, code="password_breached")

    def get_help_text(self):
        return "Das Passwort darf nicht in Listen bekannter Passwörter stehen."


class UnlikeThePersonValidator(UserAttributeSimilarityValidator):
    def get_error_message(self):
        return "Dieses Passwort ähnelt Ihrem Namen oder Ihrer E-Mail-Adresse zu sehr. Bitte wählen Sie ein anderes."
