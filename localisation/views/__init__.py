"""Views: the translators' and the visitors'."""
