"""News of the demo. Sums and people are invented."""

from typing import Any

NEWS: list[Any] = [
    dict(
        title="Chủ nhật tới hiến máu ở nhà văn hóa phường Đông Kinh",
        date="2026-11-22",
        unit="dong-kinh",
        topics=["mau"],
        picture="ngay-hien-mau",
        summary="Cần 150 người, đã có 96 người hẹn. Nhóm O đang thiếu nhất trước Tết.",
        body="""
Ngày hiến máu bắt đầu lúc 7 giờ, kéo dài đến 11 giờ Chủ nhật {29/11} tại nhà văn hóa phường Đông Kinh. Ai từ 18 đến 60
tuổi, khỏe mạnh, nữ từ 42 kg, nam từ 45 kg đều hiến được.

Đêm trước xin ngủ đủ giấc, sáng ăn nhẹ, đừng nhịn đói. Mang theo căn cước.

[[callout Hẹn trước thì khỏi chờ | Bà con đăng ký ngay trên trang này, chọn “Máu”, Hội sẽ gọi lại xếp giờ.]]

[[cta Đăng ký hiến máu chỉ mất một phút. | Hẹn hiến máu | /ung-ho/?gop=blood]]
""",
    ),
    dict(
        title="Trao 40 chăn bông cho bà con Công Sơn trước đợt rét",
        date="2026-11-21",
        unit="cong-son",
        topics=["cuu-tro"],
        summary="Bốn mươi hộ ở ba thôn cao nhất của xã nhận chăn ngay tại nhà văn hóa, có danh sách ký nhận.",
        body="""
Dự báo cuối tuần này nhiệt độ trên núi xuống dưới sáu độ. Chiều {21/11}, chi hội xã Công Sơn phát bốn mươi chiếc chăn
bông cho bốn mươi hộ đã rà từ tháng trước.

Danh sách dán ở nhà văn hóa bảy ngày, có hai ý kiến đề nghị thêm hộ; họp thôn đồng ý cả hai. Chăn của một nhóm bạn ở
Hà Nội gửi, không muốn nêu tên.
""",
    ),
    dict(
        title="Lớp sơ cứu cho tài xế tuyến cửa khẩu thêm 30 chỗ",
        date="2026-11-19",
        unit="dong-dang",
        topics=["so-cuu"],
        summary="Lớp đầu kín chỗ sau hai ngày. Lớp hai mở thứ Bảy {5/12}, học một ngày, không thu tiền.",
        body="""
Tài xế đường dài là người đầu tiên có mặt ở nhiều vụ tai nạn. Lớp dạy bốn việc: gọi đúng số, cầm máu, đặt nằm nghiêng,
ép tim.

Học xong, mỗi người được một túi sơ cứu nhỏ để trong cốp xe và một thẻ ghi số gọi của các trạm y tế dọc tuyến.
""",
    ),
    dict(
        title="Tám mươi năm ngày thành lập Hội: mời bà con đến xem ảnh cũ",
        date="2026-11-18",
        unit="tinh",
        topics=["hoi"],
        picture="nui-da-ruong-bac-thang",
        summary="Ảnh của các cụ tình nguyện viên từ những năm sáu mươi bày ở sân Hội, mở cửa từ {20/11} đến {25/11}.",
        body="""
Ngày 23/11/1946, Hội Chữ thập đỏ Việt Nam ra đời. Tám mươi năm sau, sân Hội ở phường Lương Văn Tri bày sáu mươi hai
bức ảnh do chính các cụ tình nguyện viên giữ.

Có bức chụp chiếc cáng tre trên đường số 4, có bức là bữa cơm độn sắn chia cho trẻ sơ tán. Dưới mỗi bức là lời kể của
người trong ảnh, viết tay.

[[gallery cho-vung-bien, lop-mai-nha-san, trao-tho-cam, bua-trua-diem-truong]]
""",
    ),
    dict(
        title="Căn nhà thứ bảy ở Mẫu Sơn đã đủ tôn",
        date="2026-11-17",
        unit="mau-son",
        topics=["nha"],
        picture="lop-mai-nha-san",
        summary="Xe tải dừng ở chân dốc vì đường ướt, thanh niên Khuổi Tẳng vác bộ đoạn cuối.",
        body="""
Đoạn dốc cuối vào thôn dài tám trăm mét, sau mưa thì xe không lên được. Hai mươi mốt thanh niên xếp hàng chuyền tay
bốn mươi tấm tôn, hết một buổi chiều.

Còn một căn nữa. Thợ Lộc Bình hẹn lên cuối tuần này.

[[cta Còn thiếu mái cho căn cuối cùng. | Góp một mét mái | /chien-dich/mai-lanh-truoc-ret/]]
""",
    ),
    dict(
        title="Sổ công khai quý III: trong 60 ngày, 214 khoản nhỏ làm nên tám mái nhà",
        date="2026-11-12",
        unit="tinh",
        topics=["hoi", "nha"],
        summary="Khoản nhỏ nhất mười nghìn đồng, khoản lớn nhất mười triệu. Kiểm soát đã đối chiếu với sao kê.",
        body="""
Bà con hay hỏi tiền góp đi đâu. Quý này chúng tôi thử trả lời bằng một bảng, để ai cũng xem lại được trên sổ.

[[table Chiến dịch Mái lành trước rét, tính đến {31/10} | Việc; Số lượng; Thành tiền | Tôn lạnh 0,45 mm; 812 m²;
73.080.000 ₫ | Xà gồ thép hộp; 420 cây; 37.800.000 ₫ | Đinh vít, nẹp; 8 bộ; 3.360.000 ₫ | Chở lên núi; 11 chuyến;
8.800.000 ₫]]

Mỗi dòng ở trên là tổng của nhiều dòng trong sổ; mỗi dòng trong sổ có hóa đơn hoặc giấy ký nhận.
""",
    ),
    dict(
        title="Tết Nhân ái năm nay: hỏi trước rồi mới mua",
        date="2026-11-10",
        unit="tinh",
        topics=["tet"],
        summary="Thay vì những túi quà giống nhau, mỗi nhà được hỏi cần gì: gạo, chăn, tiền học hay con giống.",
        body="""
Năm ngoái, có nhà nhận được ba chai dầu ăn từ ba đoàn. Năm nay Hội hỏi trước.

Tình nguyện viên đang đi từng nhà với một tờ phiếu bốn dòng. Phiếu hỏi cần gì nhất, ai trong nhà ốm, có trẻ đi học
không, và muốn nhận ngày nào. Trước rằm tháng Chạp sẽ xong danh sách.
""",
    ),
    dict(
        title="Câu lạc bộ Ngân hàng máu sống đón người thứ ba trăm",
        date="2026-10-30",
        unit="cau-lac-bo",
        topics=["mau"],
        summary="Ba trăm người để máy bật ban đêm. Nửa đêm bệnh viện gọi, trung bình hai mươi lăm phút có người đến.",
        body="""
Người thứ ba trăm là một cô giáo mầm non nhóm máu B âm tính, chín nghìn người mới có một.

[[figures 300=thành viên; 41=lần gọi đêm trong năm; 25=phút trung bình | Sổ của câu lạc bộ (số liệu mẫu)]]
""",
    ),
    dict(
        title="Mười hai điểm trường vùng cao có nước lọc",
        date="2026-10-21",
        unit="binh-gia",
        topics=["truong"],
        picture="bua-trua-diem-truong",
        summary="Bể lắng ba ngăn do phụ huynh tự xây theo bản vẽ của Hội; mỗi điểm trường hết bốn triệu đồng.",
        body="""
Nước suối trong nhìn thì sạch. Sau mưa thì không. Bản vẽ bể lắng ba ngăn chỉ cần cát, sỏi, than và một ống nhựa.

[[steps Ngăn thứ nhất :: Lắng :: Nước suối đứng yên một đêm cho cát xuống đáy. // Ngăn thứ hai :: Lọc :: Cát, sỏi,
than hoa xếp từng lớp; mỗi tháng rửa một lần. // Ngăn thứ ba :: Chứa :: Có nắp và vòi, học trò tự lấy.]]
""",
    ),
    dict(
        title="Học sinh nội trú tập sơ cứu: ba phút đầu tiên là của mình",
        date="2026-10-15",
        unit="noi-tru",
        topics=["so-cuu", "truong"],
        picture="tram-y-te",
        summary="Một trăm tám mươi em học ép tim trên gối bông vì trường chỉ có hai hình nộm.",
        body="""
Trường có hai hình nộm. Một trăm tám mươi em thì không đủ, nên mỗi em mang một chiếc gối.

“Ép tim là ép cho đúng nhịp,” cô huấn luyện viên nói, rồi bật một bài hát quen. Cả sân ép gối theo nhịp ấy.

Cuối buổi, các em chia nhau dán tờ hướng dẫn ở nhà ăn, ký túc xá và cổng trường.

[[video Ép tim trong hai phút: bài cho người không chuyên | https://example.com/ep-tim | 2 phút]]
""",
    ),
    dict(
        title="Sau trận lốc {14/9}: việc đã làm trong mười ngày đầu",
        date="2026-09-24",
        unit="mau-son",
        topics=["cuu-tro", "nha"],
        picture="lop-mai-nha-san",
        summary=(
            "Bạt che trong đêm đầu, gạo trong hai ngày, danh sách nhà hỏng có dân xác nhận trong ba ngày, lời kêu"
            " gọi trong bảy ngày."
        ),
        body="""
Mười phút lốc, tám mái nhà bay. Dưới đây là những gì đã làm, theo ngày, để ai cũng đối chiếu được.

[[steps Đêm {14/9} :: Chi hội thôn :: Mười hai tấm bạt che, đưa người già và trẻ nhỏ sang nhà văn hóa. // Ngày {15/9}
và {16/9} :: Xã, Hội tỉnh :: Gạo, mì, nước cho tám hộ; đội thợ xem từng nhà. // Ngày {17/9} :: Họp thôn :: Danh sách
nhà hỏng đọc to, dân giơ tay xác nhận. // Ngày {21/9} :: Hội tỉnh :: Phát lời kêu gọi, mở quỹ Mái lành trước rét.]]
""",
    ),
    dict(
        title="Bản tin một câu: kho cứu trợ Thất Khê đã có áo phao cho mỗi thuyền",
        date="2026-09-20",
        unit="that-khe",
        topics=["cuu-tro"],
        summary="Sau đêm nước lên, mỗi chiếc thuyền của đội xung kích có đủ bốn áo phao.",
        body=(
            "Sau đêm nước lên, mỗi chiếc thuyền của đội xung kích xã Thất Khê có đủ bốn áo phao, do hội viên góp "
            "trong một tuần."
        ),
    ),
    dict(
        title="Báo viết về bếp chung điểm trường Khuổi Lầy",
        date="2026-09-08",
        unit="khuoi-lay",
        topics=["truong", "dan-van"],
        summary="Phóng viên ở lại trọn một buổi trưa, đếm đủ ba mươi tư khay cơm và kể lại cách phụ huynh chia phiên.",
        source_name="Báo Mẫu",
        source_url="https://example.com/bao-mau/bep-chung",
        source_title="Bữa trưa chín nghìn đồng ở Khuổi Lầy",
        source_date="2026-09-06",
        body="""
Bài báo kể một buổi trưa ở điểm trường: từ lúc hai người mẹ nhóm bếp đến lúc em nhỏ nhất rửa khay. Phóng viên cũng xem
cuốn sổ chợ và nhận xét rằng đó là trang sổ sạch nhất mà anh từng thấy.

Chúng tôi tóm tắt và dẫn đường đến bài gốc; bà con đọc đủ ở trang của báo.
""",
    ),
    dict(
        title="Phường Kỳ Lừa gom sách cũ trước ngày khai giảng",
        date="2026-08-25",
        unit="ky-lua",
        topics=["truong"],
        picture="tu-sach-ban",
        summary="Một nghìn hai trăm cuốn sách giáo khoa được bọc lại, ghép đủ bộ cho một trăm linh sáu em.",
        body="""
Sách gom về thì nhiều, đủ bộ thì ít. Các cô ở chi hội trải chiếu giữa nhà văn hóa, xếp theo lớp, thiếu cuốn nào ghi
lên bảng rồi nhắn cả phường.

Đến tối thứ ba thì bảng trống.
""",
    ),
    dict(
        title="Hành trình Đỏ dừng ở Lạng Sơn: 325 đơn vị máu trong một ngày",
        date="2026-07-12",
        unit="tinh",
        topics=["mau"],
        picture="ngay-hien-mau",
        summary="412 người đến, 325 người hiến được. Nhóm đông nhất là công nhân cửa khẩu.",
        body="""
[[figures 412=người đến; 325=đơn vị máu; 87=người chưa đủ điều kiện, hẹn lần sau | Viện huyết học (số liệu mẫu)]]

Ai chưa đủ điều kiện đều được khám và giải thích. Nhiều người thiếu sắt: Hội in lại thực đơn giàu sắt từ rau rừng và
phát ngay tại chỗ.
""",
    ),
    dict(
        title="Tháng Nhân đạo: 61 xã và 4 phường cùng làm một việc nhỏ",
        date="2026-05-31",
        unit="tinh",
        topics=["hoi"],
        picture="cho-vung-bien",
        summary="Mỗi xã chọn một việc làm được trong tháng, nói trước, làm xong thì báo lại.",
        body="""
Việc nhỏ nhất: sơn lại vạch qua đường trước cổng trường. Việc to nhất: xây xong một cây cầu dân sinh dài mười một mét.

Năm mươi tám nơi làm xong đúng hẹn, bảy nơi xin thêm thời gian và nói rõ vì sao.
""",
    ),
    dict(
        title="Ba năm thực hiện Công văn 1027: những việc đếm được",
        date="2026-03-03",
        unit="tinh",
        topics=["hoi", "dan-van"],
        summary=(
            "Ba năm kể từ ngày 3/3/2023, Hội nhìn lại bốn chương trình công tác bằng số người, số việc, không "
            "bằng số văn bản."
        ),
        body="""
Công văn số 1027-CV/TU ngày 3/3/2023 của Ban Thường vụ Tỉnh ủy giao các cấp thực hiện Kết luận số 44-KL/TW ngày
14/11/2022 của Ban Bí thư, tiếp tục Chỉ thị số 43-CT/TW. Ba năm sau, chúng tôi thử trả lời một câu: dân được gì?

## Bốn chương trình, bốn con số

[[figures 31=địa chỉ nhân đạo có người đi cùng; 23=điểm trường có bếp chung; 300=người trong ngân hàng máu sống;
65=xã, phường có người phụ trách | Số liệu mẫu]]

## Việc chưa làm được

- Vùng sâu vẫn thiếu người được tập huấn sơ cứu.
- Một số nơi báo cáo còn chậm, có quý trễ hai tuần.
- Quỹ hội ở nhiều chi hội vẫn trông vào vài nhà hảo tâm.

Những điều chưa làm được sẽ được nhắc lại vào tháng Ba năm sau, cũng trên trang này.
""",
    ),
    dict(
        title="Nhìn lại Lễ hội Xuân hồng – Chủ nhật đỏ 2023",
        date="2026-02-15",
        unit="tinh",
        topics=["mau"],
        picture="ngay-hien-mau",
        summary="Từ ngày hội hiến máu đầu năm 2023, nhiều người đã quay lại đều đặn. Chúng tôi hỏi ba người vì sao.",
        body="""
Lễ hội Xuân hồng – Chủ nhật đỏ năm 2023 là lần đầu của nhiều người. Ba năm sau, chúng tôi gọi lại cho ba người đã đến
hôm ấy.

> Lần đầu tôi đi theo bạn. Lần sau thì bạn đi theo tôi. | Một sinh viên cao đẳng sư phạm

> Tôi sợ kim lắm, giờ vẫn sợ. Nhưng sợ thì nhìn đi chỗ khác. | Một chị bán vải ở chợ Kỳ Lừa

> Con tôi từng phải truyền máu. Tôi trả nợ dần. | Một người lái xe
""",
    ),
    dict(
        title=(
            "Chuyến xe cuối năm chở gì lên Vạn Linh: danh sách đầy đủ, từ hai tạ gạo đến một chiếc xe lăn cũ đã "
            "thay bánh"
        ),
        date="2025-12-28",
        unit="van-linh",
        topics=["tet", "cuu-tro"],
        summary="Một chuyến xe, mười một nhà, mỗi nhà một thứ khác nhau.",
        body="""
- Hai tạ gạo cho bốn nhà đông con.
- Một chiếc xe lăn cũ, đã thay hai bánh và bọc lại nệm.
- Ba bộ đồng phục, đo từ trước.
- Bốn mươi cây đào giống, vì có một nhà bảo: “Cho cái cây thì sang năm khỏi phải cho nữa.”
""",
    ),
    dict(
        title="Từ ngày 1/7/2025, Hội ở xã, phường mới làm việc thế nào",
        date="2025-07-01",
        unit="tinh",
        topics=["hoi"],
        summary=(
            "Không còn cấp huyện, mỗi xã, phường có một người phụ trách công tác Hội; số điện thoại dán ở nhà văn hóa."
        ),
        body="""
Từ hôm nay, tỉnh có 65 xã, phường: 61 xã và 4 phường Tam Thanh, Lương Văn Tri, Kỳ Lừa, Đông Kinh. Cấp huyện không còn,
nên việc của Hội cấp huyện chuyển thẳng về xã, phường.

Bà con cần giúp thì tìm người phụ trách ở xã; tìm không thấy thì gọi thẳng Hội tỉnh. Hồ sơ cũ của huyện đã bàn giao,
ai đang được giúp vẫn được giúp tiếp.
""",
    ),
]
