"""Units, topics, pictures, settings, plain pages. Everything but the named public documents is invented."""

from typing import Any

PICTURES: dict[str, Any] = {
    "bua-trua-diem-truong": (
        "Bữa trưa ở điểm trường",
        "Tranh: cô giáo chia cơm nóng cho học trò ngồi quanh bàn gỗ dưới hiên, sau lưng là dãy núi đá.",
    ),
    "cho-vung-bien": (
        "Chợ vùng biên",
        "Tranh: phiên chợ vùng biên buổi sớm, người bán hàng áo chàm rót nước cho khách.",
    ),
    "lop-mai-nha-san": (
        "Lợp mái nhà sàn",
        "Tranh: nhà sàn đang lợp lại, nửa mái đã có ngói, hàng người chuyền ngói từ sân lên.",
    ),
    "ngay-hien-mau": (
        "Ngày hiến máu",
        "Tranh: phòng hiến máu sáng cửa sổ, người hiến nằm ghế tựa, cô y tá áo xanh đứng bên.",
    ),
    "nui-da-ruong-bac-thang": (
        "Núi đá và ruộng bậc thang",
        "Tranh: ruộng bậc thang mùa nước đổ, xa xa là núi đá trong sương.",
    ),
    "thuyen-cuu-tro": (
        "Thuyền cứu trợ",
        "Tranh: chiếc thuyền chở người và hàng đi giữa làng ngập nước, trên mái nhà có người vẫy.",
    ),
    "tram-y-te": ("Trạm y tế xã", "Tranh: cô y sĩ đo huyết áp cho một cụ bà dưới hiên trạm y tế."),
    "trao-tho-cam": (
        "Trao tấm thổ cẩm",
        "Tranh: hai người phụ nữ cùng nâng một tấm thổ cẩm rực màu trước cửa nhà sàn.",
    ),
    "tu-sach-ban": ("Tủ sách bản", "Tranh: gian nhà sàn có kệ sách cao, bà giáo đọc truyện cho bọn trẻ ngồi quanh."),
    "xe-may-cho-chao": (
        "Xe máy chở cháo",
        "Tranh: ông lão chở nồi cháo trên xe máy qua khúc cua, phía sau là thung lũng lúc mặt trời lên.",
    ),
}
CREDIT = "Tranh minh họa: tổ truyền thông của Hội"

