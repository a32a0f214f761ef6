"""Settings common to every environment, safe for production."""

from zoneinfo import available_timezones

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.env import ROOT, VAR_DIR, env
from config.services import search_url
from config.sign_in import provider_apps, provider_settings, providers, staff_second_factor

# Applications, from the top floor down
INSTALLED_APPS = [
    "home",
    "articles",
    "events",
    "pages",
    "search",
    "venues",
    "press",
    "accounts",
    "publishing",
    "images",
    "people",
    "navigation",
    "localisation",
    "core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.TeamUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    *provider_apps(providers()),
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.compression.PageCompressionMiddleware",
    "core.middleware.AdminPolicyMiddleware",
    "core.caching.SharedCacheMiddleware",
    "core.middleware.BadInputMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.SiteLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.AdminLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.AccountPagesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.RefusedPublicationMiddleware",
    "images.middleware.FullDiskMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "navigation.context_processors.chrome",
            ],
            "builtins": ["core.templatetags.core_tags"],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # widgets may have templates in templates/

AUTH_USER_MODEL = "accounts.User"
_VALIDATORS: dict[str, dict[str, object]] = {
    "UserAttributeSimilarityValidator": {},
    "MinimumLengthValidator": {"min_length": 10},
    "CommonPasswordValidator": {},
    "NumericPasswordValidator": {},
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in _VALIDATORS.items()
]
AUTHENTICATION_BACKENDS = ["accounts.sign_in.PasswordBackend"]

# Accounts. Visitors sign in with their e-mail, staff with their user name as well; both in one place.
LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:saved"
LOGOUT_REDIRECT_URL = "/"
LANDING_VIEWS = ["search", "feedback", "accounts:follow", "account_login", "account_signup"]  # core.landings
WAGTAIL_PASSWORD_RESET_ENABLED = False  # the site's own recovery is limited and tells nobody who has an account
STAFF_SECOND_FACTOR = staff_second_factor(default="optional")
TRUSTED_PROXY_COUNT = 0  # nobody in front of the site is believed unless production says so
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.registration.VisitorForm"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reauthenticate": "accounts.forms.SamePersonForm",
    "signup": "accounts.forms.RegistrationForm",
    "add_email": "accounts.forms.AddressForm",
    "request_login_code": "accounts.forms.CodeRequestForm",
    "reset_password": "accounts.forms.RecoveryForm",
    "change_password": "accounts.forms.NewPasswordForm",
    "set_password": "accounts.forms.FirstPasswordForm",
    "reset_password_from_key": "accounts.forms.RecoveredPasswordForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
PASSWORD_RESET_TIMEOUT = 30 * 60  # seconds: what the page and the letter promise
SOCIALACCOUNT_ADAPTER = "accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = provider_settings(providers())
SOCIALACCOUNT_AUTO_SIGNUP = False  # consent is asked for on a page of its own
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address somebody else vouches for opens no account here
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 8
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {"add_webauthn": "accounts.forms.PasskeyForm", "edit_webauthn": "accounts.forms.PasskeyNameForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True  # visitors have confirmed theirs; for staff an administrator has vouched
USERSESSIONS_TRACK_ACTIVITY = False  # what is not needed is not written down
ERASURE_DELAY_DAYS = 14
# What can be saved: the page type, and the function that gives the lines of a visitor's list (accounts/registry.py)
SAVED_KINDS = {
    "events.EventPage": "events.saved.lines",
    "articles.ArticlePage": "articles.saved.lines",
    "venues.VenuePage": "venues.saved.lines",
}
SAVED_CALENDAR = "events.saved.calendar"
FOLLOWED_KINDS = {
    "articles.Topic": "articles.following.topics",
    "people.Person": "home.following.people",
    "venues.VenuePage": "venues.following.venues",
    "venues.Region": "venues.following.regions",
}
DIGEST_SOURCES = ["articles.following.news", "events.following.news"]
# Modules that hold something about a person: each has collect(user) for the download and erase(user) for the end
PERSONAL_DATA = ["accounts.personal_data", "pages.personal_data", "press.personal_data"]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Language and time
LANGUAGE_CODE = "ru"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
GUIDES_DIR = ROOT / "docs"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Moscow"
#: What staff choose from: places. Browsers cannot name "localtime", and stop at it.
WAGTAIL_USER_TIME_ZONES = ["UTC", *sorted(zone for zone in available_timezones() if "/" in zone)]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.staticfiles.FoldedManifestStorage"},
    "originals": {"BACKEND": "images.storage.PrivateFileStorage", "OPTIONS": {"location": str(VAR_DIR / "originals")}},
}
MEDIA_ORIGIN = ""  # where browsers fetch the pictures, if not from the site itself
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # an article of a hundred blocks posts several thousand fields
FILE_UPLOAD_PERMISSIONS = 0o644

