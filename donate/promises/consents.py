"""The wording people agree to, by version. An old version is never edited: add the next one."""

from __future__ import annotations

from typing import NamedTuple


class Wording(NamedTuple):
    processing: str
    publish: str
    notice: str


CURRENT = "2026-01"
WORDINGS = {
    "2026-01": Wording(
        processing=(
            "Tôi đồng ý để Hội dùng tên, số điện thoại và những điều tôi ghi ở đây để liên hệ, tiếp nhận "
            "và gửi biên nhận cho lần ủng hộ này."
        ),
        publish="Tôi đồng ý để Hội đăng tên tôi ghi dưới đây trên sổ công khai.",
        notice=(
            "Hội chỉ dùng thông tin này cho việc nói trên, không chuyển cho ai khác, và xóa khi hết thời hạn lưu sổ "
            "sách. Bà con có thể xem, sửa, rút lại đồng ý hoặc đề nghị xóa bất cứ lúc nào, ngay trên trang riêng của "
            "mình hoặc gọi cho Hội; Hội trả lời trong hai ngày làm việc. Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15."
        ),
    ),
}


def current() -> Wording:
    return WORDINGS[CURRENT]
