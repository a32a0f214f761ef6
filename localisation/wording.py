"""Sentences of Wagtail and wagtail-localize that our Russian catalogue says better, declared so that it keeps them.

Nothing imports this: catalogues of the project go before those of packages.
"""

from django.utils.translation import gettext_noop

#: Wagtail: places and lists.
gettext_noop("Snippets")
gettext_noop("Exploring")
gettext_noop("Search term")
gettext_noop("Skip to main content")
gettext_noop("Add %(label)s")
gettext_noop("Add %(model_name)s")
gettext_noop("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s")
gettext_noop("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site.")
gettext_noop(
    "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in "
    "'<span class=\"w-title-ellipsis\">%(title)s</span>'."
)
#: Wagtail: while a page is being written.
gettext_noop("Currently idle")
gettext_noop("Locked by")
gettext_noop("View latest version")
gettext_noop("A network error occurred")
gettext_noop("Proceeding will overwrite the changes made by %(user_name)s.")
gettext_noop("Proceeding will overwrite the changes you made in that window.")
gettext_noop("Alternatively, you can view the latest version in a new tab.")
gettext_noop("Cancelled by %(cancelled_by)s")
gettext_noop("Meta description is empty")
gettext_noop("Add a concise description for search engines")
#: wagtail-localize: starting a translation.
gettext_noop("Locales")
gettext_noop("Go back")
gettext_noop("Translate page")
gettext_noop("Translate this page")
gettext_noop("The page '{page_title}' was successfully submitted for translation into {locales}")
gettext_noop("Sync translated pages")
gettext_noop("Start Synced translation")
gettext_noop("Successfully updated translations for '{object}'")
gettext_noop("Translation of %(instance)s into %(locale)s")
#: wagtail-localize: translating and publishing. The dates it puts here are English, so the Russian leaves them out.
gettext_noop("Translated manually on {date}")
gettext_noop("Machine translated on {date}")
gettext_noop("Translated with {tool_name} on {date}")
gettext_noop("Published '{object}' in {locale}.")
gettext_noop("Translation has been stopped.")
gettext_noop("Translation has been restarted.")
gettext_noop("Please upload a valid PO file.")
gettext_noop("Cannot import PO file that was created for a different translation.")
gettext_noop("Successfully imported translations from PO File.")
#: wagtail-localize: the report.
gettext_noop("Up to date")
gettext_noop("Waiting for translations")
gettext_noop("Source")
gettext_noop("Target")
gettext_noop("Source title")
