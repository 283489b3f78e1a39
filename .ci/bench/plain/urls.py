from django.urls import path

from . import views

urlpatterns = [path("constant/", views.constant), path("<slug:slug>/", views.guide)]
