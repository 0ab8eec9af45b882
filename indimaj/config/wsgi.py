"""What granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "indimaj.config.settings")
application = get_wsgi_application()
# Every room is loaded before the first request, and stays. The collector need not go through it again each time that it
# looks for what nobody uses any more: that took more than a tenth of a second out of one request in twenty.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
