"""How often one may try, in allauth's notation: number/period/(ip, user or key). Our own actions are counted, too."""

ACCOUNT_RATE_LIMITS = {
    # Codes that are mailed, from anywhere and to one address; `_at_least`, when those are used up, and known devices: see
    # accounts/sign_in/known_device.py.
    "request_login_code": "20/m/ip",
    "request_login_code_to": "4/15m/key,20/d/key",
    "request_login_code_at_least": "1/15m/key",
    "code_on_known_device": "5/15m/user,20/d/user",
    "join": "20/m/ip",
    "join_to": "4/15m/key,20/d/key",
    "join_at_least": "1/15m/key",
    "join_code": "30/m/ip",
    "join_opened": "30/m/ip",
    "passkey_asked": "60/m/ip",
    "photo": "30/d/user",
    # Changes of one's own address; mails to one address from anybody.
    "email_change": "5/h/user,10/d/user",
    "email_change_to": "3/d/key",
    # Forms of the public site: an office has one address; `key` is the form, or the address that a mail goes to.
    "page_form": "20/h/ip,200/d/key",
    "newsletter_to": "3/d/key",
    "event_sign_up_to": "10/d/key",
    "advice_to": "5/d/key",
    "shared_password": "10/m/ip,60/15m/key",
    "post_edit": "30/m/user,300/h/user",
    "role_given": "60/h/user",
    "group_deletion": "5/d/user",
    "data_export": "10/d/user",
    "login_failed": "10/m/ip,5/5m/key,50/d/key",
    "login_failed_on_known_device": "5/5m/user,50/d/user",
    "second_factor_failed_on_known_device": "5/5m/user,50/d/user",
    "reauthenticate": "10/m/user,50/d/user",
}
MFA_RATE_LIMITS = {"webauthn_login": "20/m/ip"}
