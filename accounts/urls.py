"""The addresses below /konto/: allauth's and our own views, by allauth's URL names and with German paths.

Nobody signs up: allauth's page for that says that it is closed. Wagtail's pages of sign-in redirect here, see config.urls.
"""

from allauth.account import views as allauth
from django.db.transaction import atomic
from django.urls import path
from django.views.decorators.cache import never_cache

from accounts.consent.middleware import consent
from accounts.email_change import views as email_change_views
from accounts.second_factor import app_views, codes_views, passkeys_views, security_views
from accounts.second_factor.reauthentication import reauthenticated
from accounts.sessions import views as session_views
from accounts.sign_in import views as sign_in_views

TEMPLATES = "accounts/sign_in"

urlpatterns = [
    path("", security_views.account_home, name="account_home"),
    path(
        "anmelden/", allauth.LoginView.as_view(template_name=f"{TEMPLATES}/login.html"), name="account_login"
    ),
    path("anmelden/passkey/", passkeys_views.PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path("anmelden/code/", sign_in_views.RequestCodeView.as_view(), name="account_request_login_code"),
    path(
        "anmelden/code/bestaetigen/",
        sign_in_views.ConfirmCodeView.as_view(),
        name="account_confirm_login_code",
    ),
    path(
        "abmelden/",
        allauth.LogoutView.as_view(template_name=f"{TEMPLATES}/logout.html"),
        name="account_logout",
    ),
    path(
        "registrieren/",
        allauth.SignupView.as_view(template_name_signup_closed=f"{TEMPLATES}/signup_closed.html"),
        name="account_signup",
    ),
    path(
        "passwort/",
        never_cache(atomic(sign_in_views.ChangePasswordView.as_view())),
        name="account_change_password",
    ),
    path(
        "passwort/setzen/",
        reauthenticated(atomic(sign_in_views.SetPasswordView.as_view())),
        name="account_set_password",
    ),
    path("bestaetigen/", sign_in_views.render_reauthentication, name="account_reauthenticate"),
    path("sicherheit/", security_views.security, name="account_security"),
    path("sicherheit/adresse/", email_change_views.change_email, name="account_email"),
    path("sicherheit/adresse/stoppen/", email_change_views.stop_email_change, name="account_email_stop"),
    path("adresse/<str:token>/", email_change_views.confirm_email_change, name="account_email_confirm"),
    path("sicherheit/passkey/", passkeys_views.passkey_add, name="account_passkey_add"),
    path("sicherheit/passkey/<int:pk>/", passkeys_views.passkey_rename, name="account_passkey"),
    path(
        "sicherheit/passkey/<int:pk>/entfernen/", passkeys_views.passkey_remove, name="account_passkey_remove"
    ),
    path("sicherheit/app/", app_views.app_set_up, name="mfa_activate_totp"),
    path("sicherheit/app/entfernen/", app_views.app_remove, name="mfa_deactivate_totp"),
    path("sicherheit/codes/", codes_views.recovery_codes, name="mfa_view_recovery_codes"),
    path("sicherheit/codes/datei/", codes_views.recovery_codes_download, name="mfa_download_recovery_codes"),
    path("sicherheit/codes/neu/", codes_views.recovery_codes_generate, name="mfa_generate_recovery_codes"),
    path("geraete/abmelden/", session_views.sign_out_other_devices, name="account_sign_out_others"),
    path("geraete/<uuid:number>/abmelden/", session_views.sign_out_device, name="account_sign_out_device"),
    path("einwilligung/", consent, name="account_consent"),
    path(
        "inaktiv/",
        allauth.AccountInactiveView.as_view(template_name=f"{TEMPLATES}/account_inactive.html"),
        name="account_inactive",
    ),
    path("zweiter-faktor/", passkeys_views.SecondStepView.as_view(), name="mfa_authenticate"),
]
