"""The files of deploy/ are what their programs understand, and say the same of the same process."""

import re
import shutil
import subprocess

import pytest
import yaml

from tests.deploy.site import DEPLOY
from tests.support.sources import ROOT

UNITS = DEPLOY / "systemd"
PYTHON = "/srv/staedtenetz/app/.venv/bin/"


def read_command(unit):
    text = (UNITS / f"staedtenetz-{unit}@.service").read_text().replace("\\\n", " ")
    return split_command(re.search(r"^ExecStart=(.*)$", text, re.MULTILINE)[1].removeprefix(PYTHON))


def split_command(command):
    return command.replace("%i", "N").replace(f"{PYTHON}", "").split()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="NOT TESTED: systemd-analyze is missing.")
def test_systemd_understands_the_units(tmp_path):
    shutil.copytree(UNITS, tmp_path, dirs_exist_ok=True)
    names = []
    for unit in tmp_path.glob("*@.service"):
        # Programs that are on this machine, whose paths systemd looks for.
        names.append(unit.name.replace("@", "@1"))
        text = re.sub(rf"{PYTHON}\w+", shutil.which("true"), unit.read_text())
        unit.with_name(names[-1]).write_text(text)
    assert len(names) == 3
    env = {"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/bin:/bin"}
    asked = ["systemd-analyze", "verify", "--man=no", *names]
    found = subprocess.run(asked, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert [line for line in found.stderr.splitlines() if "staedtenetz" in line] == []


def test_containers_run_the_commands_of_the_units():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    for unit in ("web", "live"):
        for number in (1, 2):
            service = services[f"{unit}-{number}"]
            command = service["command"][-1].partition("exec ")[2].replace("$$NAME", f"{unit}-N")
            assert split_command(command) == read_command(unit)
            assert service["environment"]["NAME"] == f"{unit}-{number}"
    assert split_command(services["worker"]["command"]) == read_command("worker")
    assert services["worker"]["deploy"]["replicas"] == 2


def test_every_socket_of_the_units_is_one_that_the_fronts_ask():
    asked = {unit: re.search(r"--uds (\S+)", " ".join(read_command(unit)))[1] for unit in ("web", "live")}
    for front in ("nginx/staedtenetz.conf", "Caddyfile"):
        text = (DEPLOY / front).read_text()
        for path in asked.values():
            assert all(path.replace("N", str(number)) in text for number in (1, 2))


def test_the_image_is_made_of_files_that_exist():
    text = (DEPLOY / "Containerfile").read_text()
    copied = re.search(r"^COPY (.*) \./$", text, re.MULTILINE)[1].split()
    assert [name for name in copied if not (ROOT / name).exists()] == []


def test_the_settings_of_the_example_are_explained():
    named = re.findall(r"^(\w+)=", (DEPLOY / "env.example").read_text(), re.MULTILINE)
    explained = (ROOT / "docs" / "operations.md").read_text()
    assert [name for name in named if f"`{name}`" not in explained] == []
