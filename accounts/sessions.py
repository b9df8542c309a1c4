from django.contrib.sessions.backends import db


class SessionStore(db.SessionStore):
    """Sessions in the database, which takes no null characters: a key that holds one names no session."""

    def _validate_session_key(self, key):
        return super()._validate_session_key(key) and key.isprintable()
