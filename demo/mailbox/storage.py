"""Reads the demo's mailbox: the Maildir that `demo.mailbox.server` fills."""

from email import message_from_bytes, policy

from django.conf import settings


def list_mails():
    """Every mail as a dict, newest first."""
    return [parse_mail(path) for path in mail_files()]


def find_mail(key):
    """The mail in the file of that name, or None."""
    return next((parse_mail(path) for path in mail_files() if path.name == key), None)


def mail_files():
    folder = settings.MAILBOX / "new"
    paths = folder.iterdir() if folder.is_dir() else []
    return sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def parse_mail(path):
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return {
        "key": path.name,
        "to": str(message["To"] or ""),
        "subject": str(message["Subject"] or ""),
        "date": message["Date"].datetime if message["Date"] else None,
        "text": body_of(message, "plain"),
        "html": body_of(message, "html"),
        "headers": {name: str(value) for name, value in message.items()},
    }


def body_of(message, kind):
    part = message.get_body(preferencelist=(kind,))
    return part.get_content().replace("\r\n", "\n") if part else ""
