from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from tinymce.widgets import AdminTinyMCE

from .gouji_field import Checker
from .gouji_refusal import refusal
from .models import Report, published_before


class ReportForm(forms.ModelForm):
    class Meta:
        widgets = {"body": AdminTinyMCE(), "waivers": Checker("#id_body")}

    class Media:
        js = ["gouji_published.js"]

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.before = published_before(self.data.get("title", self.instance.title))
        # Who may only look has no fields.
        if self.before and "waivers" in self.fields:
            self.fields["waivers"].widget.attrs["previous"] = self.before.get_absolute_url()

    def clean(self):
        """What the page holds, the server refuses: a request need not come from the page."""
        report = super().clean()
        if report.get("published"):
            before = self.before and self.before.body
            reasons = refusal(report.get("body", ""), report.get("waivers", ""), before)
            if reasons:
                raise ValidationError({"body": reasons.split("\n")})
        return report


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    form = ReportForm
    fields = ["title", "body", "waivers", "published"]