# key: (name, kind, parent key, aliases, valid from, valid to)
UNITS: dict[str, Any] = {
    "tinh": ("Hội Chữ thập đỏ tỉnh Lạng Sơn", "province", None, "Tỉnh hội", None, None),
    "cu-cao-loc": ("Hội Chữ thập đỏ huyện Cao Lộc (cũ)", "commune", "tinh", "", "2001-01-01", "2025-06-30"),
    "cu-thanh-pho": ("Hội Chữ thập đỏ thành phố Lạng Sơn (cũ)", "ward", "tinh", "", "2003-01-01", "2025-06-30"),
    "tam-thanh": ("phường Tam Thanh", "ward", "tinh", "thành phố Lạng Sơn", "2025-07-01", None),
    "luong-van-tri": (
        "phường Lương Văn Tri",
        "ward",
        "tinh",
        "thành phố Lạng Sơn\nphường Chi Lăng cũ",
        "2025-07-01",
        None,
    ),
    "ky-lua": ("phường Kỳ Lừa", "ward", "tinh", "thành phố Lạng Sơn\nphường Hoàng Văn Thụ", "2025-07-01", None),
    "dong-kinh": ("phường Đông Kinh", "ward", "tinh", "thành phố Lạng Sơn", "2025-07-01", None),
    "cao-loc": ("xã Cao Lộc", "commune", "tinh", "huyện Cao Lộc\nthị trấn Cao Lộc", "2025-07-01", None),
    "dong-dang": ("xã Đồng Đăng", "commune", "tinh", "huyện Cao Lộc\nthị trấn Đồng Đăng", "2025-07-01", None),
    "cong-son": ("xã Công Sơn", "commune", "tinh", "huyện Cao Lộc", "2025-07-01", None),
    "ba-son": ("xã Ba Sơn", "commune", "tinh", "huyện Cao Lộc", "2025-07-01", None),
    "mau-son": ("xã Mẫu Sơn", "commune", "tinh", "huyện Lộc Bình", "2025-07-01", None),
    "bac-son": ("xã Bắc Sơn", "commune", "tinh", "huyện Bắc Sơn", "2025-07-01", None),
    "binh-gia": ("xã Bình Gia", "commune", "tinh", "huyện Bình Gia", "2025-07-01", None),
    "that-khe": ("xã Thất Khê", "commune", "tinh", "huyện Tràng Định", "2025-07-01", None),
    "huu-lien": ("xã Hữu Liên", "commune", "tinh", "huyện Hữu Lũng", "2025-07-01", None),
    "dinh-lap": ("xã Đình Lập", "commune", "tinh", "huyện Đình Lập", "2025-07-01", None),
    "hoi-hoan": ("xã Hội Hoan", "commune", "tinh", "huyện Văn Lãng", "2025-07-01", None),
    "van-linh": ("xã Vạn Linh", "commune", "tinh", "huyện Chi Lăng", "2025-07-01", None),
    "na-loc": ("chi hội thôn Nà Lốc", "branch", "cao-loc", "", None, None),
    "khuoi-cap": ("chi hội thôn Khuổi Cấp", "branch", "mau-son", "", None, None),
    "khuoi-lay": ("điểm trường Khuổi Lầy", "school", "binh-gia", "", None, None),
    "noi-tru": ("Trường phổ thông nội trú tỉnh", "school", "tinh", "", None, None),
    "cau-lac-bo": ("câu lạc bộ Ngân hàng máu sống", "club", "tinh", "", None, None),
}
PREDECESSORS: dict[str, Any] = {
    "cao-loc": ["cu-cao-loc"],
    "dong-dang": ["cu-cao-loc"],
    "cong-son": ["cu-cao-loc"],
    "ba-son": ["cu-cao-loc"],
    "tam-thanh": ["cu-thanh-pho"],
    "ky-lua": ["cu-thanh-pho"],
    "dong-kinh": ["cu-thanh-pho"],
    "luong-van-tri": ["cu-thanh-pho"],
}
TOPICS: dict[str, Any] = {
    "benh": "Giúp người bệnh",
    "cuu-tro": "Cứu trợ",
    "mau": "Hiến máu",
    "truong": "Trẻ em, trường học",
    "nha": "Nhà ở",
    "so-cuu": "Sơ cấp cứu",
    "dan-van": "Dân vận khéo",
    "tet": "Tết Nhân ái",
    "hoi": "Tổ chức hội",
}
ISSUERS: dict[str, Any] = {
    "bbt": "Ban Bí thư Trung ương Đảng",
    "tinh-uy": "Ban Thường vụ Tỉnh ủy Lạng Sơn",
    "qh": "Quốc hội",
    "cp": "Chính phủ",
    "btc": "Bộ Tài chính",
    "hoi": "Hội Chữ thập đỏ tỉnh Lạng Sơn (mẫu)",
}
SETTINGS: dict[str, Any] = {
    "chapter_name": "Hội Chữ thập đỏ",
    "place": "tỉnh Lạng Sơn",
    "address": "Số 00 đường Mẫu, phường Lương Văn Tri",
    "hotline": "0205 3000 000",
    "email": "lienhe@ctd-langson.example",
    "opening_hours": "Thứ Hai đến thứ Sáu, 7 giờ 30 đến 17 giờ",
    "responsible_person": "ông Hoàng Văn Mẫu, Chủ tịch Hội",
    "licence_text": "Giấy phép số 00/GP-TTĐT (số mẫu)",
    "source_rule": "Dẫn lại thông tin, xin ghi rõ nguồn “Hội Chữ thập đỏ tỉnh Lạng Sơn”",
    "notice": "Trang mẫu: người và số liệu là hư cấu.",
}
HOME = "Chuyện tốt ở các bản, các phường; những việc đang cần người góp sức; và cuốn sổ ghi từng đồng đã nhận, đã trao."

