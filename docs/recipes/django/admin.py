from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from tinymce.widgets import AdminTinyMCE

from .gouji_field import Checker
from .gouji_refusal import refusal
from .models import Report


class ReportForm(forms.ModelForm):
    class Meta:
        widgets = {"body": AdminTinyMCE(), "waivers": Checker("#id_body")}

    class Media:
        js = ["gouji_published.js"]

    def clean(self):
        """What the page holds, the server refuses: a request need not come from the page."""
        report = super().clean()
        if report.get("published"):
            reasons = refusal(report.get("body", ""), report.get("waivers", ""))
            if reasons:
                raise ValidationError({"body": reasons.split("\n")})
        return report


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    form = ReportForm
    fields = ["title", "body", "waivers", "published"]
