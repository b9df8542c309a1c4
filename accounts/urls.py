from allauth.account import views as allauth
from django.db.transaction import atomic
from django.urls import path
from django.views.decorators.cache import never_cache

from accounts.confirmation import confirmed
from accounts.consent import agree
from accounts.views import account, app, codes, devices, passkeys, profile, security

urlpatterns = [
    path("", account.home, name="account_home"),
    path("profil/", profile.profile, name="account_profile"),
    path("profil/foto/", profile.photo, name="account_photo"),
    path("profil/foto/entfernen/", profile.remove_photo, name="account_remove_photo"),
    path("anmelden/", allauth.login, name="account_login"),
    path("anmelden/passkey/", passkeys.PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path("anmelden/code/", account.RequestCodeView.as_view(), name="account_request_login_code"),
    path("anmelden/code/bestaetigen/", account.ConfirmCodeView.as_view(), name="account_confirm_login_code"),
    path("abmelden/", allauth.logout, name="account_logout"),
    path("registrieren/", allauth.signup, name="account_signup"),
    path(
        "passwort/", never_cache(atomic(account.ChangePasswordView.as_view())), name="account_change_password"
    ),
    path(
        "passwort/setzen/", confirmed(atomic(account.SetPasswordView.as_view())), name="account_set_password"
    ),
    path("bestaetigen/", account.confirm, name="account_reauthenticate"),
    path("sicherheit/", security.overview, name="account_security"),
    path("sicherheit/passkey/", passkeys.add, name="account_passkey_add"),
    path("sicherheit/passkey/<int:pk>/", passkeys.rename, name="account_passkey"),
    path("sicherheit/passkey/<int:pk>/entfernen/", passkeys.remove, name="account_passkey_remove"),
    path("sicherheit/app/", app.set_up, name="mfa_activate_totp"),
    path("sicherheit/app/entfernen/", app.remove, name="mfa_deactivate_totp"),
    path("sicherheit/codes/", codes.show, name="mfa_view_recovery_codes"),
    path("sicherheit/codes/datei/", codes.download, name="mfa_download_recovery_codes"),
    path("sicherheit/codes/neu/", codes.generate, name="mfa_generate_recovery_codes"),
    path("geraete/abmelden/", devices.sign_out_others, name="account_sign_out_others"),
    path("geraete/<uuid:number>/abmelden/", devices.sign_out, name="account_sign_out_device"),
    path("einwilligung/", agree, name="account_consent"),
    path("inaktiv/", allauth.account_inactive, name="account_inactive"),
    path("zweiter-faktor/", passkeys.SecondStepView.as_view(), name="mfa_authenticate"),
]
