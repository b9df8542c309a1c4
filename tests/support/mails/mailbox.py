"""Puts a mail into the demo's mailbox as its mail server does."""

from email.message import EmailMessage


def put_mail(folder, key):
    message = EmailMessage()
    message["To"], message["From"] = "anna@stadt.example", "netz@example.org"
    message["Subject"] = "Ihr Code zum Anmelden"
    message["Date"] = "Mon, 02 Nov 2026 09:00:00 +0100"
    message.set_content("Ihr Code:\n\n123456\n")
    message.add_alternative(
        "<!doctype html><title>Code</title><p>Ihr Code: <b>123456</b></p>", subtype="html"
    )
    (folder / "new").mkdir(parents=True, exist_ok=True)
    (folder / "new" / key).write_bytes(bytes(message))
