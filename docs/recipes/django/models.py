from django.db import models


class Report(models.Model):
    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文")
    waivers = models.TextField("核对", blank=True)
    published = models.BooleanField("发布", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "年度报告"

    def __str__(self):
        return self.title
