"""From a fresh clone to a running command, with nothing but Python's own library.

``bin/start`` calls it for every ``make`` target: it looks whether the machine will do, makes the virtual
environment, installs what is missing, compiles the catalogues and becomes the command that was asked for.
"""

# ruff: noqa: E402 (an interruption while we are still importing ends us at once, without a traceback)
import signal

signal.signal(signal.SIGINT, signal.SIG_DFL)

import contextlib
import errno
import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PRODUCT = ("constraints.txt", "requirements.txt")
DEVELOPMENT = (*PRODUCT, "requirements-dev.txt")
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class RefusalError(Exception):
    """One sentence that says why it cannot go on, and what would help."""


def main(arguments: Sequence[str]) -> int:
    """Do what the target named first in ``arguments`` stands for; return the exit code."""
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, _interrupt)
    commands = {"run": run, "dev": dev, "test": test, "check": check, "bench": bench, "manage": manage}
    try:
        commands[arguments[0]](arguments[1:], {**read_dotenv(ROOT / ".env"), **os.environ})
    except RefusalError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. Nothing is left running; the next start goes on from here.", file=sys.stderr)
        return 130
    return 0


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    require_free_port(environment)
    require_database(environment.get("DATABASE_URL", ""))
    provide_packages(PRODUCT)
    say(database_news(environment))
    become_manage("serve", *arguments)


