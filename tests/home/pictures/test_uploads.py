"""Whatever people upload comes out clean, or is refused with a sentence."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageCms, ImageDraw

from home.models import ChapterDocument, ChapterImage
from home.pictures.renditions import SPECS
from home.pictures.uploads import check_document, clean_picture
from home.safety.rights import EDITORS
from tests.home.people import draft, member, picture

HTML = b"<script>alert(1)</script>"


def photograph(width=1200, height=900, format="JPEG", mode="RGB", **options) -> bytes:
    """Something with many colours, as a camera would give it."""
    base = Image.radial_gradient("L").resize((width, height))
    image = Image.merge("RGB", (base, base.rotate(90, expand=False), base.transpose(Image.Transpose.FLIP_LEFT_RIGHT)))
    stream = io.BytesIO()
    image.convert(mode).save(stream, format, **options)
    return stream.getvalue()


def with_position(width=4032, height=3024) -> bytes:
    """A telephone's 12-megapixel photograph, lying on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn right
    exif[0x010F] = "Hang dien thoai"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 51.0, 10.0), 3: "E", 4: (106.0, 45.0, 40.0)})
    return photograph(width, height, exif=exif, quality=90)


def huge_png(side=7200) -> bytes:
    """A header that promises 52 megapixels in a few hundred bytes."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def cleaned(data: bytes, name="anh.jpg") -> Image.Image:
    return Image.open(clean_picture(ContentFile(data), name))


def test_a_telephone_photograph_is_turned_shrunk_and_forgets_where_it_was_taken():
    data = with_position()
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)
    out = clean_picture(ContentFile(data), "IMG_2231.JPG")
    image = Image.open(out)
    assert out.name == "img-2231.jpg"
    assert image.size == (1920, 2560)
    assert not image.getexif()
    assert not image.info.get("icc_profile")
    assert "comment" not in image.info
    assert b"Hang dien thoai" not in clean_picture(ContentFile(data), "a.jpg").read()


def test_a_jpeg_that_is_also_a_page_loses_the_page():
    data = photograph(300, 200, comment=HTML) + HTML
    assert HTML not in clean_picture(ContentFile(data), "x.jpg").read()


def test_colours_are_brought_to_srgb():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert cleaned(photograph(300, 200, icc_profile=profile)).mode == "RGB"
    assert cleaned(photograph(300, 200, mode="CMYK")).mode == "RGB"


@pytest.mark.parametrize("format", ["PNG", "WEBP", "GIF", "AVIF", "HEIF"])
def test_every_usual_format_is_taken(format):
    assert cleaned(photograph(400, 300, format=format), f"anh.{format.lower()}").size == (400, 300)


def test_a_transparent_drawing_stays_transparent_and_a_flat_one_stays_sharp():
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((50, 50, 250, 250), fill=(180, 40, 40, 255))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    out = cleaned(stream.getvalue(), "dau.png")
    assert out.format == "PNG"
    assert out.mode == "RGBA"
    assert cleaned(photograph(300, 200, format="PNG")).format == "JPEG"


def test_a_sixteen_bit_picture_is_taken():
    stream = io.BytesIO()
    Image.new("I;16", (200, 200), 40_000).save(stream, "PNG")
    assert cleaned(stream.getvalue()).size == (200, 200)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"just text", "not_a_picture"),
        (b"", "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "not_a_picture"),
        (photograph()[:20_000], "damaged"),
        (photograph(format="PNG")[:20_000], "damaged"),
        (photograph(format="WEBP")[:2_000], "damaged"),
        (photograph(format="HEIF")[:3_000], "damaged"),
        (huge_png(), "pixels"),
        (huge_png(60_000), "pixels"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 200, "not_a_picture"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_sentence(data, code):
    with pytest.raises(ValidationError) as refusal:
        clean_picture(ContentFile(data), "anh.jpg")
    assert refusal.value.code in (code, "not_a_picture" if code == "damaged" else code)
    assert refusal.value.messages[0].endswith((".", "…"))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    with pytest.raises(ValidationError) as refusal:
        clean_picture(ContentFile(photograph()), "anh.jpg")
    assert refusal.value.code == "too_large"


@pytest.mark.django_db
class TestScreens:
    @pytest.fixture(autouse=True)
    def editor(self, client):
        client.force_login(member(EDITORS, "lan"))

    def upload(self, data, name="anh.jpg"):
        return SimpleUploadedFile(name, data, content_type="image/jpeg")

    def test_the_form_keeps_the_clean_picture(self, client):
        fields = {"title": "Bếp", "file": self.upload(with_position()), "consent": "not_needed", "collection": 1}
        client.post(reverse("wagtailimages:add"), fields)
        image = ChapterImage.objects.get()
        assert (image.width, image.height) == (1920, 2560)
        assert image.file.name.endswith("anh.jpg")
        with image.file.open() as stored:
            data = stored.read()
            assert not Image.open(io.BytesIO(data)).getexif()
        assert image.file_size == len(data)

    def test_several_at_once_and_the_chooser_keep_the_clean_picture(self, client):
        ajax = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}
        answer = client.post(
            reverse("wagtailimages:add_multiple"), {"title": "A", "files[]": self.upload(with_position())}, **ajax
        )
        assert answer.json()["success"]
        fields = {
            "image-chooser-upload-title": "B",
            "image-chooser-upload-file": self.upload(with_position(2016, 1512)),
            "image-chooser-upload-consent": "missing",
            "image-chooser-upload-collection": 1,
        }
        assert client.post(reverse("wagtailimages_chooser:create"), fields, **ajax).status_code == 200
        sizes = {(image.width, image.height) for image in ChapterImage.objects.all()}
        assert sizes == {(1920, 2560), (1512, 2016)}
        for image in ChapterImage.objects.all():
            with image.file.open() as stored:
                assert not Image.open(stored).getexif()

    @pytest.mark.parametrize("data", [b"text", photograph()[:9_000], huge_png(), b""])
    def test_a_bad_picture_is_an_error_in_the_form_never_a_crash(self, client, data):
        answer = client.post(
            reverse("wagtailimages:add"), {"title": "x", "file": self.upload(data), "consent": "missing"}
        )
        assert answer.status_code == 200
        assert answer.context["form"].errors["file"]
        answer = client.post(
            reverse("wagtailimages:add_multiple"),
            {"title": "x", "files[]": self.upload(data)},
            HTTP_X_REQUESTED_WITH="XMLHttpRequest",
        )
        assert answer.json()["success"] is False
        assert answer.json()["error_message"]

    def test_the_form_asks_for_what_the_page_will_show_and_for_no_tags(self, client):
        form = client.get(reverse("wagtailimages:add")).context["form"]
        assert list(form.fields)[:7] == [
            *("title", "file", "description", "credit", "consent", "consent_note", "shows_child")
        ]
        assert "tags" not in form.fields

    def test_a_child_needs_the_parents(self, client):
        fields = {"title": "x", "file": self.upload(photograph()), "consent": "not_needed", "shows_child": "on"}
        answer = client.post(reverse("wagtailimages:add"), fields)
        assert answer.context["form"].errors["consent"]

    def test_a_document_with_a_wrong_ending_is_refused(self, client):
        fields = {"title": "x", "file": SimpleUploadedFile("bao-cao.pdf", b"MZ\x90\0 not a pdf"), "collection": 1}
        answer = client.post(reverse("wagtaildocs:add"), fields)
        assert answer.status_code == 200
        assert answer.context["form"].errors["file"]
        errors = answer.context["form"].errors["file"]
        assert len(errors) == 1, "one sentence, about what is wrong"
        fields["file"] = SimpleUploadedFile("bao-cao.pdf", b"%PDF-1.7\n...")
        client.post(reverse("wagtaildocs:add"), fields)
        assert ChapterDocument.objects.count() == 1


@pytest.mark.django_db
def test_a_program_that_saves_a_picture_gets_a_clean_one():
    image = ChapterImage.objects.create(title="x", file=ContentFile(with_position(), name="Chụp sáng.JPG"))
    image.refresh_from_db()
    assert (image.width, image.height) == (1920, 2560)
    assert image.file.name.endswith("chup-sang.jpg")


def test_its_sizes_are_ready_before_the_first_reader_comes(django_capture_on_commit_callbacks, db):
    with django_capture_on_commit_callbacks(execute=True):
        image = ChapterImage.objects.create(title="x", file=ContentFile(photograph(), name="x.jpg"))
    assert set(SPECS) <= set(image.renditions.values_list("filter_spec", flat=True))
    image.renditions.all().delete()
    page = draft(listing_image=image)
    with django_capture_on_commit_callbacks(execute=True):
        page.get_latest_revision().publish()
    assert set(SPECS) <= set(image.renditions.values_list("filter_spec", flat=True))


def test_a_lost_file_does_not_undo_a_publication(django_capture_on_commit_callbacks, db):
    image = picture()
    page = draft(listing_image=image)
    image.file.storage.delete(image.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.live


def office(inside: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(inside, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.4 ..."),
        ("a.docx", office("word/document.xml")),
        ("a.xlsx", office("xl/workbook.xml")),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20),
        ("a.txt", "Danh sách".encode()),
        ("a.csv", "a;b\n1;2".encode("utf-16")),
        ("a.ods", office("content.xml")),
    ],
)
def test_a_real_document_passes(name, data):
    check_document(io.BytesIO(data), name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.exe", b"MZ"),
        ("a.html", b"<html>"),
        ("a.pdf", b"<html><script>"),
        ("a.docx", office("xl/workbook.xml")),
        ("a.docx", b"PK\x03\x04broken"),
        ("a.doc", b"{\\rtf1"),
        ("a.txt", b"  <!DOCTYPE html><script>"),
        ("a.csv", b"a\0b"),
        ("a", b"x"),
        ("a.pdf", b""),
    ],
)
def test_a_document_that_is_not_what_it_says_is_refused(name, data):
    with pytest.raises(ValidationError):
        check_document(io.BytesIO(data), name)
