"""What is in deploy/ fits the settings."""

import re
import subprocess
from pathlib import Path

import pytest

from config.env import ROOT, VAR_DIR
from config.settings import base

FOLDERS = {
    "media": base.MEDIA_ROOT,
    "originals": Path(base.STORAGES["originals"]["OPTIONS"]["location"]),
    "static": base.STATIC_ROOT,
    "state": base.FRAME_STAMP.parent,
}


@pytest.mark.parametrize("name", FOLDERS)
def test_web_and_worker_share_every_folder_that_is_written_to(name: str) -> None:
    assert FOLDERS[name].relative_to(VAR_DIR) == Path(name)
    compose = (ROOT / "deploy" / "compose.yaml").read_text()
    shared, _services = compose.split("services:")
    assert f"- {name}:/var/lib/centre/{name}\n" in shared
    made = re.search(r"install -d -o centre (.*)", (ROOT / "deploy" / "Dockerfile").read_text())
    assert made and f"/var/lib/centre/{name}" in made[1].split()


def test_the_last_variable_counts_without_a_line_end(tmp_path: Path) -> None:
    variables = tmp_path / "centre.env"
    variables.write_text("# of the site\n\nSITE_URL=https://a.example/?b=c d\nBEHIND_PROXY=yes")
    script = (ROOT / "deploy" / "manage").read_text().partition("exec ")[0] + 'echo "$SITE_URL|$BEHIND_PROXY"'
    command = ["sh", "-c", script, str(ROOT / "deploy" / "manage")]
    answer = subprocess.run(  # noqa: S603
        command, env={"ENVIRONMENT": str(variables)}, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "https://a.example/?b=c d|yes"
