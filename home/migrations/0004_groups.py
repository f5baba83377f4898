"""The six groups, what each may do with pages, files and the frame, and the workflow «Duyệt bài» over the whole tree.

Rights on stories, funds and pledges are granted by the apps that own them.
"""

from django.db import migrations

from home.safety.rights import (
    EDITORIAL_BOARD,
    EDITORS,
    GROUPS,
    LEADERS,
    TASK_NAME,
    WORKFLOW_NAME,
    grant,
    grant_on_files,
    grant_on_pages,
)


def make_groups(apps, schema_editor):
    for name in GROUPS:
        grant(apps, name, {"wagtailadmin.admin": ["access_admin"]})

    grant_on_files(
        apps,
        EDITORS,
        # "add" lets people change and delete what they added themselves, and nothing else.
        {"wagtailimages.image": ["add", "choose_image"], "wagtaildocs.document": ["add", "choose_document"]},
    )
    grant_on_files(
        apps,
        EDITORIAL_BOARD,
        {
            "wagtailimages.image": ["add", "change", "delete", "choose_image"],
            "wagtaildocs.document": ["add", "change", "delete", "choose_document"],
        },
    )
    grant(apps, EDITORS, {"home.unit": ["view"]})
    grant(
        apps,
        EDITORIAL_BOARD,
        {
            "home.unit": ["add", "change", "delete", "view"],
            "home.chaptersettings": ["change"],
            "wagtailredirects.redirect": ["add", "change", "delete", "view"],
        },
    )

    front = apps.get_model("home", "HomePage").objects.first()
    if front is not None:
        grant_on_pages(apps, EDITORS, front, ["add", "change"])
        grant_on_pages(apps, EDITORIAL_BOARD, front, ["add", "change", "publish", "lock", "unlock"])
        # Wagtail has no right to look at the page tree. This one, without the right to change, allows nothing but that.
        grant_on_pages(apps, LEADERS, front, ["bulk_delete"])


def make_workflow(apps, schema_editor):
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="home", model="foureyestask"
    )
    board = apps.get_model("auth", "Group").objects.get(name=EDITORIAL_BOARD)
    task = apps.get_model("home", "FourEyesTask").objects.create(name=TASK_NAME, content_type=content_type, active=True)
    task.groups.add(board)
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=WORKFLOW_NAME, active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    apps.get_model("wagtailcore", "WorkflowPage").objects.update_or_create(page=root, defaults={"workflow": workflow})


def drop_what_wagtail_brings(apps, schema_editor):
    """Wagtail's own two groups and their workflow, unless somebody uses them already."""
    Group = apps.get_model("auth", "Group")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    for workflow in Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True):
        tasks = list(workflow.workflow_tasks.values_list("task_id", flat=True))
        workflow.delete()
        apps.get_model("wagtailcore", "Task").objects.filter(pk__in=tasks, workflow_tasks__isnull=True).delete()
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()


def keep(apps, schema_editor):
    """Going back leaves groups and workflow: people may belong to them by now."""


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_four_eyes"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailadmin", "0005_editingsession_is_editing"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]
    operations = [
        migrations.RunPython(drop_what_wagtail_brings, keep),
        migrations.RunPython(make_groups, keep),
        migrations.RunPython(make_workflow, keep),
    ]
