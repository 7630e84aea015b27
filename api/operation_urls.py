"""Where the operations of the API stand; apart, since they have a namespace of their own."""

from django.urls import path

from api.main import api

urlpatterns = [path("api/v1/", api.urls)]
