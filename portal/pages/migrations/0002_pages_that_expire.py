"""A quick answer to whether anything live is past its expiry, which every count asks first (portal.pages.remembering).

Written by hand, because the table is Wagtail's: making migrations anew does not bring it back.
"""

from django.db import migrations

CREATE = "CREATE INDEX pages_that_expire ON wagtailcore_page (expire_at) WHERE expire_at IS NOT NULL"
DROP = "DROP INDEX IF EXISTS pages_that_expire"


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
