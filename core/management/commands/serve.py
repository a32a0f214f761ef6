"""The whole site with one command: database, web server and background worker; Ctrl-C ends them all."""

import http.client
import os
import sys
import time
from argparse import ArgumentParser
from contextlib import closing
from typing import ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.preparation import prepare
from core.supervisor import ChildEndedError, Stopped, Supervisor, stop_on_signals
from core.worker import run_worker

HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = os.environ.get("PORT") or "8000"


class Command(BaseCommand):
    """Prepares the site, starts its processes, and watches over them until one ends or somebody stops it."""

    help = "Run the site: prepare it, then web server and background worker until Ctrl-C."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--live", action="store_true", help="Reload when the code changes.")

    def handle(self, *args: object, live: bool = False, **options: object) -> None:
        stop_on_signals()
        supervisor = Supervisor()
        failure = ""
        try:
            prepare(self.say)
            self.say("Starting the web server and the background worker …")
            supervisor.start("web server", run_live_server if live else run_web_server)
            supervisor.start("background worker", run_live_worker if live else run_worker)
            self.wait_until_it_answers(supervisor)
            self.print_addresses()
            supervisor.wait()
        except Stopped:
            self.say("\nStopping …")
        except ChildEndedError as ended:
            failure = f"{ended} Everything else has been stopped too."
        except CommandError as error:
            failure = str(error)
        finally:
            supervisor.stop()
        if failure:
            sys.exit(failure)
        self.say("Stopped.")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def wait_until_it_answers(self, supervisor: Supervisor) -> None:
        """Return when /healthz says ok; raise ``ChildEndedError`` if a process ends first."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(HOST, HOST)  # noqa: S104 (a comparison)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            supervisor.check()
            try:
                with closing(http.client.HTTPConnection(host, int(PORT), timeout=5)) as connection:
                    connection.request("GET", "/healthz")
                    answer = connection.getresponse()
                    answer.read()
                    if answer.status == 200:
                        return
            except OSError:
                pass
            time.sleep(0.1)
        raise ChildEndedError("The web server has not answered within a minute.")

    def print_addresses(self) -> None:
        site = f"http://{'localhost' if HOST in {'127.0.0.1', '0.0.0.0', '::'} else HOST}:{PORT}"  # noqa: S104
        lines = [
            "",
            "The site is ready.",
            f"  Choose a language   {site}/",
            f"  In Russian          {site}/ru/",
            f"  In English          {site}/en/",
            f"  Administration      {site}/admin/",
        ]
        if settings.DEMO_USERS:
            lines += ["  Demo users          editor, press, translator, admin (the password is the name)"]
        self.say("\n".join([*lines, "", "Ctrl-C stops everything."]))


def run_web_server() -> None:
    """Run gunicorn in this process; the site is loaded already."""
    from gunicorn.app.wsgiapp import WSGIApplication

    sys.argv = ["gunicorn", "--config", str(settings.ROOT / "deploy" / "gunicorn.conf.py")]
    WSGIApplication("%(prog)s [OPTIONS]", prog="gunicorn").run()


def run_live_server() -> None:
    become_command("runserver", f"{HOST}:{PORT}")


def run_live_worker() -> None:
    become_command("worker", "--reload")


def become_command(*arguments: str) -> None:
    """Turn this process into another management command on the database we have started."""
    os.environ["DATABASE_URL"] = settings.DATABASE_URL
    os.execv(sys.executable, [sys.executable, str(settings.ROOT / "manage.py"), *arguments])  # noqa: S606
