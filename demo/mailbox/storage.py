"""Reads the demo's mailbox: the Maildir that `demo.mailbox.server` fills."""

from email import message_from_bytes, policy

from django.conf import settings


def received():
    """Every mail as a dict, newest first."""
    return [read(path) for path in files()]


def find(key):
    """The mail in the file of that name, or None."""
    return next((read(path) for path in files() if path.name == key), None)


def files():
    folder = settings.MAILBOX / "new"
    paths = folder.iterdir() if folder.is_dir() else []
    return sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def read(path):
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    return {
        "key": path.name,
        "to": str(message["To"] or ""),
        "subject": str(message["Subject"] or ""),
        "date": message["Date"].datetime if message["Date"] else None,
        "text": content(message, "plain"),
        "html": content(message, "html"),
        "headers": {name: str(value) for name, value in message.items()},
    }


def content(message, kind):
    part = message.get_body(preferencelist=(kind,))
    return part.get_content().replace("\r\n", "\n") if part else ""