def dev(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    os.environ["DEBUG"] = "1"
    require_free_port(environment)
    require_database(environment.get("DATABASE_URL", ""))
    provide_packages(PRODUCT)
    say(database_news(environment))
    become_manage("serve", "--live", *arguments)


def test(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    require_database(environment.get("DATABASE_URL", ""))
    provide_packages(DEVELOPMENT)
    provide_chromium(environment)
    workers = str(min(os.cpu_count() or 1, 4))
    # Modules keep their order, so those that drive a browser come last: the loop they leave running is in others' way.
    spread = ["-n", workers, "--dist", "loadscope", "--no-loadscope-reorder"]
    become([str(PYTHON), "-m", "pytest", *spread, "-rfEs", *arguments])


def check(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    provide_packages(DEVELOPMENT)
    become([str(PYTHON), "bin/check.py", *arguments])


def bench(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    require_database(environment.get("DATABASE_URL", ""))
    provide_packages(DEVELOPMENT)
    become([str(PYTHON), "-m", "bench", *arguments])


def manage(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    provide_packages(PRODUCT)
    become_manage(*arguments)


def database_news(environment: Mapping[str, str]) -> str:
    """Say which database is going to be used."""
    if environment.get("DATABASE_URL"):
        return "Using the database server of DATABASE_URL …"
    folder = var_folder() / "postgres"
    return f"Starting PostgreSQL in {folder} …" if folder.exists() else f"Making a PostgreSQL database in {folder} …"


def become_manage(*arguments: str) -> NoReturn:
    become([str(PYTHON), "manage.py", *arguments])


def become(command: Sequence[str]) -> NoReturn:
    """Turn into ``command``: it keeps our process id, so signals meant for us reach it."""
    sys.stdout.flush()
    os.chdir(ROOT)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.execv(command[0], list(command))  # noqa: S606


def say(text: str) -> None:
    print(text, flush=True)


def read_dotenv(path: Path) -> dict[str, str]:
    """Return the ``NAME=value`` lines of a .env file; an absent file has none."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.removeprefix("export ").split("=", 1) for line in lines if re.match(r"(export )?[A-Z_]+=", line))
    return {name: value.strip().strip("\"'") for name, value in pairs}


# What the machine must offer


def require_writable(folder: Path) -> None:
    """Refuse a folder in which nothing can be written, or one on a full disk."""
    probe = folder / f".write-probe-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"\0" * 4096)
    except OSError as error:
        raise RefusalError(_folder_complaint(folder, error)) from error
    finally:
        with contextlib.suppress(OSError):
            probe.unlink()


def _folder_complaint(folder: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"The disk that holds {folder} is full; about 2 GB are needed."
    reason = (error.strerror or "no reason given").lower()
    return f"The folder {folder} cannot be written to ({reason}); move the project or change the folder's owner."


def require_free_port(environment: Mapping[str, str]) -> None:
    """Refuse a PORT that is no port number, is taken, or needs rights we do not have."""
    host, port = environment.get("HOST") or "127.0.0.1", environment.get("PORT") or "8000"
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise RefusalError(f"PORT must be a number from 1 to 65535, not “{port}”.")
    try:
        family = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, int(port)))
    except socket.gaierror as error:
        raise RefusalError(f"HOST must be an address of this machine, not “{host}”.") from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise RefusalError(
                f"Port {port} is taken by another program; choose another: make run PORT={int(port) % 65535 + 1}"
            ) from error
        raise RefusalError(f"Port {port} cannot be used ({(error.strerror or 'no reason given').lower()}).") from error


def require_database(url: str) -> None:
    """Refuse a DATABASE_URL that names no PostgreSQL database or a server that does not answer."""
    if not url:
        return
    complaint = "DATABASE_URL must look like postgresql://user:password@host:5432/name."
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 5432
    except ValueError as error:
        raise RefusalError(complaint) from error
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise RefusalError(complaint)
    if not host or "host" in parse_qs(parts.query) or "," in parts.netloc or "%2f" in host.lower():
        return
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RefusalError(f"DATABASE_URL names {host}:{port}, where no database answers ({reason}).") from error


# What we bring ourselves


def provide_packages(files: Sequence[str]) -> None:
    """Make the virtual environment and install the pinned packages, where that has not been done yet."""
    require_writable(ROOT)
    require_writable(var_folder())
    if not _is_usable(PYTHON):
        say("Creating the virtual environment in .venv …")
        _create_environment()
    stamp = VENV / f".installed-{files[-1]}"
    wanted = hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in files)).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        say(f"Installing the packages of {files[-1]} (a minute or two, once) …")
        _install(files[-1])
        stamp.write_text(wanted)
    compile_catalogues()


def var_folder() -> Path:
    """Return the folder all data lies below."""
    return Path(os.environ.get("VAR_DIR") or read_dotenv(ROOT / ".env").get("VAR_DIR") or ROOT / "var").resolve()


def _is_usable(python: Path) -> bool:
    test = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([str(python), "-c", test], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _create_environment() -> None:
    result = _quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if result.returncode == 0:
        return
    words = result.stdout + result.stderr
    if "ensurepip" in words or "No module named venv" in words:
        raise RefusalError(
            "This Python lacks its venv module; install it (on Debian and Ubuntu: apt install python3-venv)."
        )
    raise RefusalError(f"The virtual environment could not be made: {_last_line(words)}")


def _install(requirements: str) -> None:
    started_at = time.monotonic()
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    result = _quietly([*command, "-r", str(ROOT / requirements)])
    if result.returncode:
        raise RefusalError(pip_complaint(result.stdout + result.stderr))
    say(f"Installed in {time.monotonic() - started_at:.0f} s.")


def pip_complaint(words: str) -> str:
    """Return one sentence for what pip said when it failed."""
    lowered = words.lower()
    if "no space left" in lowered or "disk quota" in lowered:
        return "The packages could not be installed: the disk is full; about 2 GB are needed."
    signs = ("connection", "name resolution", "timed out", "network", "proxyerror", "(from versions: none)")
    if any(sign in lowered for sign in signs):
        return "The packages could not be downloaded: the package index does not answer; is there a network?"
    return f"The packages could not be installed: {_last_line(words)}"


def compile_catalogues() -> None:
    """Compile the interface's translations that are newer than what was compiled last."""
    sources = list(ROOT.glob("locale/*/LC_MESSAGES/*.po"))
    if all(_is_newer(path.with_suffix(".mo"), path) for path in sources):
        return
    result = _quietly([str(PYTHON), "-m", "core.catalogues"])
    if result.returncode:
        raise RefusalError(f"The catalogues in locale/ could not be compiled: {_last_line(result.stderr)}")


def _is_newer(path: Path, than: Path) -> bool:
    return path.exists() and path.stat().st_mtime_ns >= than.stat().st_mtime_ns


def provide_chromium(environment: Mapping[str, str]) -> None:
    """Find a Chromium for the browser tests, install one where we may, else say what will be skipped and why."""
    if environment.get("CHROMIUM") or any(map(shutil.which, BROWSERS)):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Debian's chromium for the browser tests …")
        for _attempt in range(2):
            update = _quietly(["apt-get", "update", "-qq"])
            install = _quietly(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
            if install.returncode == 0:
                return
        reason = f"apt-get could not install it ({_last_line(install.stderr or update.stderr)})"
    else:
        reason = "it can be installed only by root on Debian"
    say(f"The browser tests are skipped: no Chromium was found and {reason}.")


def _quietly(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run ``command`` without showing what it prints; end it with us if we are interrupted."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as process:
        try:
            stdout, stderr = process.communicate()
        except BaseException:
            process.terminate()
            raise
    return subprocess.CompletedProcess(command, process.returncode, stdout, stderr)


def _last_line(words: str) -> str:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["no reason given"])[-1]


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
