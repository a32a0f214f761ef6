"""What editors do with dates: screens of their own in the Wagtail admin."""