SECTIONS: list[Any] = [
    # model, slug, title, summary
    (
        "stories.NewsIndexPage",
        "tin-tuc",
        "Tin tức",
        "Việc Hội đang làm ở các xã, các phường: ngắn, thật và có ngày tháng.",
    ),
    (
        "stories.GoodDeedIndexPage",
        "guong-sang",
        "Gương sáng",
        (
            "Chuyện của những người giúp nhau mà ít khi kể. Chi hội viết về, ban biên tập đọc lại, người trong "
            "chuyện đồng ý mới đăng."
        ),
    ),
    (
        "stories.PracticeIndexPage",
        "mo-hinh-hay",
        "Mô hình hay",
        "Cách làm đã thử, có bảng chi phí và số liệu, để nơi khác mang về dùng.",
    ),
    (
        "stories.EventIndexPage",
        "lich",
        "Lịch",
        "Ngày hiến máu, lớp sơ cấp cứu, chuyến cứu trợ: ở đâu, mấy giờ, cần bao nhiêu người.",
    ),
    (
        "stories.LegalDocumentIndexPage",
        "van-ban",
        "Văn bản",
        "Văn bản của Đảng, Nhà nước và của Hội về công tác chữ thập đỏ, kèm tình trạng hiệu lực.",
    ),
    (
        "stories.UnitIndexPage",
        "don-vi",
        "Các đơn vị",
        "Hội xã, hội phường, trường học, cơ quan: ở đâu, gọi ai, và những chuyện đã kể.",
    ),
    (
        "campaigns.CampaignIndexPage",
        "chien-dich",
        "Chiến dịch",
        "Mỗi chiến dịch một quỹ, một mục tiêu, một cuốn sổ. Việc nào xong thì nói đã xong.",
    ),
    (
        "campaigns.HumanitarianAddressIndexPage",
        "dia-chi-nhan-dao",
        "Địa chỉ nhân đạo",
        "Mỗi tổ chức, mỗi cá nhân gắn với một địa chỉ nhân đạo: chọn một người, một nhà, và ở bên họ lâu dài.",
    ),
    (
        "campaigns.PublicAccountPage",
        "cong-khai",
        "Sổ công khai",
        "Mỗi khoản vào, mỗi khoản ra là một dòng. Ai cũng xem được, không ai sửa được.",
    ),
    (
        "campaigns.OfficialAccountsPage",
        "tai-khoan-chinh-thuc",
        "Tài khoản chính thức",
        "Những tài khoản duy nhất của Hội, và cách nhận ra kẻ mạo danh.",
    ),
    (
        "home.StandardPage",
        "gioi-thieu",
        "Giới thiệu",
        "Hội là ai, làm gì, và bốn chương trình công tác đang thực hiện.",
    ),
    ("home.ContactPage", "lien-he", "Liên hệ", "Gọi, viết hoặc ghé qua: có người trực trong giờ hành chính."),
    (
        "home.StandardPage",
        "quyen-rieng-tu",
        "Quyền riêng tư",
        "Hội giữ thông tin của bà con thế nào, trong bao lâu, và bà con có quyền gì.",
    ),
]
BODIES: dict[str, Any] = {
    "gioi-thieu": """
Hội Chữ thập đỏ tỉnh Lạng Sơn là nơi người muốn giúp và người cần giúp tìm thấy nhau. Hội có mặt ở 65 xã, phường, ở
trường học, cơ quan và thôn bản; phần lớn người làm là tình nguyện viên.

## Từ một chỉ thị đến việc ở thôn bản

Ngày 3/3/2023, Ban Thường vụ Tỉnh ủy ban hành Công văn số 1027-CV/TU về thực hiện Kết luận số 44-KL/TW ngày 14/11/2022
của Ban Bí thư, tiếp tục Chỉ thị số 43-CT/TW. Công văn ấy nhắc bốn việc lớn; Hội đổi chúng thành bốn chương trình công
tác, mỗi chương trình có người phụ trách và có số để đếm.

[[steps Lãnh đạo và nêu gương :: Cấp ủy, đảng viên, cán bộ :: Mỗi chi bộ nhận một việc thiện cụ thể trong năm, cuối
năm nói lại trước dân đã làm đến đâu. // Quản lý cho đúng luật :: Chính quyền các cấp và Hội :: Kêu gọi đúng thẩm
quyền, nhận và trao đúng thời hạn, công khai đủ; ai cũng kiểm tra được. // Đổi mới cách làm của Hội :: Tỉnh hội đến
chi hội :: Bớt giấy tờ, thêm việc thật; mô hình nào tốt thì viết lại cách làm để nơi khác mang về. // Phối hợp :: Mặt
trận, đoàn thể, trường học, doanh nghiệp :: Một người khó khăn chỉ cần gõ một cửa; các bên chia việc với nhau phía
sau.]]

## Cuộc vận động đang theo đuổi

«Mỗi tổ chức, mỗi cá nhân gắn với một địa chỉ nhân đạo» nghĩa là không giúp một lần rồi thôi. Một chi đoàn đi cùng một
em nhỏ đến hết cấp hai; một cửa hàng lo gạo cho một cụ già; mỗi tháng có người ghé thăm và ghi lại.

[[cta Tìm một địa chỉ hợp với sức của mình. | Xem địa chỉ nhân đạo | /dia-chi-nhan-dao/]]
""",
    "quyen-rieng-tu": """
Hội chỉ hỏi những gì cần để giữ lời hứa với bà con: tên, số điện thoại và điều muốn góp. Thư điện tử, địa chỉ, lời
nhắn đều có thể để trống.

## Hội dùng thông tin vào việc gì

- Gọi lại để xác nhận và hẹn cách nhận.
- Viết biên nhận khi tiền, đồ dùng đã đến.
- Trả lời khi bà con hỏi khoản góp của mình đã đi đâu.

Hội không bán, không đưa cho ai khác, không nhắn quảng cáo.

## Tên trên sổ công khai

Nếu bà con không đánh dấu đồng ý, sổ ghi “Nhà hảo tâm ẩn danh”. Đồng ý rồi vẫn đổi ý được: tên gỡ xuống, con số vẫn
còn, vì con số thuộc về cuốn sổ.

## Giữ trong bao lâu

Số điện thoại và thư điện tử được xóa khi lời hứa đã xong và hết thời hạn Hội đặt ra. Chứng từ kế toán giữ theo luật.

## Quyền của bà con

Xem, sửa, rút lại đồng ý, yêu cầu xóa: làm ngay trên trang riêng của mình, hoặc gọi số của Hội. Hội trả lời trong hai
ngày làm việc và hoàn tất việc rút lại trong mười lăm ngày, theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15.
""",
    "lien-he": """
Ai cần giúp gấp, xin gọi số của Hội; ngoài giờ, máy chuyển cho người trực. Cấp cứu y tế xin gọi 115.

Muốn gửi bài, gửi ảnh gương người tốt ở thôn mình: viết vài dòng cho ban biên tập, Hội sẽ cử người về nghe và viết cùng.
""",
    "tai-khoan-chinh-thuc": """
## Ba dấu hiệu của kẻ mạo danh

- Nhắn riêng một số tài khoản khác, lấy cớ “tài khoản cũ đang bảo trì”.
- Giục chuyển ngay, hoặc xin mã xác thực gửi về điện thoại.
- Tên chủ tài khoản là tên một người, không phải tên Hội.

[[callout Gặp những điều ấy | Xin đừng chuyển. Gọi số của Hội trong chân trang này, hoặc báo công an nơi gần nhất. Hội
không bao giờ hỏi mật khẩu hay mã xác thực.]]
""",
}
NAVIGATION: list[Any] = ["tin-tuc", "guong-sang", "mo-hinh-hay", "chien-dich", "dia-chi-nhan-dao", "cong-khai"]
FOOTER: list[Any] = [
    ("gioi-thieu", ""),
    ("lich", "Lịch hoạt động"),
    ("van-ban", ""),
    ("don-vi", ""),
    ("lien-he", ""),
    ("tai-khoan-chinh-thuc", ""),
    ("/ung-ho/tra-cuu/", "Tra cứu lời hứa"),
    ("quyen-rieng-tu", ""),
    ("/tin-tuc/rss/", "Tin qua RSS"),
]
