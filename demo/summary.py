"""What `make demo` prints when it is ready."""

from collections.abc import Iterable


def summary(facts: dict, base_url: str) -> str:
    """``facts`` is VAR/demo.json as the command load_demo writes it."""
    accounts = [("Rolle", "Name", "E-Mail", "Passwort", "Zweiter Faktor")]
    for account in facts["accounts"]:
        second = "Zahl im Postfach der Demo" if account.get("totp_secret") else "–"
        accounts.append((account["role"], account["name"], account["email"], account["password"], second))
    places = [("Adresse", base_url + "/")]
    if facts.get("mailbox_url"):
        places.append(("Postfach der Demo", facts["mailbox_url"]))
    places += [(f"Einladung {one['group']}", one["url"]) for one in facts.get("invitations", ())]
    parts = [
        "StädteNetz läuft.",
        "",
        *table(places),
        "",
        *table(accounts, headed=True),
        "",
        "Ende mit Strg-C.",
    ]
    return "\n".join(parts)


def table(rows: Iterable[tuple[str, ...]], *, headed: bool = False) -> list[str]:
    rows = [tuple(str(cell) for cell in row) for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    ]
    if headed:
        lines.insert(1, "  " + "  ".join("─" * width for width in widths))
    return [line.rstrip() for line in lines]
