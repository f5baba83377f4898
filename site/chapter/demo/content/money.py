"""Funds, campaigns and ledger lines. All sums, accounts and gifts are invented; amounts in đồng.

A line received: (day, amount, channel, name or ""); given: (day, amount, note, to whom, decision, how many people);
goods: (day, which need, quantity, value, name); goods_given: (day, which need, quantity, value, note, to whom,
decision, how many people).
"""

from typing import Any

ACCOUNT: dict[str, Any] = dict(
    bank_bin="970499",
    bank_name="Ngân hàng Mẫu, chi nhánh Lạng Sơn",
    number="0205000000001",
    holder="Hội Chữ thập đỏ tỉnh Lạng Sơn",
    purpose="Tiếp nhận ủng hộ của tất cả các quỹ",
)
OLD_ACCOUNT: dict[str, Any] = dict(
    bank_bin="970499",
    bank_name="Ngân hàng Mẫu, phòng giao dịch cũ",
    number="0205000000009",
    holder="Hội Chữ thập đỏ tỉnh Lạng Sơn",
    purpose="Tài khoản cũ",
)

# Asked for by the treasurer and waiting for the supervisor.
ASKED_ACCOUNT: dict[str, Any] = dict(
    bank_bin="970499",
    bank_name="Ngân hàng Mẫu, chi nhánh Lạng Sơn",
    number="0205000000025",
    holder="Hội Chữ thập đỏ tỉnh Lạng Sơn",
    purpose="Chỉ nhận ủng hộ các địa chỉ nhân đạo",
)
ASKED_ACCOUNT_WHY = "Tách tiền các địa chỉ nhân đạo ra một tài khoản riêng cho dễ đối chiếu"
ASKED_BEYOND: dict[str, Any] = dict(
    fund="cau-dan-sinh",
    amount=43_200_000,
    note="Bê tông mặt cầu, lan can, công thợ đợt cuối",
    beneficiaries="đội xây thôn Khuổi Tẳng",
    place="suối Khuổi Tẳng, xã Mẫu Sơn",
    decision_number="18/QĐ-CTĐ",
    channel="other",
    kind="money",
)
ASKED_BEYOND_WHY = (
    "Thép lên giá, thợ cần xong trước Tết. Cơ quan Hội ứng phần thiếu, họp thôn đã hẹn góp đủ trong tháng sau"
)

APPEAL: dict[str, Any] = dict(
    how=(
        "Từ 7 giờ 30 đến 17 giờ các ngày làm việc tại trụ sở Hội, số 00 đường Mẫu; chuyển khoản bất cứ lúc nào "
        "vào tài khoản chính thức."
    ),
)

