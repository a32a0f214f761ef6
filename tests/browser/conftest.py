"""A real browser and a real server for the tests that need them."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from tempfile import TemporaryDirectory

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from config.env import ROOT
from core.staticfiles import FOLDED, fold

#: The shell draws the same pages without a window of its own around them, at a third of the cost.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

#: What stands for the files of photographs that factories only name.
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")

#: How long an expectation may take to come true, in milliseconds: a busy machine is no fault of the site.
PATIENCE = 60_000

# Playwright keeps an event loop running in this thread; Django would take that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that drives a browser."""
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, for the whole run."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium; the tests are skipped where there is none."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium was found: install the chromium package to run the browser tests")
    with TemporaryDirectory(prefix="centre-browser-", ignore_cleanup_errors=True) as folder:
        environment = {**os.environ, "TMPDIR": folder}  # what a whole Chromium leaves there goes with it
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, env=environment)
        yield browser
        browser.close()


@pytest.fixture
def seeded(transactional_db: None) -> None:
    """What the test makes is committed, so that the server sees it."""


@pytest.fixture(scope="module")
def folded_sheet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The style sheet in one file, as collectstatic folds it: a page asks for one sheet, not for fifty."""
    folder = tmp_path_factory.mktemp("static")
    sheet = folder / FOLDED
    sheet.parent.mkdir()
    sheet.write_text(fold(FOLDED, lambda name: (ROOT / "static" / name).read_text()))
    with override_settings(STATICFILES_DIRS=[folder, ROOT / "static"]):
        yield


@pytest.fixture
def server(seeded: None, folded_sheet: None, live_server: LiveServer) -> str:
    """The address of a running site; its pages are the test's to make."""
    return live_server.url


def is_error(message: ConsoleMessage) -> bool:
    """Tell whether a line of the console is a fault; what an editor saves may be refused (400, 409) by design."""
    is_refusal = "/admin/" in message.location["url"] and re.search("status of (400|409)", message.text)
    return message.type == "error" and not is_refusal


@pytest.fixture
def open_page(chromium: Browser, server: str) -> Iterator[Callable[..., Page]]:
    """A function that opens an address in a fresh browser and fails the test on any error in its console."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_address(address: str, **options: object) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 800})
        options.setdefault("reduced_motion", "reduce")
        options.setdefault("locale", "en-US")
        context = chromium.new_context(base_url=server, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if is_error(message) else None)
        page.route("**/media/made/none*", lambda route: route.fulfill(body=PIXEL, content_type="image/gif"))
        page.goto(address)
        return page

    yield open_address
    for context in contexts:
        context.close()
    assert errors == []
