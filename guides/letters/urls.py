from django.urls import path

from . import views

urlpatterns = [path("letter/", views.letter, name="letter")]