CAMPAIGNS: list[Any] = [
    dict(
        code="mai-lanh",
        slug="mai-lanh-truoc-ret",
        title="Mái lành trước rét",
        unit="mau-son",
        picture="lop-mai-nha-san",
        state="open",
        goal=160_000_000,
        item=("căn nhà", 8),
        purpose="để đủ mái cho 8 căn nhà ở Mẫu Sơn",
        opens="2026-09-21",
        closes="2026-12-15",
        kinds="money goods time",
        amounts=[100_000, 200_000, 500_000, 1_000_000, 2_000_000],
        summary=(
            "Trận lốc đêm {14/9} cuốn mái tám căn nhà trên sườn Mẫu Sơn. Mỗi mái hết hai mươi triệu đồng, kể cả "
            "chở lên núi."
        ),
        appeal="Lời kêu gọi số 00/LKG-CTĐ ngày {21/9/2026} (mẫu)",
        document="keu-goi",
        who=(
            "Tám hộ, ba mươi sáu người, ở thôn Khuổi Cấp và thôn Khuổi Tẳng; danh sách do họp thôn xác nhận ngày "
            "{17/9}."
        ),
        level="Mỗi hộ hai mươi triệu đồng tiền tôn, xà gồ, đinh vít và chuyên chở. Công lợp do bà con góp.",
        needs=[
            ("Tôn lạnh dày 0,45 mm", "m²", 960),
            ("Xà gồ thép hộp", "cây", 420),
            ("Chăn bông", "chiếc", 16),
            ("Ngày công thợ", "công", 120),
        ],
        body="""
Đêm {14/9}, trận lốc kéo qua sườn Mẫu Sơn chừng mười phút. Sáng ra, tám nhà ở hai thôn Khuổi Cấp và Khuổi Tẳng không
còn mái. Không ai bị nặng, nhưng tám gia đình, ba mươi sáu người, đang ngủ nhờ nhà văn hóa và nhà họ hàng.

Ở Mẫu Sơn tháng 12 đã có sương muối. Bà con tự góp công và gỗ; phần còn thiếu là tôn, xà gồ, đinh vít. Mỗi mái hết hai
mươi triệu đồng, kể cả chở lên núi.

[[picture nui-da-ruong-bac-thang | Sườn núi nơi trận lốc đi qua | inline]]
""",
        updates=[
            (
                "2026-11-22",
                "Chở đủ tôn cho căn thứ bảy",
                "Đường ướt, xe tải dừng ở chân dốc, thanh niên Khuổi Tẳng vác bộ đoạn cuối.",
            ),
            (
                "2026-11-15",
                "Xong năm căn, hai căn đang dựng xà gồ",
                "Ba thợ Lộc Bình lên làm giúp cuối tuần, không lấy công.",
            ),
            ("2026-09-21", "Mở chiến dịch", "Nhận trong 86 ngày, trao xong trước ngày {4/1/2027}."),
        ],
        received=[
            ("2026-09-22", 20_000_000, "transfer", "Công ty Vận tải Mẫu"),
            ("2026-09-25", 5_000_000, "transfer", ""),
            ("2026-09-28", 12_500_000, "transfer", "Tập thể Trường phổ thông nội trú tỉnh"),
            ("2026-10-02", 30_000_000, "transfer", "Hội đồng hương Lạng Sơn tại Hà Nội (mẫu)"),
            ("2026-10-09", 8_450_000, "box", "Hòm góp ở chợ Kỳ Lừa, ba người cùng kiểm"),
            ("2026-10-16", 25_000_000, "transfer", ""),
            ("2026-10-23", 4_995_000, "cash", "Chi hội thôn Nà Lốc"),
            ("2026-11-05", 20_000_000, "transfer", "Hợp tác xã hồi Nà Lốc"),
            ("2026-11-12", 6_500_000, "transfer", ""),
            ("2026-11-20", 3_415_000, "box", "Hòm góp ở chợ Kỳ Lừa, ba người cùng kiểm"),
            ("2026-11-21", 10_000_000, "transfer", ""),
            ("2026-11-22", 1_240_000, "transfer", "Lớp 9A, trường cơ sở Mẫu Sơn"),
            ("2026-11-22", 500_000, "transfer", ""),
        ],
        given=[
            (
                "2026-10-05",
                40_000_000,
                "Tôn và xà gồ, căn thứ nhất và thứ hai",
                "hai hộ thôn Khuổi Cấp",
                "12/QĐ-CTĐ",
                9,
            ),
            ("2026-10-20", 40_000_000, "Tôn và xà gồ, căn thứ ba và thứ tư", "hai hộ thôn Khuổi Cấp", "14/QĐ-CTĐ", 10),
            (
                "2026-11-08",
                32_600_000,
                "Tôn, xà gồ, chuyên chở, căn thứ năm và thứ sáu",
                "hai hộ thôn Khuổi Tẳng",
                "17/QĐ-CTĐ",
                9,
            ),
            ("2026-11-22", 12_000_000, "Tôn và xà gồ, căn thứ bảy", "một hộ thôn Khuổi Tẳng", "19/QĐ-CTĐ", 4),
        ],
        goods=[
            ("2026-10-01", 0, 812, 73_080_000, "Xưởng tôn Mẫu"),
            ("2026-10-03", 1, 420, 37_800_000, ""),
            ("2026-11-10", 2, 9, 2_250_000, "Nhóm bạn Đông Kinh"),
        ],
        goods_given=[
            ("2026-10-20", 0, 480, 43_200_000, "Tôn lợp bốn căn đầu", "bốn hộ thôn Khuổi Cấp", "14/QĐ-CTĐ", 19),
            ("2026-11-12", 2, 6, 1_500_000, "Chăn cho ba nhà đã lợp xong", "ba hộ thôn Khuổi Cấp", "17/QĐ-CTĐ", 14),
        ],
        wrong=("2026-10-24", 5_000_000, "Ghi hai lần một khoản chuyển ngày {25/9}"),
    ),
    dict(
        code="bua-trua",
        slug="bua-trua-hoc-tro",
        title="Bữa trưa học trò vùng cao",
        unit="binh-gia",
        picture="bua-trua-diem-truong",
        state="open",
        goal=120_000_000,
        item=("suất cơm cả năm học", 60),
        purpose="để 60 học trò có cơm trưa hết năm học",
        opens="2026-10-01",
        closes="2026-12-25",
        kinds="money goods time",
        amounts=[45_000, 99_000, 198_000, 500_000, 2_000_000],
        summary="Chín nghìn đồng là một bữa trưa nóng. Hai triệu đồng là cơm trưa cả năm học của một em.",
        appeal="Lời kêu gọi số 01/LKG-CTĐ (mẫu)",
        who="Sáu mươi học trò ở ba điểm trường Pác Khuông, Nà Riềng và Nhọt Nặm.",
        level="Mỗi em chín nghìn đồng một bữa, hai mươi hai bữa một tháng.",
        needs=[("Gạo tẻ", "kg", 900), ("Khay cơm inox", "chiếc", 60)],
        body="""
Ba điểm trường đã có bếp, có lịch nấu và có người nấu. Còn thiếu tiền chợ.

Gạo do phụ huynh góp một nửa. Phần của bà con ở xa mua trứng, đậu, cá và bù nửa gạo còn lại.

[[figures 9.000 ₫=một bữa; 198.000 ₫=một tháng một em; 2 triệu=cả năm học một em]]
""",
        updates=[
            (
                "2026-11-03",
                "Điểm trường Nhọt Nặm nấu bữa đầu tiên",
                "Mười lăm em, hai mẹ nấu, hết một trăm ba mươi nghìn.",
            )
        ],
        received=[
            ("2026-10-03", 2_000_000, "transfer", "Gia đình cháu Bống"),
            ("2026-10-10", 9_900_000, "transfer", ""),
            ("2026-10-21", 15_000_000, "transfer", "Công đoàn Điện lực Mẫu"),
            ("2026-11-02", 3_960_000, "transfer", ""),
            ("2026-11-15", 7_000_000, "cash", "Tiểu thương chợ Bình Gia"),
            ("2026-11-20", 198_000, "transfer", ""),
        ],
        given=[
            ("2026-11-01", 7_500_000, "Tiền chợ tháng 10", "ba điểm trường", "15/QĐ-CTĐ", 142),
            ("2026-11-20", 7_500_000, "Tiền chợ tháng 11", "ba điểm trường", "18/QĐ-CTĐ", 142),
        ],
        goods=[("2026-10-15", 0, 320, 5_440_000, "Hội viên thôn Nà Rào")],
        goods_given=[("2026-11-02", 0, 200, 3_400_000, "Gạo nấu bữa trưa", "ba điểm trường", "15/QĐ-CTĐ", 142)],
    ),
    dict(
        code="ao-am",
        slug="nghin-chiec-ao-am",
        title="Nghìn chiếc áo ấm lên Công Sơn",
        unit="cong-son",
        picture="nui-da-ruong-bac-thang",
        state="closed",
        goal=50_000_000,
        item=("chiếc áo", 500),
        purpose="cho học trò Công Sơn và Mẫu Sơn",
        opens="2026-08-20",
        closes="2026-11-18",
        kinds="money goods",
        summary="Mục tiêu năm trăm chiếc áo; bà con gửi tiền đủ cho hơn sáu trăm chiếc.",
        result="Đã đủ áo cho năm trăm em; phần hơn mua thêm tất và khăn, theo ý kiến họp phụ huynh ngày {19/11}.",
        appeal="Lời kêu gọi số 02/LKG-CTĐ (mẫu)",
        who="Học trò tiểu học hai xã.",
        level="Mỗi em một áo khoác trị giá một trăm nghìn đồng.",
        needs=[("Áo khoác trẻ em còn tốt", "chiếc", 500)],
        body=(
            "Áo mới may ở tổ may Kỳ Lừa, đo theo lớp. Áo cũ còn tốt thì giặt, sấy, gấp theo cỡ. Không nhận áo "
            "rách: cho cái gì mình còn muốn mặc."
        ),
        updates=[
            (
                "2026-11-19",
                "Khóa sổ nhận",
                "Nhận 61,3 triệu đồng, vượt mục tiêu; họp phụ huynh quyết định dùng phần hơn.",
            )
        ],
        received=[
            ("2026-08-25", 10_000_000, "transfer", "Tổ may Kỳ Lừa"),
            ("2026-09-10", 21_300_000, "transfer", ""),
            ("2026-10-10", 20_000_000, "transfer", "Ngân hàng Mẫu"),
            ("2026-11-01", 10_000_000, "cash", ""),
        ],
        given=[],
        goods=[("2026-10-20", 0, 180, 9_000_000, "")],
    ),
    dict(
        code="cau-dan-sinh",
        slug="cau-dan-sinh-khuoi-tang",
        title="Cầu dân sinh Khuổi Tẳng",
        unit="mau-son",
        picture="cho-vung-bien",
        state="distributing",
        goal=95_000_000,
        item=("nhịp cầu", 1),
        purpose="để trẻ con qua suối đi học",
        opens="2026-04-10",
        closes="2026-07-08",
        kinds="money time",
        summary="Mười một mét cầu, bốn mươi hai ngày công, đang đổ bê tông mố bên kia.",
        result="Đã đủ tiền; đang xây, dự kiến thông cầu trước Tết.",
        appeal="Lời kêu gọi số 03/LKG-CTĐ (mẫu)",
        who="Sáu mươi bảy hộ hai bên suối.",
        level="Một cây cầu dài 11 m, rộng 1,8 m.",
        needs=[],
        body=(
            "Mùa mưa, trẻ con phải đi vòng bốn cây số. Bản vẽ do một kỹ sư cầu đường vẽ giúp; thợ là người trong thôn."
        ),
        updates=[("2026-10-30", "Xong mố cầu phía thôn", ""), ("2026-08-02", "Khởi công", "Cả thôn ra vác đá.")],
        received=[
            ("2026-04-20", 35_000_000, "transfer", "Một kỹ sư cầu đường"),
            ("2026-05-19", 40_000_000, "transfer", ""),
            ("2026-06-20", 22_000_000, "cash", "Bà con hai bên suối"),
        ],
        given=[
            ("2026-08-05", 28_000_000, "Xi măng, thép mố cầu", "đội xây thôn Khuổi Tẳng", "08/QĐ-CTĐ", None),
            ("2026-10-28", 31_500_000, "Dầm thép, lan can", "đội xây thôn Khuổi Tẳng", "16/QĐ-CTĐ", None),
        ],
        goods=[],
    ),
    dict(
        code="tet-nhan-ai-2026",
        slug="tet-nhan-ai-2026",
        title="Tết Nhân ái 2026",
        unit="tinh",
        picture="trao-tho-cam",
        state="settled",
        goal=200_000_000,
        item=("nhà", 400),
        purpose="cho 400 nhà ăn Tết",
        opens="2025-11-20",
        closes="2026-02-10",
        kinds="money goods",
        summary="Bốn trăm mười hai nhà nhận đúng thứ mình cần; đã quyết toán ngày {28/2/2026}.",
        result="412 nhà nhận quà theo phiếu hỏi trước; quyết toán ngày {28/2/2026}, không còn dư.",
        appeal="Lời kêu gọi số 09/LKG-CTĐ năm 2025 (mẫu)",
        who="Hộ khó khăn ở 65 xã, phường.",
        level="Bình quân sáu trăm nghìn đồng một nhà.",
        needs=[],
        body=(
            "Năm đầu tiên hỏi trước rồi mới mua. Có nhà xin gạo, có nhà xin một đôi lợn giống, có nhà chỉ xin một"
            " người đến gói bánh cùng."
        ),
        updates=[("2026-02-28", "Quyết toán", "Nhận và trao 248,5 triệu đồng, không còn dư.")],
        received=[
            ("2025-12-05", 80_000_000, "programme", "Chương trình Tết Nhân ái toàn quốc"),
            ("2025-12-28", 68_500_000, "transfer", ""),
            ("2026-01-20", 100_000_000, "transfer", "Các doanh nghiệp cửa khẩu (mẫu)"),
        ],
        given=[
            ("2026-01-30", 148_500_000, "Quà theo phiếu, đợt một", "247 nhà", "02/QĐ-CTĐ", 247),
            ("2026-02-10", 100_000_000, "Quà theo phiếu, đợt hai", "165 nhà", "03/QĐ-CTĐ", 165),
        ],
        goods=[],
    ),
    dict(
        code="lu-that-khe-2024",
        slug="sau-lu-that-khe-2024",
        title="Sau lũ Thất Khê 2024",
        unit="that-khe",
        picture="thuyen-cuu-tro",
        state="archived",
        goal=300_000_000,
        item=("", None),
        purpose="để Thất Khê dựng lại sau lũ",
        opens="2024-09-12",
        closes="2024-12-10",
        kinds="money goods",
        summary="Việc đã xong, sổ vẫn mở cho ai muốn xem.",
        result="Đã trao hết trong 84 ngày. Sổ giữ lại để ai cũng xem được.",
        appeal="Lời kêu gọi số 05/LKG-CTĐ năm 2024 (mẫu)",
        who="Một trăm chín mươi hộ.",
        level="Từ một đến ba triệu đồng một hộ, theo mức thiệt hại.",
        needs=[],
        body="Nước rút để lại bùn cao đến đầu gối. Ba tuần đầu là bùn, tháng sau là giống, rồi đến mái.",
        updates=[("2024-12-05", "Trao đợt cuối", "")],
        received=[
            ("2024-09-15", 150_000_000, "programme", "Trung ương Hội chuyển"),
            ("2024-09-20", 171_000_000, "transfer", ""),
        ],
        given=[
            ("2024-10-02", 190_000_000, "Tiền giống và dọn nhà", "190 hộ", "21/QĐ-CTĐ", 190),
            ("2024-12-05", 131_000_000, "Sửa nhà", "52 hộ", "25/QĐ-CTĐ", 52),
        ],
        goods=[],
    ),
]
DRAFT_CAMPAIGN: dict[str, Any] = dict(
    code="tet-nhan-ai-2027",
    slug="tet-nhan-ai-2027",
    title="Tết Nhân ái 2027",
    unit="tinh",
    state="draft",
    goal=260_000_000,
    summary="Đang soạn.",
    body="Bản nháp: chờ danh sách từ các xã.",
)

GENERAL: dict[str, Any] = dict(
    received=[
        ("2025-12-31", 64_180_000, "other", "Tồn năm 2025 chuyển sang"),
        ("2026-01-15", 12_000_000, "transfer", ""),
        ("2026-03-08", 18_700_000, "transfer", "Công ty Vận tải Mẫu"),
        ("2026-05-19", 48_900_000, "programme", "Tháng Nhân đạo"),
        ("2026-06-20", 9_450_000, "box", "Hòm góp ở bệnh viện tỉnh"),
        ("2026-08-08", 23_500_000, "transfer", ""),
        ("2026-11-21", 200_000, "cash", "Bà Đinh Thị Mùi"),
    ],
    given=[
        ("2026-02-20", 14_300_000, "Xe đưa người bệnh", "mười một người", "04/QĐ-CTĐ", 11),
        ("2026-05-28", 37_600_000, "Tháng Nhân đạo: việc nhỏ ở các xã", "65 xã, phường", "06/QĐ-CTĐ", None),
        ("2026-09-16", 18_450_000, "Gạo, mì, nước sau trận lốc", "ba mươi sáu người", "10/QĐ-CTĐ", 36),
    ],
)

# title, unit, need, monthly, covered, state, until, summary, body, supporters, visits, received, ended
