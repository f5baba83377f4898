"""Good deeds. People and places of work are invented."""

from typing import Any

GOOD_DEEDS: list[Any] = [
    dict(
        title="Mười hai năm, một chiếc xe\u00a0máy và bốn vạn suất cháo",
        date="2026-11-20",
        unit="na-loc",
        topics=["benh"],
        picture="xe-may-cho-chao",
        writer="Lương Thu Trà",
        honoured="ông Nông Văn Thụ",
        about="71 tuổi, thôn Nà Lốc",
        when="từ tháng 10 năm 2014 đến nay",
        quote="Tôi có làm việc gì lớn đâu. Tôi chỉ chở hộ bà con cái nồi cháo.",
        quote_who="Ông Nông Văn Thụ",
        summary=(
            "Sáng thứ Ba và thứ Sáu nào ông Nông Văn Thụ cũng chở cháo nóng xuống bệnh viện tỉnh. “Đường quen "
            "rồi,” ông bảo, “xe nó tự đi.”"
        ),
        body="""
Bốn giờ rưỡi sáng, sương còn đặc trên con dốc Nà Lốc. Ông Thụ dắt xe ra sân, buộc thùng gỗ lên yên sau rồi mới bê nồi
cháo. Nồi phải đặt sau cùng, ông nói, vì đặt sớm thì cháo nguội, mà cháo nguội thì người ốm ăn không ngon.

Năm nay ông bảy mươi mốt tuổi. Chuyến đầu tiên là tháng 10 năm 2014, hồi vợ ông nằm viện. Hôm ấy trong phòng có sáu
người bệnh, bốn người không có ai mang cơm. Ông về nấu thêm một nồi.

## Một nồi thành mười nồi

Ban đầu chỉ có gạo nhà. Sang năm thứ hai, hàng xóm thấy bếp nhà ông sáng đèn sớm thì sang hỏi. Người góp bơ gạo, người
góp mớ hành, nhà có con gà mái già cũng mang cho. Đến nay chín mươi sáu hộ trong thôn thay nhau góp, mười bốn người
chia ca nấu từ ba giờ sáng.

Cuốn sổ học trò ông giữ từ ngày đầu ghi đủ cả: ngày nào bao nhiêu gạo, ai góp, mấy suất, còn thừa thì cho phòng nào.
Mỗi quý một lần, chi hội chép lại lên sổ công khai của Hội.

## Xe hỏng thì dắt bộ

Mười hai năm, ông nghỉ bảy chuyến: hai chuyến vì bão, hai chuyến vì dịch, ba chuyến vì chính ông ốm. Có lần xe hỏng
giữa dốc, ông dắt bộ bốn cây số. Tới nơi cháo vẫn nóng, vì ông đã cởi áo bông ra ủ nồi.

[[picture tram-y-te | Trạm y tế xã cho mượn hiên để chia cháo những hôm mưa | wide]]

Chị Vi Thị Sen, điều dưỡng, kể rằng người bệnh nghe tiếng xe là biết mấy giờ. “Có bác nằm lâu, bác ấy đùa là không cần
đồng hồ, chỉ cần ông Thụ.”

Ông chỉ lo một việc. Mắt kém đi, ông muốn có người chở thay chuyến thứ Sáu. Hai cậu thanh niên trong thôn đã nhận,
tuần sau đi thử.

[[figures 1.241=chuyến đã đi; 96=hộ góp gạo; 14=người nấu; 43.435=suất cháo đã chia | Sổ tay của chi hội thôn Nà Lốc
(số liệu mẫu)]]

[[cta Bếp đang cần gạo nếp và người chở chuyến thứ Sáu. | Góp với bếp | /ung-ho/]]
""",
    ),
    dict(
        title="Ba thế hệ nhà bà Lụa cùng ngồi chờ một buổi sáng",
        date="2026-11-08",
        unit="tam-thanh",
        topics=["mau"],
        picture="ngay-hien-mau",
        writer="Hà Minh Phương",
        honoured="gia đình bà Lương Thị Lụa",
        kind="family",
        about="phường Tam Thanh",
        when="hơn ba mươi năm",
        summary="Bà nay quá tuổi hiến máu, vẫn đến từ sáu giờ để giữ chỗ cho con và cháu ngoại.",
        body="""
Sáu giờ kém, cửa nhà văn hóa chưa mở, bà Lụa đã ngồi ở bậc thềm với ba chiếc mũ: một của bà, hai chiếc để giữ chỗ.

Cuốn sổ của bà ghi ba mươi mốt lần hiến máu, lần cuối vào năm bà tròn sáu mươi. Người ta bảo thôi, bà đến tuổi nghỉ
rồi. Bà nghỉ hiến, nhưng không nghỉ đến.

> Máu thì hết tuổi cho, chứ cái chỗ ngồi chờ thì bà còn cho được. | Bà Lương Thị Lụa

Con gái bà, chị Hạnh, hiến lần thứ mười chín. Cháu ngoại Đức hôm nay lần đầu, mười tám tuổi lẻ hai tháng, tay hơi run
khi ký phiếu. Bà không dặn gì, chỉ đưa cho cháu hộp sữa, bảo uống lúc xong chứ đừng uống lúc sợ.

Mười một giờ, ba bà cháu về. Đức hỏi bao lâu nữa thì được hiến tiếp. Bà nhẩm: ba tháng. Rồi bà lấy bút ghi thêm một
dòng vào cuốn sổ cũ, lần này dưới tên người khác.
""",
    ),
    dict(
        title="Đêm nước lên ở Thất Khê, ba chiếc thuyền và sáu mươi hai người",
        date="2026-09-16",
        unit="that-khe",
        topics=["cuu-tro"],
        picture="thuyen-cuu-tro",
        writer="Tổ truyền thông",
        honoured="đội xung kích xã Thất Khê",
        kind="group",
        about="mười một người, ba chiếc thuyền",
        when="đêm {12/9} rạng {13/9/2026}",
        quote="Chèo trong đêm thì nghe nhiều hơn nhìn. Nghe tiếng gõ xoong là biết nhà ai còn người.",
        quote_who="Anh Lâm Văn Khải, đội trưởng",
        summary=(
            "Đội xung kích chèo từ chín giờ tối đến bốn giờ sáng. Người cuối cùng xuống thuyền là cụ bà tám mươi "
            "sáu tuổi, tay còn ôm con mèo."
        ),
        body="""
Chín giờ tối, nước sông Kỳ Cùng tràn qua bờ kè. Điện cắt. Đội xung kích của Hội có mười một người, ba chiếc thuyền tôn
và hai chiếc loa tay.

Chuyến đầu đưa hai sản phụ ra đường lớn. Chuyến sau là trẻ nhỏ. Đến chuyến thứ chín thì loa hết pin, họ đi theo tiếng
gõ xoong.

[[gallery thuyen-cuu-tro, nui-da-ruong-bac-thang, tram-y-te]]

Bốn giờ sáng, còn một nhà sáng đèn dầu ở cuối xóm. Cụ bà tám mươi sáu tuổi nhất định không đi nếu không có con mèo.
Anh Khải bảo thuyền còn chỗ cho mèo. Cụ ngồi giữa, con mèo nằm trong nón.

Sáu mươi hai người, không ai bị thương. Sáng ra, đội ngủ luôn trên sàn trường học, chân còn đi ủng.
""",
    ),
    dict(
        title="Cô y sĩ và cuốn sổ huyết áp của hai trăm mười bốn cụ già",
        date="2026-10-27",
        unit="binh-gia",
        topics=["benh"],
        picture="tram-y-te",
        honoured="cô Hoàng Thị Diệp",
        about="y sĩ, xã Bình Gia",
        when="từ năm 2019",
        summary="Thứ Ba đo ở trạm, thứ Năm đi tận nhà. Ai ba tuần không thấy, cô gọi cho con cháu.",
        body="""
Cuốn sổ bìa xanh có hai trăm mười bốn cái tên, mỗi tên một hàng, mỗi tuần một cột. Cô Diệp không dùng máy tính cho
việc này, vì các cụ thích được nhìn thấy tên mình.

Thứ Ba cô đo ở hiên trạm. Thứ Năm cô đi xe máy lên ba thôn xa nhất, mang theo máy đo, cân và một túi kẹo gừng.

Cột nào trống ba tuần liền, cô gọi cho con cháu. Có lần người con ở Bắc Giang nghe điện thoại rồi im lặng một lúc,
nói: “Em cảm ơn cô, em cũng ba tuần chưa gọi về.”

Năm ngoái, chi hội xin được mười hai chiếc máy đo, dạy cho mười hai cô con dâu trong thôn. Sổ của cô Diệp giờ có mười
hai người viết.
""",
    ),
    dict(
        title="Tấm thổ cẩm cưới mẹ cho, chị Nhình bán để mua thuốc cho hàng xóm",
        date="2026-10-12",
        unit="bac-son",
        topics=["benh"],
        picture="trao-tho-cam",
        honoured="chị Triệu Thị Nhình",
        about="xã Bắc Sơn",
        summary="Người mua nghe chuyện thì gửi trả tấm vải, kèm đủ tiền. Giờ tấm vải treo ở nhà văn hóa thôn.",
        body="""
Tấm thổ cẩm dệt bốn tháng, mẹ chị cho hôm cưới. Chị cất trong hòm, mỗi năm mang ra phơi một lần.

Tháng Tám, nhà bên có người nằm viện, thiếu tiền thuốc. Chị gấp tấm vải, mang ra chợ Bắc Sơn, ngồi nửa ngày thì có
người hỏi mua. Chị nói giá, không nói chuyện. Nhưng bà bán chè bên cạnh thì kể.

Ba hôm sau, bưu tá mang đến một gói. Tấm vải nằm trong đó, cùng số tiền đã trả và một mẩu giấy: “Chị giữ lấy. Tiền là
để mua thuốc.”

Chị Nhình nghĩ mãi không biết nên làm gì với tấm vải, vì nó không còn là của riêng chị nữa. Cuối cùng thôn treo nó ở
nhà văn hóa, chỗ ai bước vào cũng thấy.
""",
    ),
    dict(
        title="Bác xe ôm cổng viện có danh sách mười bảy người không bao giờ lấy tiền",
        date="2026-09-30",
        unit="dong-kinh",
        topics=["benh"],
        honoured="bác Vi Văn Tài",
        about="62 tuổi, chạy xe ôm",
        when="tám năm nay",
        summary="Bác không nhớ hết tên, chỉ nhớ lịch: ai đến viện thứ mấy, ai phải bế xuống ba bậc thềm.",
        body="""
Danh sách ở trong đầu bác, nhưng cô con gái chép ra giấy cho chắc, dán trong cốp xe. Mười bảy người, mỗi người một
dòng: giờ đi, giờ về, có cần bế không.

Bác bảo chạy xe thì chuyến nào cũng là chuyến. Chỉ khác là chuyến này đi chậm hơn.

Có người nhất định trả tiền. Bác nhận, rồi cuối tháng bỏ vào hòm của chi hội ở cổng chợ. Bác nói: “Bà ấy trả được thì
bà ấy vui. Tôi không lấy cái vui của bà ấy.”
""",
    ),
    dict(
        title="Hàng nước không đề giá ở chợ Đồng Đăng",
        date="2026-08-21",
        unit="dong-dang",
        topics=["cuu-tro"],
        picture="cho-vung-bien",
        honoured="bà Nguyễn Thị Mẫu",
        about="bán nước ở chợ Đồng Đăng",
        summary="Ai có thì bỏ hòm, ai không có thì uống. Cuối tháng bà chủ mang cả hòm lên trạm y tế xã.",
        body="""
Hàng nước của bà Mẫu không có bảng giá. Có một chiếc hòm gỗ, khe vừa tờ hai nghìn.

Người khuân vác uống không mất tiền. Khách du lịch hỏi giá, bà chỉ cái hòm. Phần lớn bỏ vào nhiều hơn giá một cốc chè.

Cuối tháng, bà cùng hai người trong tổ mở hòm, đếm trước mặt nhau, ghi giấy, mang lên trạm y tế xã. Tháng nhiều nhất
được hai triệu bốn, tháng ít nhất ba trăm nghìn. Tiền dùng mua sữa cho trẻ ốm.

“Tôi chỉ mất tiền chè,” bà nói, “còn tiền trong hòm là của người ta.”
""",
    ),
    dict(
        title=(
            "Bà giáo nghỉ hưu đọc truyện cho trẻ nằm viện, rồi mở luôn tủ sách ở gian nhà sàn để không, đến nay "
            "có chín trăm cuốn và một chiếc thang do bọn trẻ tự đóng"
        ),
        date="2026-07-05",
        unit="huu-lien",
        topics=["truong"],
        picture="tu-sach-ban",
        honoured="bà giáo Dương Thị Hiền",
        about="nghỉ hưu, xã Hữu Liên",
        summary="Gian nhà sàn để không, nay có chín trăm cuốn sách. Cuốn nào rách thì chiều thứ Bảy cả bọn cùng vá.",
        body="""
Chuyện bắt đầu từ một cuốn truyện tranh rách bìa. Bà Hiền đi thăm cháu ở viện, thấy sáu đứa trẻ xem chung một cuốn,
bèn ngồi xuống đọc to cho cả phòng.

Tuần sau bà mang năm cuốn. Tuần sau nữa có người gửi cho một thùng. Nhà chật, bà dọn gian nhà sàn để không của cụ thân
sinh.

Nay tủ sách có chín trăm cuốn, mở chiều thứ Tư và cả ngày thứ Bảy. Mượn không cần thẻ, chỉ cần viết tên. Quá hạn thì
phải kể lại truyện cho một em bé hơn nghe.

Chiếc thang là bọn trẻ đóng hồi hè. Nó hơi lệch, nên trên thang có dán một tờ giấy: “Leo từ bên trái.”
""",
    ),
    dict(
        title="Nà Lốc chia nhau trông nhà cho những gia đình đi làm xa",
        date="2026-06-02",
        unit="na-loc",
        topics=["hoi"],
        honoured="tổ trông nhà thôn Nà Lốc",
        kind="group",
        about="hai mươi hai hộ",
        summary="Ba mươi mốt chiếc chìa khóa treo ở nhà trưởng thôn, mỗi chiếc một mảnh giấy dặn dò.",
        body="""
Cho gà ăn. Tưới giàn gấc. Thắp hương ngày rằm. Bật đèn hiên buổi tối để bà nội bên kia suối nhìn sang thấy sáng thì
yên tâm.

Đó là những dòng dặn dò buộc vào ba mươi mốt chiếc chìa khóa ở nhà trưởng thôn. Nhà đi làm xa gửi lại; tổ trông nhà
hai mươi hai hộ chia nhau.

Không ai tính công. Cuối năm, nhà đi xa về thì làm một mâm cơm chung. Năm ngoái có bốn mươi sáu người ngồi ăn.
""",
    ),
    dict(
        title="Thợ cắt tóc mang gương đi từng nhà",
        date="2025-12-14",
        unit="ky-lua",
        topics=["benh"],
        honoured="anh Đinh Văn Thơm",
        about="thợ cắt tóc, phường Kỳ Lừa",
        summary="Mỗi thứ Hai nghỉ tiệm, anh cắt tóc cho những người không ra khỏi nhà được.",
        body="""
Anh Thơm chỉ có một cái gương. Thứ Hai nghỉ tiệm, anh bọc gương trong khăn bông, buộc sau xe.

Người nằm lâu ít khi được soi gương. Nên cắt xong, anh dựng gương lên, để họ nhìn thật lâu rồi mới hỏi: “Đã vừa ý chưa
ạ?”
""",
    ),
    dict(
        title="Năm mươi đôi ủng cho con đường qua suối",
        date="2025-09-03",
        unit="cong-son",
        topics=["truong"],
        picture="nui-da-ruong-bac-thang",
        honoured="chi đoàn và chi hội xã Công Sơn",
        kind="group",
        summary="Con suối không sâu, chỉ lạnh. Trước ngày khai giảng, năm mươi em có ủng đi học.",
        body="""
Con suối trước bản không sâu, nước chỉ đến cổ chân. Nhưng lạnh, và đá thì trơn.

Chi đoàn xã đo chân từng em bằng cách cho giẫm lên giấy báo rồi cắt theo. Năm mươi hình bàn chân gửi ra chợ tỉnh, năm
mươi đôi ủng gửi về, đúng số đến từng đôi.

Ngày khai giảng, cô giáo xếp ủng trước cửa lớp thành hai hàng. Em nào cũng nhận ra đôi của mình.

> Đôi của con có mùi mới. | Một học trò lớp hai
""",
    ),
]
