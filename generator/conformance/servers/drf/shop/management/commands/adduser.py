"""Makes the one user of the shop."""

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    def handle(self, *args, **options):
        if not User.objects.filter(username="ann").exists():
            User.objects.create_user("ann", password="s&cret 1")
