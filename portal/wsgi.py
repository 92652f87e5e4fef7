"""The WSGI application that gunicorn serves, and what it reads before the first request."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.local")
application = get_wsgi_application()

from portal import warming  # noqa: E402  the apps have registered what is to be read

warming.warm()
warming.set_aside()
