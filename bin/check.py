"""What ``make check`` looks at, one after the other; all are run, then those that failed are named."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable

#: Stand-ins for what production refuses to start without; nothing connects to them.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "not-a-secret-but-fifty-characters-long-and-varied-0123456789",
    "ALLOWED_HOSTS": "izluchina.example",
    "SITE_URL": "https://izluchina.example",
    "DATABASE_URL": "postgresql://nobody@localhost:1/none",
    "EMAIL_URL": "smtp+tls://user:password@mail.example:587",
    "DEFAULT_FROM_EMAIL": "site@izluchina.example",
}


def templates() -> list[str]:
    return [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("templates/**/*.html"))]


def checks() -> list[tuple[str, list[str], dict[str, str]]]:
    """Return the checks: what each is, its command, and variables added to its environment."""
    manage = [PYTHON, "manage.py"]
    return [
        ("lint", [PYTHON, "-m", "ruff", "check", "."], {}),
        ("format", [PYTHON, "-m", "ruff", "format", "--check", "."], {}),
        ("types", [PYTHON, "-m", "ty", "check", "--quiet"], {}),
        ("templates", [PYTHON, "-m", "djhtml", "--check", *templates()], {}),
        ("import floors", [str(Path(PYTHON).parent / "lint-imports"), "--no-logo"], {"PYTHONPATH": "site"}),
        ("settings", [PYTHON, "bin/check_settings.py"], {}),
        ("translations", [PYTHON, "bin/check_translations.py"], {}),
        (
            "migrations",
            [*manage, "makemigrations", "--check", "--dry-run"],
            {"DJANGO_SETTINGS_MODULE": "config.settings.test"},
        ),
        ("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    ]


def main() -> int:
    failed = []
    for name, command, variables in checks():
        started_at = time.monotonic()
        result = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        words = result.stdout.strip()
        verdict = "failed" if result.returncode else "ok"
        print(f"{name}: {verdict} ({time.monotonic() - started_at:.1f} s)", flush=True)
        if result.returncode or words.startswith("Skipped"):
            print(words + "\n", flush=True)
        if result.returncode:
            failed.append(name)
    print(f"{len(failed)} of {len(checks())} checks failed: {', '.join(failed)}." if failed else "All checks pass.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
