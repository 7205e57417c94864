"""A site with nothing but the admin and the reports."""

from common import *  # noqa: F403
from common import DJANGO_APPS

INSTALLED_APPS = ["reports", "tinymce", "django.contrib.admin", *DJANGO_APPS]
