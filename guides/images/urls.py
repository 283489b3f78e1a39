from django.urls import re_path

from . import views

urlpatterns = [
    re_path(
        r"^images/(?P<digest>[0-9a-f]{64})/(?P<name>[1-9][0-9]{0,4}\.(?:webp|jpg|png))$", views.rendition, name="image"
    ),
    re_path(r"^contacts/(?P<name>[\w-][\w.-]*\.(?i:webp|jpe?g|png))$", views.contact),
]
