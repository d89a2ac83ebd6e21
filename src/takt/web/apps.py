from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "takt.web"
    label = "web"
