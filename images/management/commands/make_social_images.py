"""Make every picture for shared links that is missing or out of date, now."""

from typing import Any

from django.core.management.base import BaseCommand

from images.models import SocialImage
from images.social.keeping import keep_all


class Command(BaseCommand):
    help = "Makes the pictures of shared pages that are missing or out of date, and takes away those of hidden pages."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--anew", action="store_true", help="draw every picture anew")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["anew"]:
            for image in SocialImage.objects.all():
                image.delete()
        self.stdout.write(f"{keep_all()} pages have a picture.")
