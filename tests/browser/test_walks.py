"""Every kind of page by keyboard alone, and without scripts: nothing is hidden, nothing traps, nothing does nothing."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import Browser, Page, expect
from wagtail.models import Page as TreePage
from wagtail.models import Site

from accounts.consent import ACCOUNT, record_consent
from accounts.models import ConsentDocument, User
from tests.accounts.conftest import PASSWORD, make_visitor
from tests.browser.conftest import PIXEL
from tests.browser.test_accessibility import (  # noqa: F401 (whole_site, small_site and visit are fixtures)
    LANGUAGES,
    MISSING,
    NARROW,
    SIZES,
    Visit,
    small_site,
    visit,
    whole_site,
)
from tests.browser.test_accessible_view import pages
from tests.browser.test_account_pages import GUEST, VISITOR

WALK = (Path(__file__).parent / "walk.js").read_text()
#: Tabs pressed between two looks, and those after which a page counts as a trap.
STRIDE, MOST_TABS = 20, 600
#: The link to the account knows by then who is here; what stands before it has been enhanced as well.
SCRIPTS_HAVE_RUN = "() => document.querySelector('[data-module~=account] [data-count]')?.textContent"
WORDS = {"ru": ("Меню", "Новости", "Поделиться"), "en": ("Menu", "News", "Share")}
#: What may hold the focus without a name: it is sent there, nobody goes there by Tab.
NAMELESS = {"RootWebArea", "main", "generic"}


@pytest.fixture
def vera(whole_site: Site) -> User:  # noqa: F811
    """A visitor who has agreed to what there is to agree to."""
    held = {"title_ru": "Согласие", "title_en": "Consent", "text_ru": "<h3>Для чего</h3>", "text_en": "<h3>Why</h3>"}
    ConsentDocument.objects.create(version=1, published_at=timezone.now(), **held)
    visitor = make_visitor("vera@example.org")
    record_consent(ACCOUNT, "ru", user=visitor)
    return visitor


def public(language: str) -> list[str]:
    """One page of every kind that anybody may open, the forms included."""
    with override(language):
        forms = [reverse("feedback"), *(f"/{language}/account/{path}" for path in GUEST)]
    return list(dict.fromkeys([*pages(language), *forms]))


def own(language: str) -> list[str]:
    """The pages of an account; the way out is walked last."""
    return [f"/{language}/account/{path}" for path in VISITOR]


def faults_on(page: Page) -> list[str]:
    """Tab through the page once; return what a reader without a mouse would stumble over."""
    page.wait_for_function(SCRIPTS_HAVE_RUN)
    page.evaluate(WALK)
    for _stride in range(MOST_TABS // STRIDE):
        for _tab in range(STRIDE):
            page.keyboard.down("Tab")
        if page.evaluate("walk.isOver"):
            break
    else:
        return ["the keyboard does not get out"]
    faults = page.evaluate("walk.finish()")
    assert page.evaluate("walk.stops.length") > 5, "nobody has walked"
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return faults + [f"has no name: {node['role']['value']}" for node in nodes if is_nameless(node)]


def is_nameless(node: dict) -> bool:
    """Whether a node of Chromium's accessibility tree takes the focus and has nothing to say."""
    if node["ignored"] or node["role"]["value"] in NAMELESS or node.get("name", {}).get("value"):
        return False
    return any(fact["name"] == "focusable" and fact["value"].get("value") for fact in node.get("properties", ()))


def walk(visit: Visit, addresses: list[str], turn: int) -> list[str]:  # noqa: F811
    """Walk the pages, wide and narrow by turns; what is wide in one language is narrow in the other."""
    faults = []
    for number, address in enumerate(addresses):
        page, size = visit(address), SIZES[(number + turn) % 2]
        page.set_viewport_size(size)
        faults += [f"{address} {size['width']}: {fault}" for fault in faults_on(page)]
    return faults


