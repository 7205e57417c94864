from django.db import models
from django.urls import reverse

from .gouji_previous import year_before


class Report(models.Model):
    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文")
    waivers = models.TextField("核对", blank=True)
    published = models.BooleanField("发布", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "年度报告"

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Where the public reads it."""
        return reverse("report", args=[self.pk])


def published_before(title):
    """The body's published report of the year before, if there is one.

    Titles have to name the body where the site has several: else ask for its own reports alone.
    """
    return year_before(title, Report.objects.filter(published=True))
