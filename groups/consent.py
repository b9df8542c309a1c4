"""What a person agrees to when joining. A changed text gets a new version; each membership stores the one it saw."""

VERSION = "2026-11"
TEXT = (
    "Ich bin einverstanden, dass die Mitglieder der Gruppe sehen, "
    "wie ich heiße, wo ich arbeite und was ich schreibe."
)