def sign_in(visit: Visit, visitor: User, language: str) -> None:  # noqa: F811
    page = visit(f"/{language}/account/login/")
    page.locator("main [name=login]").fill(visitor.email)
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main form .btn").first.click()
    page.wait_for_url("**/account/saved/")
    page.wait_for_function(SCRIPTS_HAVE_RUN)


def test_keyboard_reaches_everything_on_every_page_and_shows_where_it_is(
    vera: User,
    visit: Visit,  # noqa: F811
) -> None:
    faults = [fault for turn, language in enumerate(LANGUAGES) for fault in walk(visit, public(language), turn)]
    sign_in(visit, vera, "ru")
    # The languages share the pages of an account out between them: their words differ, their frame does not.
    shared_out = [own(LANGUAGES[number % 2])[number] for number in range(len(VISITOR))]
    faults += walk(visit, shared_out, 0)
    assert faults == [], "\n" + "\n".join(faults)


# Without scripts


def idle_controls(html: bytes) -> list[str]:
    """Return what could be pressed on a page and would do nothing where scripts do not run."""
    soup = BeautifulSoup(html, "html.parser")
    assert isinstance(soup.html, Tag)
    idle = []
    for control in soup.select(
        "a, button, input:not([type=hidden]), select, textarea, [role=button], [onclick], [popovertarget]"
    ):
        if control.find_parent(hidden=True) or control.has_attr("hidden") or control.find_parent("dialog"):
            continue
        if not works(control, soup):
            idle.append(str(control)[:160])
    return idle


def works(control: Tag, soup: BeautifulSoup) -> bool:
    """Whether the browser itself does something with a control."""
    if control.name == "a":
        address = str(control.get("href", "#"))
        if address.startswith("#"):
            return bool(address[1:]) and soup.find(id=address[1:]) is not None
        return not address.startswith("javascript:")
    if opened := control.get("popovertarget"):
        return soup.find(id=opened, popover=True) is not None
    named = control.get("form")
    form = soup.find("form", id=named) if named else control.find_parent("form")
    if control.name == "button" and control.get("type") == "button":
        return False
    if control.has_attr("readonly"):
        return True
    return form is not None and is_sent(form, soup)


def is_sent(form: Tag, soup: BeautifulSoup) -> bool:
    """Whether a form can be sent: it has a button, its own or one elsewhere on the page."""
    buttons = [*form.select("button:not([type=button])"), *soup.select(f"button[form='{form.get('id')}']")]
    return any(not button.has_attr("hidden") for button in buttons)


def test_no_control_needs_a_script(vera: User, client: Client) -> None:
    signed_in = Client()
    signed_in.post("/ru/account/login/", {"login": vera.email, "password": PASSWORD})
    walks = [(client, public(language)) for language in LANGUAGES] + [(signed_in, own(code)) for code in LANGUAGES]
    idle = []
    for visitor, addresses in walks:
        for address in addresses:
            answer = visitor.get(address, follow=True)
            assert answer.status_code == (404 if address in MISSING.values() else 200), address
            idle += [f"{address}: {control}" for control in idle_controls(answer.content)]
    assert idle == [], "\n" + "\n".join(idle)


def test_menu_sharing_and_photographs_work_without_scripts(
    whole_site: Site,  # noqa: F811
    chromium: Browser,
    server: str,
) -> None:
    context = chromium.new_context(base_url=server, viewport=NARROW, java_script_enabled=False)
    page = context.new_page()
    page.route("**/media/**", lambda route: route.fulfill(body=PIXEL, content_type="image/gif"))
    article = TreePage.objects.get(slug="article-0", locale__language_code="ru").specific
    for language, (menu, section, share) in WORDS.items():
        page.goto(f"/{language}/")
        page.get_by_role("button", name=menu, exact=True).click()
        page.locator("#nav").get_by_role("link", name=section).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(section)
        page.goto(article.live_translations[language].get_url())
        page.locator("summary", has_text=share).click()
        expect(page.locator(".share").get_by_role("link", name="Telegram")).to_be_visible()
        page.locator("[data-gallery] a").first.click()
        expect(page).to_have_url(re.compile("/media/"))
    context.close()
