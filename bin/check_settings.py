"""Every environment variable that is read is documented, and every documented one is read."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: Rooms whose code reads the environment of a running site; tests and measurements have variables of their own.
SOURCES = ("site", "core", "deploy", "bin", "home", "accounts", "images", "localisation", "search")
READS = (
    re.compile(r"""\benv(?:\.\w+)?\(\s*["']([A-Z][A-Z0-9_]+)["']"""),
    re.compile(r"""\brequired\(\s*["']([A-Z][A-Z0-9_]+)["']"""),
    re.compile(r"""\b(?:environ|environment)(?:\.get\(|\.setdefault\(|\[)\s*["']([A-Z][A-Z0-9_]+)["']"""),
)
#: Not settings of the site: Django's own choice of settings module, and what tools set for us.
NOT_OURS = {"DJANGO_SETTINGS_MODULE", "DEBIAN_FRONTEND"}


def variables_read() -> set[str]:
    """Return the names the code reads."""
    texts = [path.read_text() for room in SOURCES for path in (ROOT / room).rglob("*.py")]
    found = {name for text in texts for pattern in READS for name in pattern.findall(text)}
    return found - NOT_OURS


def variables_in_example() -> set[str]:
    """Return the names .env.example gives, commented out or not."""
    text = (ROOT / ".env.example").read_text()
    return set(re.findall(r"^(?:# ?)?([A-Z][A-Z0-9_]+)=", text, re.MULTILINE))


def variables_in_manual() -> set[str]:
    """Return the names the table of docs/operations.md explains."""
    text = (ROOT / "docs" / "operations.md").read_text()
    return set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)`", text, re.MULTILINE))


def complaints() -> list[str]:
    """Return one sentence for each variable that is not the same in code, example and manual."""
    read, example, manual = variables_read(), variables_in_example(), variables_in_manual()
    return [
        *(f"{name} is read but not in .env.example." for name in sorted(read - example)),
        *(f"{name} is read but not in the table of docs/operations.md." for name in sorted(read - manual)),
        *(f"{name} is in .env.example but nothing reads it." for name in sorted(example - read)),
        *(f"{name} is in docs/operations.md but nothing reads it." for name in sorted(manual - read)),
    ]


if __name__ == "__main__":
    found = complaints()
    print("\n".join(found))
    sys.exit(1 if found else 0)
