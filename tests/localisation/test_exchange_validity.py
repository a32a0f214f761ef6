"""XLIFF 1.2 and 2.0 against the schemas of OASIS, taken from a package that carries them."""

from pathlib import Path

import pytest
from lxml import etree
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from localisation.exchange import omegat, xliff12, xliff20
from localisation.exchange.units import Bundle, bundle_of
from tests.conftest import Trees
from tests.localisation.long_article import make_long_article
from tests.localisation.test_exchange_formats import BUNDLE
from tests.localisation.translating import fill, submit

#: Of Debian's package php-symfony-translation.
SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
FORMATS = {
    "1.2": (xliff12.write, "xliff-core-1.2-strict.xsd"),
    "1.2 for OmegaT": (omegat.write, "xliff-core-1.2-strict.xsd"),
    "2.0": (xliff20.write, "xliff-core-2.0.xsd"),
}
pytestmark = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="needs the schemas of the package php-symfony-translation")


class Beside(etree.Resolver):
    """Finds what a schema imports in its own folder, never in the network."""

    def resolve(self, url: str, public_id: str, context: object) -> object:
        beside = SCHEMAS / url.rpartition("/")[2]
        return self.resolve_filename(str(beside), context) if beside.exists() else None


def faults(data: bytes, schema: str) -> list[str]:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Beside())
    validator = etree.XMLSchema(etree.parse(SCHEMAS / schema, parser))
    validator.validate(etree.fromstring(data))
    return [error.message for error in validator.error_log]


@pytest.mark.parametrize("form", FORMATS)
def test_every_state_and_every_part_of_a_unit_is_valid(form: str) -> None:
    write, schema = FORMATS[form]
    assert faults(write(BUNDLE), schema) == []


def test_the_schemas_find_faults() -> None:
    doubled = xliff12.write(BUNDLE).replace(b'id="bb-2.8"', b'id="aa-1.7"')
    assert faults(doubled, FORMATS["1.2"][1])
    assert faults(
        xliff20.write(BUNDLE).replace(b"<notes>", b"<note>").replace(b"</notes>", b"</note>"), FORMATS["2.0"][1]
    )


@pytest.fixture
def long_bundle(news: Trees, en: Locale) -> Bundle:
    """A long article half translated, some of it by a machine."""
    translation = submit(make_long_article(news["ru"]), en)
    fill(translation)
    rows = StringTranslation.objects.order_by("pk")
    rows.filter(pk__in=rows.values("pk")[:40]).delete()
    rows.filter(pk__in=rows.values("pk")[:10]).update(translation_type="machine")
    return bundle_of(translation)


@pytest.mark.parametrize("form", FORMATS)
def test_a_long_article_is_valid(long_bundle: Bundle, form: str) -> None:
    write, schema = FORMATS[form]
    assert faults(write(long_bundle), schema) == []