# A file touched whenever the frame of the pages changes, so that every process of a machine sees it
FRAME_STAMP = VAR_DIR / "state" / "frame.stamp"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Background work: the queue, and what the worker does again and again (function, seconds between runs)
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": True}}
# Tasks that look a record up again to index it: waiting twice they are done once, and one that is gone needs none.
INDEXING_TASKS = [
    "wagtail.tasks.update_reference_index_task",
    "modelsearch.tasks.insert_or_update_object_task",
    "search.tasks.index_record",
]
CHORES = [
    ("press.darkness.sweep", 15),  # before the pages: none stands before readers with its pictures still away
    ("core.publishing.publish_due", 15),
    ("publishing.releasing.publish_due_releases", 15),
    ("press.tasks.refresh_packs", 60),
    ("press.accreditation.forget_old", 24 * 60 * 60),
    ("pages.feedback.forget_old", 24 * 60 * 60),
    ("core.reaper.reap", 60),
    ("images.tasks.render_unmade", 6 * 60 * 60),
    ("images.social.keeping.keep", 15),
    ("core.chores.prune", 24 * 60 * 60),
    ("accounts.letters.send_waiting", 60),
    ("accounts.digests.send_due", 10 * 60),
    ("accounts.leaving.erase_due", 60 * 60),
    ("accounts.personal_data.forget_ended_sessions", 24 * 60 * 60),
    ("events.telling.tell_changes", 60),
    ("search.tasks.catch_up", 60),
    ("search.tasks.sweep", 24 * 60 * 60),
    ("search.tasks.recount_words", 24 * 60 * 60),
    ("search.asked.forget_old", 24 * 60 * 60),
    ("localisation.notices.letters.send_digests", 10 * 60),
    ("localisation.jobs.keeping.keep_board", 10 * 60),
    ("localisation.memory.learning.learn_missed", 60),
    ("localisation.exchange.keeping.prune", 24 * 60 * 60),
]

# Wagtail
WAGTAIL_SITE_NAME = _("Izluchina")
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_BASE_URL = env.str("SITE_URL", default="http://localhost:8000")
WAGTAILIMAGES_IMAGE_MODEL = "images.Photo"
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"tiff": "jpeg"}
WAGTAILIMAGES_RENDITION_STORAGE = "originals"
WAGTAILIMAGES_IMAGE_FORM_BASE = "images.forms.PhotoForm"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "tiff", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "txt", "vtt", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILEMBEDS_FINDERS = [{"class": "core.video.VideoFinder"}]
# PostgreSQL's Russian configuration stems Latin words as English: one index serves both languages
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "russian"}}
WAGTAIL_LOCALIZE_DEFAULT_TRANSLATION_MODE = "synced"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# What it makes is marked and has to be confirmed by a person, text by text
MACHINE_TRANSLATOR = env.str("MACHINE_TRANSLATOR", default="")
if MACHINE_TRANSLATOR:
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": MACHINE_TRANSLATOR,
        "OPTIONS": env.json("MACHINE_TRANSLATOR_OPTIONS", default={}),
    }

# PostgreSQL searches, or the OpenSearch named here
SEARCH_URL = search_url(env.str("SEARCH_URL", default=""))

# What only a site for trying things out has; see dev.py
DEMO_USERS = False
SERVE_MEDIA = False

# Safety
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail previews pages in a frame of its own
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # … which that check advises against
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}
