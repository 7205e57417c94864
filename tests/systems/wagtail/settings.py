"""A site with nothing but Wagtail and the reports."""

from common import *  # noqa: F403
from common import DJANGO_APPS

WAGTAIL_SITE_NAME = "政府信息公开"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
INSTALLED_APPS = [
    "reports",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    *DJANGO_APPS,
]
