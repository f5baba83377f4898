import django.db.models.deletion
import modelcluster.fields
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.db import migrations, models

import home.pages.stream_field
import home.text.model_fields
import stories.models.story


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("home", "0004_groups"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="IssuingBody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="Stands in the address of filtered lists. Leave it empty: it is made from the name.",
                        max_length=120,
                        unique=True,
                        verbose_name="address part",
                    ),
                ),
                (
                    "sort_order",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Small numbers come first; equal ones follow the alphabet.",
                        verbose_name="place in lists",
                    ),
                ),
            ],
            options={
                "verbose_name": "issuing body",
                "verbose_name_plural": "issuing bodies",
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="Stands in the address of filtered lists. Leave it empty: it is made from the name.",
                        max_length=120,
                        unique=True,
                        verbose_name="address part",
                    ),
                ),
                (
                    "sort_order",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Small numbers come first; equal ones follow the alphabet.",
                        verbose_name="place in lists",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EventIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "One or two sentences. Shown in lists, in search results and when somebody shares the page."
                        ),
                        max_length=320,
                        verbose_name="summary",
                    ),
                ),
                (
                    "listing_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top of the page and in lists, cut to 3:2 around its focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text=(
                            "Only if the picture above does not suit a share card. Left empty, the picture above is "
                            "used."
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture for sharing",
                    ),
                ),
            ],
            options={
                "verbose_name": "section: calendar",
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page"),
        ),
        migrations.CreateModel(
            name="EventPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "One or two sentences. Shown in lists, in search results and when somebody shares the page."
                        ),
                        max_length=320,
                        verbose_name="summary",
                    ),
                ),
                ("body", home.pages.stream_field.StreamField(blank=True, verbose_name="body")),
                (
                    "date",
                    models.DateField(
                        db_index=True,
                        default=stories.models.story.today,
                        help_text="The day shown to readers. Lists begin with the newest.",
                        verbose_name="date",
                    ),
                ),
                (
                    "writer",
                    models.CharField(
                        blank=True,
                        help_text="The name printed with the story. May stay empty.",
                        max_length=120,
                        verbose_name="writer",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("blood", "Blood drive"),
                            ("relief", "Relief"),
                            ("training", "First aid and training"),
                            ("health", "Health check"),
                            ("meeting", "Meeting, festival"),
                            ("other", "Something else"),
                        ],
                        default="blood",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Takes place"), ("postponed", "Postponed"), ("cancelled", "Cancelled")],
                        default="planned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "state_note",
                    models.CharField(
                        blank=True,
                        help_text="When it is postponed or cancelled. Shown at the top.",
                        max_length=250,
                        verbose_name="why, and what now",
                    ),
                ),
                (
                    "when_words",
                    models.CharField(
                        blank=True,
                        help_text="“Mười ba tháng Giêng”. Only printed beside the date.",
                        max_length=120,
                        verbose_name="day by the lunar calendar",
                    ),
                ),
                (
                    "needed_as",
                    models.CharField(
                        default="người",
                        help_text="The word after the number: “150 người”.",
                        max_length=40,
                        verbose_name="who is needed",
                    ),
                ),
                ("bring", wagtail.fields.RichTextField(blank=True, verbose_name="what to bring, who can take part")),
                ("contact_name", models.CharField(blank=True, max_length=160, verbose_name="whom to ask")),
                (
                    "contact_phone",
                    models.CharField(
                        blank=True,
                        help_text="Left empty, the chapter’s own number is shown.",
                        max_length=30,
                        verbose_name="telephone",
                    ),
                ),
                (
                    "result_say",
                    models.CharField(
                        blank=True,
                        help_text="Afterwards: “325 đơn vị máu từ 412 người đến.”",
                        max_length=250,
                        verbose_name="the result in one sentence",
                    ),
                ),
                (
                    "result_as",
                    models.CharField(
                        blank=True,
                        default="đơn vị máu",
                        help_text="The word after the results of the places.",
                        max_length=40,
                        verbose_name="what was counted",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, db_index=True, editable=False, null=True)),
                ("ends_on", models.DateField(blank=True, db_index=True, editable=False, null=True)),
                (
                    "listing_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top of the page and in lists, cut to 3:2 around its focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text=(
                            "Only if the picture above does not suit a share card. Left empty, the picture above is "
                            "used."
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture for sharing",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose story it is. Readers can list everything of one unit.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="home.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "topics",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        help_text="One or two are enough. Readers filter the lists by them.",
                        related_name="+",
                        to="stories.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page"),
        ),
        migrations.CreateModel(
            name="EventSlot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("date", models.DateField(verbose_name="day")),
                ("starts", models.TimeField(verbose_name="from")),
                ("ends", models.TimeField(verbose_name="to")),
                (
                    "place",
                    models.CharField(help_text="“Nhà văn hóa phường Đông Kinh”", max_length=160, verbose_name="place"),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("needed", models.PositiveIntegerField(blank=True, null=True, verbose_name="needed")),
                (
                    "expected",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="have said they will come"),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="“Nhóm O và B đang thiếu”", max_length=160, verbose_name="note"
                    ),
                ),
                (
                    "result",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Afterwards: how many were counted here.",
                        null=True,
                        verbose_name="result",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="stories.eventpage"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="home.unit",
                        verbose_name="commune or ward",
                    ),
                ),
            ],
            options={
                "verbose_name": "place and time",
                "verbose_name_plural": "places and times",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GoodDeedIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "One or two sentences. Shown in lists, in search results and when somebody shares the page."
                        ),
                        max_length=320,
                        verbose_name="summary",
                    ),
                ),
                (
                    "listing_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top of the page and in lists, cut to 3:2 around its focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text=(
                            "Only if the picture above does not suit a share card. Left empty, the picture above is "
                            "used."
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture for sharing",
                    ),
                ),
            ],
            options={
                "verbose_name": "section: good deeds",
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page"),
        ),
        migrations.CreateModel(
            name="LegalDocumentIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "One or two sentences. Shown in lists, in search results and when somebody shares the page."
                        ),
                        max_length=320,
                        verbose_name="summary",
                    ),
                ),
                (
                    "listing_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top of the page and in lists, cut to 3:2 around its focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text=(
                            "Only if the picture above does not suit a share card. Left empty, the picture above is "
                            "used."
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture for sharing",
                    ),
                ),
            ],
            options={
                "verbose_name": "section: documents",
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page"),
        ),
        migrations.CreateModel(
            name="LegalDocumentPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "One or two sentences. Shown in lists, in search results and when somebody shares the page."
                        ),
                        max_length=320,
                        verbose_name="summary",
                    ),
                ),
                ("body", home.pages.stream_field.StreamField(blank=True, verbose_name="body")),
                (
                    "number",
                    models.CharField(
                        help_text="“1027-CV/TU”, “43-CT/TW”", max_length=60, verbose_name="number and sign"
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("luat", "Law"),
                            ("nghi-dinh", "Decree"),
                            ("thong-tu", "Circular"),
                            ("chi-thi", "Directive"),
                            ("ket-luan", "Conclusion"),
                            ("nghi-quyet", "Resolution"),
                            ("quyet-dinh", "Decision"),
                            ("ke-hoach", "Plan"),
                            ("huong-dan", "Guidance"),
                            ("cong-van", "Official letter"),
                            ("bao-cao", "Report"),
                            ("thong-bao", "Notice"),
                            ("khac", "Other document"),
                        ],
                        max_length=12,
                        verbose_name="type",
                    ),
                ),
                ("issued_on", models.DateField(db_index=True, verbose_name="date issued")),
                ("effective_from", models.DateField(blank=True, null=True, verbose_name="in force from")),
                (
                    "ended_on",
                    models.DateField(
                        blank=True,
                        help_text="Only when it has ended, or its end is known. Left empty: in force.",
                        null=True,
                        verbose_name="in force until",
                    ),
                ),
                (
                    "official_url",
                    models.URLField(blank=True, max_length=500, verbose_name="official text on another site"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterdocument",
                        verbose_name="file",
                    ),
                ),
                (
                    "issuer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stories.issuingbody",
                        verbose_name="issuing body",
                    ),
                ),
                (
                    "listing_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top of the page and in lists, cut to 3:2 around its focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaces",
                        to="stories.legaldocumentpage",
                        verbose_name="replaced by",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text=(
                            "Only if the picture above does not suit a share card. Left empty, the picture above is "
                            "used."
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture for sharing",
                    ),
                ),
            ],
            options={
                "verbose_name": "document in the register",
                "verbose_name_plural": "documents in the register",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="NewsIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "One or two sentences. Shown in lists, in search results and when somebody shares the page."
                        ),
                        max_length=320,
                        verbose_name="summary",
                    ),
                ),
                (
                    "listing_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top of the page and in lists, cut to 3:2 around its focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text=(
                            "Only if the picture above does not suit a share card. Left empty, the picture above is "
                            "used."
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture for sharing",
                    ),
                ),
            ],
            options={
                "verbose_name": "section: news",
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page"),
        ),
        migrations.CreateModel(
            name="PracticeIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "One or two sentences. Shown in lists, in search results and when somebody shares the page."
                        ),
                        max_length=320,
                        verbose_name="summary",
                    ),
                ),
                (
                    "listing_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top of the page and in lists, cut to 3:2 around its focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text=(
                            "Only if the picture above does not suit a share card. Left empty, the picture above is "
                            "used."
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture for sharing",
                    ),
                ),
            ],
            options={
                "verbose_name": "section: models of good practice",
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page"),
        ),
        migrations.CreateModel(
            name="PracticePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "One or two sentences. Shown in lists, in search results and when somebody shares the page."
                        ),
                        max_length=320,
                        verbose_name="summary",
                    ),
                ),
                ("body", home.pages.stream_field.StreamField(blank=True, verbose_name="body")),
                (
                    "date",
                    models.DateField(
                        db_index=True,
                        default=stories.models.story.today,
                        help_text="The day shown to readers. Lists begin with the newest.",
                        verbose_name="date",
                    ),
                ),
                (
                    "writer",
                    models.CharField(
                        blank=True,
                        help_text="The name printed with the story. May stay empty.",
                        max_length=120,
                        verbose_name="writer",
                    ),
                ),
                (
                    "context",
                    wagtail.fields.RichTextField(
                        blank=True, help_text="What it was like before, and for whom.", verbose_name="why it was needed"
                    ),
                ),
                ("dan_van_kheo", models.BooleanField(default=False, verbose_name="recognised as “Dân vận khéo”")),
                (
                    "first_place",
                    models.CharField(
                        help_text="“Điểm trường Khuổi Lầy, xã Bình Gia”", max_length=160, verbose_name="where it began"
                    ),
                ),
                (
                    "started_on",
                    models.DateField(
                        blank=True, help_text="Readers see the month and the year.", null=True, verbose_name="since"
                    ),
                ),
                (
                    "counted_as",
                    models.CharField(
                        default="nơi",
                        help_text="The word after the number: “23 điểm trường”, “9 nơi”.",
                        max_length=40,
                        verbose_name="what is counted",
                    ),
                ),
                ("steps", home.pages.stream_field.StreamField(blank=True, verbose_name="how it is done, step by step")),
                (
                    "people_needed",
                    models.CharField(
                        blank=True,
                        help_text="“2 phụ huynh mỗi ngày, chia phiên”",
                        max_length=160,
                        verbose_name="people it takes",
                    ),
                ),
                (
                    "suits",
                    models.CharField(
                        blank=True,
                        help_text="“Nơi có từ 15 đến 60 học trò ở lại trưa, có nước sạch”",
                        max_length=200,
                        verbose_name="where it fits",
                    ),
                ),
                ("unit_cost", home.text.model_fields.DongField(blank=True, null=True, verbose_name="cost each time")),
                (
                    "unit_cost_words",
                    models.CharField(
                        blank=True,
                        help_text="The words after the sum: “mỗi bữa, một em”.",
                        max_length=80,
                        verbose_name="each time means",
                    ),
                ),
                (
                    "once_heading",
                    models.CharField(
                        blank=True,
                        help_text="“Dựng bếp cho 40 em, một lần”",
                        max_length=120,
                        verbose_name="heading of the costs to begin",
                    ),
                ),
                (
                    "running_heading",
                    models.CharField(
                        blank=True,
                        help_text="“Mỗi tháng, 34 em, 22 bữa”",
                        max_length=120,
                        verbose_name="heading of the running costs",
                    ),
                ),
                (
                    "costs",
                    home.pages.stream_field.StreamField(
                        blank=True,
                        help_text="Sums in đồng, as you would write them: 1.500.000. The page adds them up.",
                        verbose_name="costs",
                    ),
                ),
                (
                    "results_say",
                    models.CharField(
                        blank=True,
                        help_text="“Cả 34 em học đủ buổi chiều; trước khi có bếp là 21 em.”",
                        max_length=250,
                        verbose_name="the result in one sentence",
                    ),
                ),
                (
                    "results_source",
                    models.CharField(
                        blank=True,
                        help_text="“Sổ điểm danh học kỳ I năm 2022 và 2026”",
                        max_length=250,
                        verbose_name="where the figures come from",
                    ),
                ),
                (
                    "results",
                    home.pages.stream_field.StreamField(
                        blank=True, help_text="“Học đủ hai buổi”: 21, 34, em", verbose_name="figures, before and after"
                    ),
                ),
                (
                    "files",
                    home.pages.stream_field.StreamField(
                        blank=True,
                        help_text="Forms and tables that others can use at once.",
                        verbose_name="to take away",
                    ),
                ),
                (
                    "contact_name",
                    models.CharField(
                        blank=True,
                        help_text="Somebody who has done it and agreed to be asked.",
                        max_length=160,
                        verbose_name="whom to ask",
                    ),
                ),
                (
                    "contact_phone",
                    models.CharField(
                        blank=True,
                        help_text="Left empty, the chapter’s own number is shown.",
                        max_length=30,
                        verbose_name="telephone",
                    ),
                ),
                (
                    "listing_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top of the page and in lists, cut to 3:2 around its focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text=(
                            "Only if the picture above does not suit a share card. Left empty, the picture above is "
                            "used."
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture for sharing",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose story it is. Readers can list everything of one unit.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="home.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "topics",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        help_text="One or two are enough. Readers filter the lists by them.",
                        related_name="+",
                        to="stories.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "model of good practice",
                "verbose_name_plural": "models of good practice",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="If it is more exact than the unit: “Điểm trường Pác Khuông”.",
                        max_length=160,
                        verbose_name="place",
                    ),
                ),
                ("since", models.DateField(help_text="Readers see the month and the year.", verbose_name="since")),
                (
                    "learned_from",
                    models.CharField(
                        blank=True,
                        help_text=(
                            "The name of the place that taught it, as written in this list. Left empty: where it began."
                        ),
                        max_length=160,
                        verbose_name="learned from",
                    ),
                ),
                ("adapted", models.CharField(blank=True, max_length=300, verbose_name="what was changed to fit")),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="result")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="The unit above it. Until then the place is listed but not counted.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="home.unit",
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="home.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="adoptions", to="stories.practicepage"
                    ),
                ),
            ],
            options={
                "verbose_name": "adoption",
                "verbose_name_plural": "adoptions",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NewsPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "One or two sentences. Shown in lists, in search results and when somebody shares the page."
                        ),
                        max_length=320,
                        verbose_name="summary",
                    ),
                ),
                ("body", home.pages.stream_field.StreamField(blank=True, verbose_name="body")),
                (
                    "date",
                    models.DateField(
                        db_index=True,
                        default=stories.models.story.today,
                        help_text="The day shown to readers. Lists begin with the newest.",
                        verbose_name="date",
                    ),
                ),
                (
                    "writer",
                    models.CharField(
                        blank=True,
                        help_text="The name printed with the story. May stay empty.",
                        max_length=120,
                        verbose_name="writer",
                    ),
                ),
                (
                    "source_name",
                    models.CharField(
                        blank=True,
                        help_text=(
                            "Only when this page sums up somebody else’s article: the paper’s name, such as “báo Lạng "
                            "Sơn”."
                        ),
                        max_length=120,
                        verbose_name="source",
                    ),
                ),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="link to the article")),
                ("source_title", models.CharField(blank=True, max_length=250, verbose_name="title of the article")),
                ("source_date", models.DateField(blank=True, null=True, verbose_name="day it appeared")),
                (
                    "listing_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top of the page and in lists, cut to 3:2 around its focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text=(
                            "Only if the picture above does not suit a share card. Left empty, the picture above is "
                            "used."
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture for sharing",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose story it is. Readers can list everything of one unit.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="home.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "topics",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        help_text="One or two are enough. Readers filter the lists by them.",
                        related_name="+",
                        to="stories.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "news item",
                "verbose_name_plural": "news",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="GoodDeedPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "One or two sentences. Shown in lists, in search results and when somebody shares the page."
                        ),
                        max_length=320,
                        verbose_name="summary",
                    ),
                ),
                ("body", home.pages.stream_field.StreamField(blank=True, verbose_name="body")),
                (
                    "date",
                    models.DateField(
                        db_index=True,
                        default=stories.models.story.today,
                        help_text="The day shown to readers. Lists begin with the newest.",
                        verbose_name="date",
                    ),
                ),
                (
                    "writer",
                    models.CharField(
                        blank=True,
                        help_text="The name printed with the story. May stay empty.",
                        max_length=120,
                        verbose_name="writer",
                    ),
                ),
                (
                    "honoured_kind",
                    models.CharField(
                        choices=[("person", "One person"), ("family", "A family"), ("group", "A group")],
                        default="person",
                        max_length=8,
                        verbose_name="who is honoured",
                    ),
                ),
                (
                    "honoured",
                    models.CharField(
                        help_text="The person, family or group, as the story calls them: “ông Nông Văn Thụ”.",
                        max_length=160,
                        verbose_name="name",
                    ),
                ),
                (
                    "honoured_about",
                    models.CharField(
                        blank=True,
                        help_text="“71 tuổi, thôn Nà Lốc”. No illness, no full address.",
                        max_length=160,
                        verbose_name="in a few words",
                    ),
                ),
                (
                    "when_words",
                    models.CharField(
                        blank=True,
                        help_text="As people say it: “từ tháng 10 năm 2014 đến nay”.",
                        max_length=120,
                        verbose_name="when it happened",
                    ),
                ),
                ("quote", models.TextField(blank=True, max_length=400, verbose_name="in their own words")),
                ("quote_who", models.CharField(blank=True, max_length=120, verbose_name="who said it")),
                (
                    "consent_by",
                    models.CharField(
                        blank=True,
                        help_text=(
                            "The person shown; for a child, the parent or guardian; for a group, who spoke for it. "
                            "Never published."
                        ),
                        max_length=160,
                        verbose_name="who agreed",
                    ),
                ),
                ("consent_on", models.DateField(blank=True, null=True, verbose_name="when")),
                (
                    "consent_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("signed", "Signed sheet"),
                            ("message", "Written message"),
                            ("witnessed", "Spoken, before a witness"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "consent_reference",
                    models.CharField(
                        blank=True,
                        help_text="Number of the sheet or folder: “phiếu 12/2026, cặp Gương sáng”.",
                        max_length=160,
                        verbose_name="where it is kept",
                    ),
                ),
                (
                    "listing_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top of the page and in lists, cut to 3:2 around its focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text=(
                            "Only if the picture above does not suit a share card. Left empty, the picture above is "
                            "used."
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture for sharing",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose story it is. Readers can list everything of one unit.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="home.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "topics",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        help_text="One or two are enough. Readers filter the lists by them.",
                        related_name="+",
                        to="stories.topic",
                        verbose_name="topics",
                    ),
                ),
            ],
            options={
                "verbose_name": "good deed",
                "verbose_name_plural": "good deeds",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="UnitIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text=(
                            "One or two sentences. Shown in lists, in search results and when somebody shares the page."
                        ),
                        max_length=320,
                        verbose_name="summary",
                    ),
                ),
                (
                    "listing_image",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown at the top of the page and in lists, cut to 3:2 around its focal point.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "social_image",
                    models.ForeignKey(
                        blank=True,
                        help_text=(
                            "Only if the picture above does not suit a share card. Left empty, the picture above is "
                            "used."
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="home.chapterimage",
                        verbose_name="picture for sharing",
                    ),
                ),
            ],
            options={
                "verbose_name": "section: units",
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page"),
        ),
    ]
