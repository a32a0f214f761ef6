"""What is looked at in a translated text."""
