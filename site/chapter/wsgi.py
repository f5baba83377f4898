"""What gunicorn serves: `gunicorn --pythonpath site chapter.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chapter.settings.production")
application = get_wsgi_application()
