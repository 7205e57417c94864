from django.contrib import admin
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from reports.models import Report


def report(request, **which):
    """What the public reads."""
    return HttpResponse(get_object_or_404(Report, published=True, **which).body)


urlpatterns = [
    path("admin/", admin.site.urls),
    path("reports/<int:pk>/", report, name="report"),
    path("reports/<str:title>/", report),
]
