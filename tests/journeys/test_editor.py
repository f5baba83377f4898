"""An editor pastes an article from Word, adds a photograph and submits; a board member publishes; readers see it."""

import io
from random import randrange

import pytest
from PIL import Image

pytest.importorskip("playwright")
from playwright.sync_api import expect

PEOPLE = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
for name, group in (("bien-tap-thu", "Biên tập viên"), ("ban-bien-tap-thu", "Ban Biên tập")):
    user, _made = get_user_model().objects.get_or_create(username=name)
    user.set_password("mat-khau-de-thu")
    user.save()
    user.groups.set([Group.objects.get(name=group)])
from stories.models import NewsIndexPage
print("NEWS=%s" % NewsIndexPage.objects.get().pk)
"""
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=VI><!--StartFragment-->
<p class=MsoNormal style="text-align:justify"><b><span style="font-size:14.0pt">
BẾP CHÁO SÁNG THỨ BA<o:p></o:p></span></b></p>
<p class=MsoNormal><span style="font-family:Times;color:red">Bốn giờ sáng, bếp đã đỏ lửa.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal><b><span>NGƯỜI NẤU CHÁO</span></b></p>
<p class=MsoNormal><span>Mỗi buổi có sáu người<del cite="mailto:PC"><span> và một con mèo</span></del>.</span></p>
<h2><span lang=VI>Việc đã làm<o:p></o:p></span></h2>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]><span lang=VI>Nhóm bếp<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]><span lang=VI>Chở cháo<o:p></o:p></span></p>
<p class=MsoNormal align=center><b><span>Bảng 1. Suất cháo<o:p></o:p></span></b></p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal><b>Tháng<o:p></o:p></b></p></td><td><p class=MsoNormal>
<b>Suất<o:p></o:p></b></p></td></tr><tr><td><p class=MsoNormal>Tháng 9<o:p></o:p></p></td>
<td><p>320</p></td></tr></table>
<p class=MsoNormal><img width=534 src="file:///C:/Users/PC/AppData/Local/Temp/clip_image002.jpg"></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>"""
PASTE = """([html, text]) => {
  const field = document.querySelector("[data-contentpath=body] .public-DraftEditor-content");
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def news(demo_site):
    return int(demo_site.python(PEOPLE).split("NEWS=")[1])


@pytest.fixture
def staff(visit):
    def sign_in(name):
        page = visit("/admin/login/", width=1280, height=900)
        page.fill("[name=username]", name)
        page.fill("[name=password]", "mat-khau-de-thu")
        page.click("button[type=submit]")
        page.wait_for_selector(".my-work")
        return page

    return sign_in


def photograph() -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 51.0, 10.0), 3: "E", 4: (106.0, 45.0, 40.0)})
    shade = Image.radial_gradient("L").resize((1600, 1200))
    stream = io.BytesIO()
    Image.merge("RGB", (shade, shade.rotate(90), shade.rotate(randrange(360)))).save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def test_the_address_is_written_as_the_title_is_typed(staff, news):
    page = staff("bien-tap-thu")
    page.goto(f"/admin/pages/add/stories/newspage/{news}/")
    page.click("#id_title")
    page.keyboard.type("Hội Chữ thập đỏ tỉnh Lạng Sơn")
    expect(page.locator("#id_slug")).to_have_value("hoi-chu-thap-do-tinh-lang-son")
    page.fill("#id_title", "")
    page.keyboard.type("Le\u0302\u0303 ho\u0323\u0302i Xua\u0302n ho\u0302\u0300ng – 2023/2024")
    expect(page.locator("#id_slug")).to_have_value("le-hoi-xuan-hong-2023-2024")


def test_from_word_to_the_public_page(staff, news, visit):
    page = staff("bien-tap-thu")
    page.goto(f"/admin/pages/add/stories/newspage/{news}/")
    page.click("#id_title")
    page.keyboard.type("Bếp cháo sáng thứ Ba")
    page.fill("#id_summary", "Sáu người, một bếp than và bốn mươi suất cháo.")
    page.locator("[data-contentpath=body] .c-sf-add-button").first.click()
    page.get_by_role("option", name="Đoạn văn").click()
    page.locator("[data-contentpath=body] .public-DraftEditor-content").first.click()
    page.evaluate(PASTE, [WORD, "Bốn giờ sáng"])
    page.get_by_role("button", name="Chọn ảnh").first.click()
    page.wait_for_selector(".modal.in [role=tab]")
    page.wait_for_timeout(600)  # Wagtail's tabs complain when pressed while the dialog still slides in
    page.locator(".modal [role=tab]").nth(1).click()
    upload = {"name": "IMG_2231.JPG", "mimeType": "image/jpeg", "buffer": photograph()}
    page.set_input_files("#id_image-chooser-upload-file", upload)
    expect(page.locator("#id_image-chooser-upload-title")).to_have_value("IMG_2231")
    page.fill("#id_image-chooser-upload-description", "Một bếp than trong đêm")
    page.select_option("#id_image-chooser-upload-consent", "not_needed")
    page.locator(".modal [type=submit]:visible").last.click()
    expect(page.locator(".modal")).to_have_count(0)
    page.wait_for_url("**/edit/")  # it has saved by itself
    page.locator("button[name=action-submit]").first.click()
    page.wait_for_url("**/admin/pages/*/")

    board = staff("ban-bien-tap-thu")
    board.locator(".my-work__rows a", has_text="Bếp cháo sáng thứ Ba").first.click()
    blocks = board.locator("[data-contentpath=body] [data-streamfield-child]")
    expect(blocks).to_have_count(6)
    assert blocks.nth(1).locator("textarea").first.input_value() == "Người nấu cháo"
    board.locator("[data-workflow-action-name=approve]").first.click()
    board.wait_for_selector(".messages .success")

    reader = visit("/tin-tuc/bep-chao-sang-thu-ba/")
    assert reader.locator("h1").inner_text() == "Bếp cháo sáng thứ Ba"
    assert reader.locator(".prose h2").all_inner_texts() == ["Người nấu cháo", "Việc đã làm"]
    assert reader.locator(".prose li").all_inner_texts()[:2] == ["Nhóm bếp", "Chở cháo"]
    assert reader.locator(".prose caption").inner_text() == "Bảng 1. Suất cháo"
    assert reader.locator(".prose table :is(th, td)").all_inner_texts() == ["Tháng", "Suất", "Tháng 9", "320"]
    assert not reader.locator(".prose", has_text="con mèo").count()
    assert not reader.locator(".prose p", has_text="BẾP CHÁO").count()


LATE_WORDS = """() => {
  const fetchAsEver = window.fetch;
  window.fetch = async (...request) => {
    const answer = await fetchAsEver(...request);
    const saves = request[1]?.method?.toUpperCase() === "POST" && String(request[0]).includes("/edit/");
    if (saves && !document.body.dataset.wroteLate) {
      document.body.dataset.wroteLate = "yes";
      document.querySelector("#id_summary").value = "Viết đúng lúc máy đang lưu.";
    }
    return answer;
  };
}"""


def carries_the_late_words(response) -> bool:
    request = response.request
    return request.method == "POST" and "Viết đúng lúc".encode() in (request.post_data_buffer or b"")


def test_words_that_come_while_it_saves_are_saved_too(staff, news):
    page = staff("bien-tap-thu")
    page.goto(f"/admin/pages/add/stories/newspage/{news}/")
    page.click("#id_title")
    page.keyboard.type("Lưu cả chữ viết sau cùng")
    for _letter in range(60):  # the form takes what stands in it when its script wakes for its beginning: one writes on
        if page.url.endswith("/edit/"):
            break
        page.wait_for_timeout(1_000)
        page.keyboard.type(".")
    page.wait_for_url("**/edit/")
    page.evaluate(LATE_WORDS)
    page.click("#id_title")
    with page.expect_response(carries_the_late_words):
        page.keyboard.type(" của bài")
    page.goto(page.url)
    expect(page.locator("#id_summary")).to_have_value("Viết đúng lúc máy đang lưu.")


def test_who_submitted_sees_no_button_to_approve(staff, news):
    page = staff("ban-bien-tap-thu")
    page.goto(f"/admin/pages/add/stories/newspage/{news}/")
    page.click("#id_title")
    page.keyboard.type("Bài của chính tôi")
    page.locator("button[name=action-submit]").first.click()
    page.wait_for_url("**/admin/pages/*/")
    page.get_by_role("link", name="Bài của chính tôi").first.click()
    page.wait_for_selector("#id_title")
    assert page.locator("[data-workflow-action-name=approve]").count() == 0
    assert page.locator("button[name=action-publish]").count() == 0


# The form takes what stands in it for its beginning, and saves by itself what is otherwise from then on.
WATCHED = """document.addEventListener("w-unsaved:watch-edits", () => {
  document.documentElement.dataset.watched = "yes";
});"""


def test_what_saves_by_itself_does_not_go_out_beside_what_was_pressed(staff, news):
    writer = staff("bien-tap-thu")
    writer.goto(f"/admin/pages/add/stories/newspage/{news}/")
    writer.fill("#id_title", "Bấm một lần là đủ")
    writer.fill("#id_summary", "Một câu.")
    writer.locator("button[name=action-submit]").first.click()
    writer.wait_for_url("**/admin/pages/*/")
    board = staff("ban-bien-tap-thu")
    board.add_init_script(WATCHED)
    board.locator(".my-work__rows a", has_text="Bấm một lần là đủ").first.click()
    board.wait_for_selector("[data-workflow-action-name=approve]")
    sent = []

    def hold(route):
        """A slow server: what is sent stays on its way, and the screen stays where it is."""
        if route.request.method != "POST":
            return route.continue_()
        sent.append(route.request.headers["accept"])
        return route.fulfill(status=204)

    board.route("**/edit/", hold)
    board.locator("html[data-watched]").wait_for()
    board.locator("[data-workflow-action-name=approve]").first.click()
    board.wait_for_timeout(4_000)  # several rounds of saving
    assert len(sent) == 1
    assert "text/html" in sent[0]
