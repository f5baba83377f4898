"""What lies on the editors' table: days are counted from the day on which the demo is filled."""

from typing import Any

SUBMITTED: dict[str, Any] = dict(
    title="Phiên chợ Kỳ Lừa có thêm một góc: để lại bò gạo cho người ốm",
    unit="ky-lua",
    topics=["hoi"],
    picture="cho-vung-bien",
    summary="Bán xong còn gạo thì để lại một bò, chi hội chợ mang đến tám nhà đang có người ốm nặng.",
    body="""
Góc ấy chỉ là một cái thúng có nắp, kê cạnh quầy của chi hội. Ai để lại bao nhiêu cũng được, không ghi tên; cuối buổi
hai người cùng đong, cùng ký vào sổ.

Ba phiên đầu được 41 cân. Gạo đi ngay trong ngày, vì nhà có người ốm thì không đợi được phiên sau.
""",
)

SENT_BACK: dict[str, Any] = dict(
    title="Mười năm chở không lấy tiền những người đi chạy thận",
    unit="dong-kinh",
    topics=["benh"],
    summary="Sáng thứ Ba, thứ Năm và thứ Bảy, chiếc xe cũ của ông T. đợi sẵn ở đầu ngõ từ lúc năm giờ.",
    honoured="ông T., lái xe ôm ở phường Đông Kinh",
    body="""
Ông nói mình chỉ tiện đường. Nhưng bến của ông ở phía chợ, còn bệnh viện ở phía bên kia cầu.

> Người ta đi về một mình thì buồn, có người nói chuyện đỡ mệt. | Ông T.
""",
)
SENT_BACK_WORDS = "Bài ấm lắm. Chị bỏ giúp em tên bệnh của người đi xe, kể cả ở tiêu đề, rồi gửi lại nhé."

SCHEDULED: dict[str, Any] = dict(
    title="Lịch các chi hội đi thăm địa chỉ nhân đạo trước Tết",
    unit="tinh",
    topics=["tet"],
    summary="Mỗi địa chỉ có một chi hội đến thăm, hỏi còn thiếu gì rồi mới mua.",
    body="""
Danh sách dưới đây để các chi hội sắp người, và để bà con biết ai sẽ đến. Không có phong bì, không chụp ảnh người được
thăm nếu chưa hỏi.

- Tuần đầu: các xã vùng cao, đi trong ngày
- Tuần thứ hai: các phường, đi buổi tối cho tiện người ở nhà
""",
)
