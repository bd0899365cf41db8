import os

from django.core.wsgi import get_wsgi_application

from motcua.doors.lobby.bodies import Bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
application = Bodies(get_wsgi_application())
