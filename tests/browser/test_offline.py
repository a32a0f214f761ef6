"""Without a connection the site still says when it is open, and what was saved."""

from datetime import date

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from playwright.sync_api import Browser, expect

from core.models import SiteSettings
from navigation import installing
from tests.conftest import Trees
from tests.events import factories

SAVED = "localStorage.setItem('saved', JSON.stringify([{key: 'k', title: 'Дом у воды', url: '/ru/dom/'}]))"


@pytest.mark.parametrize(("language", "title"), [("ru", "Нет связи"), ("en", "No connection")])
def test_offline_page_comes_in_the_language_of_the_address_with_the_saved_list(
    chromium: Browser, server: str, homes: Trees, language: str, title: str
) -> None:
    context = chromium.new_context(base_url=server)
    page = context.new_page()
    page.goto(f"/{language}/")
    page.evaluate(f"async () => {{ await navigator.serviceWorker.ready; {SAVED} }}")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    context.set_offline(True)
    page.goto(f"/{language}/nowhere/")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("link", name="Дом у воды")).to_have_attribute("href", "/ru/dom/")
    kept = (
        "async () => { const c = await caches.open((await caches.keys())[0]); return (await c.keys()).map(r => r.url) }"
    )
    pages = [url for url in page.evaluate(kept) if "/static/" not in url]
    assert pages == [f"{server}/{language}/offline/"]
    with page.expect_navigation():  # the page asks again by itself
        context.set_offline(False)
    page.goto(f"/{language}/")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(title)
    context.close()


@pytest.mark.parametrize(
    ("language", "house", "title", "day"),
    [("ru", "Причал в Казани", "Город у воды", "декабря"), ("en", "The Kazan Pier", "Waterfront Towns", "December")],
)
def test_offline_page_is_of_the_region_chosen_last_and_says_when_what_is_saved_takes_place(
    chromium: Browser,
    server: str,
    homes: Trees,
    whats_on: Trees,
    venue_section: Trees,
    language: str,
    house: str,
    title: str,
    day: str,
) -> None:
    kazan = factories.region("kazan", "Казань", "Kazan")
    main = factories.venue(venue_section, region=factories.region())
    kazan.main_venue = factories.venue(venue_section, "Причал в Казани", "The Kazan Pier", region=kazan, slug="pier")
    kazan.save()
    centre = SiteSettings.for_site(homes["ru"].get_site())
    centre.main_venue = main
    centre.save()
    event = factories.event(whats_on, venue=main)
    factories.occurrence(event, date(timezone.localdate().year + 1, 12, 5))
    context = chromium.new_context(base_url=server)
    page = context.new_page()
    page.goto(f"/{language}/")
    page.evaluate("async () => { await navigator.serviceWorker.ready }")
    page.goto(f"/{language}/region/")
    page.get_by_role("main").locator("button[value=kazan]").click()
    expect(page).to_have_url(f"/{language}/")
    page.goto(event.live_translations[language].get_url())
    page.locator(".tool[form=save]").click()
    page.wait_for_function("name => localStorage.getItem(name)?.includes('note')", arg=f"saved-copy-{language}")
    kept = "async ([page, text]) => (await (await caches.match(page))?.text())?.includes(text)"
    page.wait_for_function(kept, arg=[f"/{language}/offline/", house])
    context.set_offline(True)
    page.goto(f"/{language}/nowhere/")
    expect(page.get_by_role("heading", name=house)).to_be_visible()
    saved = page.locator("[data-offline-list] li")
    expect(saved.get_by_role("link", name=title)).to_be_visible()
    expect(saved).to_contain_text(day)
    context.close()


def test_hours_that_have_changed_are_kept_with_the_next_page(
    chromium: Browser, server: str, homes: Trees, venue_section: Trees
) -> None:
    place = factories.venue(venue_section, region=factories.region(), phone="+7 495 000-00-01")
    centre = SiteSettings.for_site(homes["ru"].get_site())
    centre.main_venue = place
    centre.save()
    context = chromium.new_context(base_url=server)
    page = context.new_page()
    page.goto("/ru/")
    said = "() => localStorage.getItem('offline-says-ru')"
    first = page.wait_for_function(said).json_value()
    place.phone = "+7 495 000-00-02"
    place.save()
    cache.clear()
    page.goto("/ru/ploshchadki/")
    page.wait_for_function("before => localStorage.getItem('offline-says-ru') !== before", arg=first)
    context.set_offline(True)
    page.goto("/ru/nowhere/")
    expect(page.get_by_role("main")).to_contain_text("+7 495 000-00-02")
    context.close()


def test_a_page_that_could_not_be_kept_is_asked_for_again(
    chromium: Browser, server: str, homes: Trees, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = chromium.new_context(base_url=server)
    page = context.new_page()
    page.goto("/ru/")
    said = "() => localStorage.getItem('offline-says-ru')"
    says = page.wait_for_function(said).json_value()
    page.evaluate("() => localStorage.setItem('offline-says-ru', 'other')")
    refused: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(
            installing, "render", lambda request, *rest: refused.append(request.path) or HttpResponse(status=503)
        )
        page.goto("/ru/poisk/")
        while not refused:
            page.wait_for_timeout(50)
        page.wait_for_timeout(300)
        assert page.evaluate(said) == "other"
    page.goto("/ru/")
    page.wait_for_function("says => localStorage.getItem('offline-says-ru') === says", arg=says)
    context.close()
