"""The commands and settings of Django, and the route of the harbour."""

import sys

from django.conf import settings
from django.core.management import execute_from_command_line
from django.urls import path

settings.configure(
    SECRET_KEY="only for tests",
    DEBUG=False,
    ALLOWED_HOSTS=["127.0.0.1", "localhost"],
    ROOT_URLCONF="manage",
    INSTALLED_APPS=["ninja"],
    TIME_ZONE="UTC",
    USE_TZ=True,
)


def urls():
    from harbour import api

    return [path("api/", api.urls)]


if __name__ == "__main__":
    sys.modules["manage"] = sys.modules["__main__"]
    import django

    django.setup()
    urlpatterns = urls()
    execute_from_command_line(sys.argv)
