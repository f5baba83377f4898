"""A fresh database opens on our front page, not on Wagtail's welcome."""

from django.db import migrations


def create_front_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    HomePage = apps.get_model("home.HomePage")

    welcome = Page.objects.filter(path="00010001", slug="home").first()
    if welcome is None or Page.objects.filter(path__startswith="00010001", depth__gt=2).exists():
        return  # somebody has built here already
    content_type, _created = ContentType.objects.get_or_create(model="homepage", app_label="home")
    Site.objects.filter(root_page=welcome).delete()
    welcome.delete()
    front = HomePage.objects.create(
        title="Trang chủ",
        draft_title="Trang chủ",
        slug="trang-chu",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/trang-chu/",
        live=True,
        locale_id=Page.objects.get(depth=1).locale_id,
    )
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.create(hostname="localhost", site_name="Hội Chữ thập đỏ", root_page_id=front.pk, is_default_site=True)


def nothing_to_undo(apps, schema_editor):
    """The page may hold content by now: going back leaves it."""


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_frame"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create_front_page, nothing_to_undo)]
