from django.core.exceptions import PermissionDenied
from django.db import models
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.log_actions import log
from wagtail.models import Page

from .gouji_field import Checker
from .gouji_previous import year_before
from .gouji_refusal import refusal


class ReportForm(WagtailAdminPageForm):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.before = published_before(self.data.get("title", self.instance.title), self.parent_page)
        if self.before and "waivers" in self.fields:
            self.fields["waivers"].widget.attrs["previous"] = self.before.url

    def clean(self):
        """What the page holds, the server refuses: a request need not come from the page.

        Not in the hook `before_publish_page`: a new page is live before that is asked.
        """
        report = super().clean()
        if "action-publish" in self.data:
            before = self.before and self.before.body
            reasons = refusal(report.get("body", ""), report.get("waivers", ""), before)
            if reasons:
                self.add_error("body", reasons.split("\n"))
        return report


class ReportPage(Page):
    body = models.TextField("正文（HTML）")
    waivers = models.TextField("核对", blank=True)

    base_form_class = ReportForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("waivers", widget=Checker("#id_body", publish="[name=action-publish]")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "年度报告"

    def why_refused(self):
        """Why it may not be published, None where it may."""
        before = published_before(self.title, self.get_parent())
        return refusal(self.body, self.waivers, before and before.body)

    def publish(self, revision, *arguments, **options):
        """Bulk actions, workflows, scripts and dates that have come publish here, past the edit page.

        What a date was to publish is unscheduled instead, and the page's history says why.
        """
        reasons = revision.as_object().why_refused()
        if not reasons:
            return super().publish(revision, *arguments, **options)
        if options.get("log_action") != "wagtail.publish.scheduled":
            raise PermissionDenied(reasons)
        # The other pages that are due have to be published all the same.
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
        log(instance=self, action="gouji.refused", revision=revision, data={"reasons": reasons})
        return None


def published_before(title, parent):
    """The published report of the year before under the same parent, if there is one, and if all may read it."""
    return year_before(title, ReportPage.objects.child_of(parent).live().public())
