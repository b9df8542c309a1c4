"""What `make test` installs on the machine is said before it happens."""

import os
import subprocess
import sys

import pytest

from tests.support.sources import ROOT

APT = """#!/bin/sh
cp "$SAID" "$0.$1"
exit 1
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can install packages")
def test_a_package_is_named_before_it_is_installed(tmp_path):
    apt, said = tmp_path / "apt-get", tmp_path / "said"
    apt.write_text(APT)
    apt.chmod(0o755)
    env = os.environ | {"PATH": f"{tmp_path}:{os.defpath}", "SAID": str(said)}
    code = "from tools.browser import installed; installed('chromium-headless-shell=1')"
    with said.open("w") as output:
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, stdout=output, check=True)
    before = (tmp_path / "apt-get.install").read_text()
    assert before.count("\n") == 1
    assert "chromium-headless-shell" in before
    assert "auf diesem Rechner" in before
