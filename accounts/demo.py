"""The users of a demonstration: editor, press, translator and admin. Never on a real site."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts.consent import ACCOUNT, record_consent
from accounts.models import ConsentDocument, User
from accounts.roles import EDITORS, PRESS_OFFICE, TRANSLATORS

DEMO_USERS: dict[str, str | None] = {
    "editor": EDITORS,
    "press": PRESS_OFFICE,
    "translator": TRANSLATORS,
    "admin": None,
}
#: First and last name: without them the account page saves nothing. All invented.
NAMES = {
    "editor": ("Анна", "Ветлугина"),
    "press": ("Кирилл", "Соболев"),
    "translator": ("Мария", "Лаврова"),
    "admin": ("Павел", "Орлов"),
}


def ensure_demo_users() -> list[str]:
    """Create the demo users that are missing, each with its name as password, and return all their names.

    Users that exist are left as they are. Raises ``ImproperlyConfigured`` where ``DEMO_USERS`` is off.
    """
    if not settings.DEMO_USERS:
        raise ImproperlyConfigured("Demo users have known passwords and are created in development only.")
    for name, group_name in DEMO_USERS.items():
        if User.objects.filter(username=name).exists():
            continue
        is_admin = group_name is None
        first_name, last_name = NAMES[name]
        user = User.objects.create_user(
            name,
            f"{name}@example.org",
            name,
            first_name=first_name,
            last_name=last_name,
            is_staff=is_admin,
            is_superuser=is_admin,
        )
        user.groups.set(Group.objects.filter(name=group_name))
        UserProfile.objects.update_or_create(
            user=user, defaults={"preferred_language": "ru", "current_time_zone": "Europe/Moscow"}
        )
    return list(DEMO_USERS)


#: A visitor of the demonstration: signs in with the address and the password below.
VISITOR_EMAIL, VISITOR_PASSWORD = "vera@example.org", "three quiet boats"


def ensure_demo_visitor() -> User:
    """Create the visitor and the document she agreed to, unless they are there; returns her.

    Raises ``ImproperlyConfigured`` where ``DEMO_USERS`` is off.
    """
    if not settings.DEMO_USERS:
        raise ImproperlyConfigured("Demo users have known passwords and are created in development only.")
    if not ConsentDocument.objects.exists():
        ConsentDocument.objects.create(version=1, published_at=timezone.now(), **CONSENT)
    visitor = User.objects.filter(email=VISITOR_EMAIL).first()
    if visitor is None:
        visitor = User.objects.create_user("visitor-vera", VISITOR_EMAIL, VISITOR_PASSWORD, first_name="Вера Лугина")
        EmailAddress.objects.create(user=visitor, email=VISITOR_EMAIL, primary=True, verified=True)
        record_consent(ACCOUNT, "ru", user=visitor)
    return visitor


CONSENT = {
    "title_ru": "Согласие на обработку персональных данных",
    "title_en": "Consent to the processing of personal data",
    "text_ru": (
        "<p>Я разрешаю центру «Излучина» хранить и использовать данные, которые указываю на этом сайте: имя, адрес "
        "электронной почты, список сохранённого и то, за чем я слежу.</p>"
        "<h3>Для чего</h3><ul><li>чтобы вести мой личный кабинет;</li><li>чтобы писать мне о том, что я сохранил и за "
        "чем слежу, если я этого хочу.</li></ul>"
        "<h3>Как долго</h3><p>Пока у меня есть кабинет. Согласие можно отозвать в кабинете в любой день; через "
        "четырнадцать дней после удаления кабинета данные стираются.</p>"
        "<h3>Кому передаются</h3><p>Никому.</p>"
    ),
    "text_en": (
        "<p>I allow the Izluchina centre to keep and use the data I give on this site: my name, e-mail address, the "
        "list of what I saved and what I follow.</p>"
        "<h3>What for</h3><ul><li>to keep my account;</li><li>to write to me about what I saved and what I follow, if "
        "I want it.</li></ul>"
        "<h3>How long</h3><p>As long as I have an account. Consent can be withdrawn in the account on any day; "
        "fourteen days after the account is deleted the data are erased.</p>"
        "<h3>Who receives them</h3><p>Nobody.</p>"
    ),
}
