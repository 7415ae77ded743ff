"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vhtt_portal.settings")

application = get_wsgi_application()

from vhtt_portal.checks import refuse_unsafe_start  # noqa: E402 - needs loaded apps

refuse_unsafe_start()
