"""`<gouji-checker>` as the widget of the Django field that keeps the waivers."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html


class Checker(forms.Widget):
    """Shows the checker where the field would stand; its value are the waivers, in JSON.

    watches: selector of the report's own field. attributes: the element's, such as
    `publish`, the selector of the buttons that publish.
    """

    class Media:
        js = ["gouji.classic.js"]

    def __init__(self, watches, **attributes):
        super().__init__({"for": watches, "mode": "gate", "lang": "zh-CN", **attributes})

    def render(self, name, value, attrs=None, renderer=None):
        attributes = {**self.build_attrs(self.attrs, attrs), "name": name, "value": value or ""}
        return format_html("<gouji-checker{}></gouji-checker>", flatatt(attributes))
