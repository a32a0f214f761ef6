"""Machine translation, where one is configured."""
