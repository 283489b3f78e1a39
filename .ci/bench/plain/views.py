from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from .models import Guide

CONSTANT = "网" * 6_700  # about 20 kB


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse(CONSTANT)


def guide(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Guide, slug=slug)
    contacts = found.contact_set.select_related("source")
    return render(request, "guide.html", {"guide": found, "contacts": contacts})
