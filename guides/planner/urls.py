"""Addresses of the exit plan, below the language prefix."""

from django.urls import path

from . import views

urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("plan.ics", views.plan_calendar, name="plan-calendar"),
]
