from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter

from .models import ReportPage


@hooks.register("before_bulk_action")
def refuse_pages(request, action_type, pages, action):
    """Says why a bulk action publishes nothing, where the model would only deny it."""
    for page in pages if action_type == "publish" else []:
        report = page.specific.get_latest_revision_as_object()
        reasons = isinstance(report, ReportPage) and report.why_refused()
        if reasons:
            listed = format_html_join("", "<li>{}</li>", ([reason] for reason in reasons.split("\n")))
            messages.error(request, format_html("没有发布《{}》：<ul>{}</ul>", report.title, listed))
            return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("register_log_actions")
def name_refusal(actions):
    """The words of the page's history for a report that was not published on its date."""

    @actions.register_action("gouji.refused")
    class Refused(LogFormatter):
        label = "没有发布"

        def format_message(self, entry):
            return f"到期没有发布：{entry.data['reasons']}"
