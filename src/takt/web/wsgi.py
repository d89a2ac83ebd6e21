"""The WSGI application, as the server runs it: everything is imported before the first request."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takt.web.settings")
application: WSGIHandler = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  # reading it imports every clause
