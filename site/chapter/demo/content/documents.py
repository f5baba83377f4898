"""The register: public documents as they are (numbers, dates, bodies); the chapter's own are samples and say so."""

from typing import Any

LEGAL_DOCUMENTS: list[Any] = [
    dict(
        key="43",
        number="43-CT/TW",
        type="chi-thi",
        issuer="bbt",
        issued="2010-06-08",
        title=(
            "Chỉ thị về tăng cường sự lãnh đạo của Đảng đối với công tác của Hội Chữ thập đỏ Việt Nam trong tình "
            "hình mới"
        ),
        summary="Văn bản gốc mà Kết luận 44-KL/TW yêu cầu tiếp tục thực hiện.",
    ),
    dict(
        key="44",
        number="44-KL/TW",
        type="ket-luan",
        issuer="bbt",
        issued="2022-11-14",
        title="Kết luận về tiếp tục thực hiện Chỉ thị số 43-CT/TW",
        summary="Nhìn lại hơn mười năm thực hiện Chỉ thị 43 và nêu việc phải làm tiếp.",
    ),
    dict(
        key="1027",
        number="1027-CV/TU",
        type="cong-van",
        issuer="tinh-uy",
        issued="2023-03-03",
        title="Công văn về triển khai thực hiện Kết luận số 44-KL/TW",
        summary=(
            "Giao các cấp ủy, chính quyền, Mặt trận và đoàn thể trong tỉnh bốn nhóm việc; nhắc nêu gương người "
            "tốt, nhân rộng mô hình hay và để nhân dân giám sát."
        ),
    ),
    dict(
        key="11",
        number="11/2008/QH12",
        type="luat",
        issuer="qh",
        issued="2008-06-03",
        effective="2009-01-01",
        title="Luật Hoạt động chữ thập đỏ",
        summary="Quy định hoạt động chữ thập đỏ; Điều 14 bảo hộ biểu tượng.",
    ),
    dict(
        key="93",
        number="93/2021/NĐ-CP",
        type="nghi-dinh",
        issuer="cp",
        issued="2021-10-27",
        effective="2021-12-11",
        title="Nghị định về vận động, tiếp nhận, phân phối và sử dụng các nguồn đóng góp tự nguyện",
        summary="Ai được kêu gọi, nhận trong bao lâu, công khai những gì (Điều 14).",
    ),
    dict(
        key="64",
        number="64/2008/NĐ-CP",
        type="nghi-dinh",
        issuer="cp",
        issued="2008-05-14",
        ended="2021-12-10",
        replaced_by="93",
        title="Nghị định về vận động, tiếp nhận, phân phối và sử dụng các nguồn đóng góp tự nguyện (cũ)",
        summary="Áp dụng cho các đợt vận động trước ngày 11/12/2021; giữ ở đây để tra cứu.",
    ),
    dict(
        key="41",
        number="41/2022/TT-BTC",
        type="thong-tu",
        issuer="btc",
        issued="2022-07-05",
        title="Thông tư hướng dẫn chế độ kế toán áp dụng cho các hoạt động xã hội, từ thiện",
        summary="Tiền từ thiện ghi sổ riêng, báo cáo định kỳ.",
    ),
    dict(
        key="91",
        number="91/2025/QH15",
        type="luat",
        issuer="qh",
        issued="2025-06-26",
        effective="2026-01-01",
        title="Luật Bảo vệ dữ liệu cá nhân",
        summary="Sự đồng ý phải rõ ràng, riêng cho từng mục đích, không đánh dấu sẵn, và chứng minh được.",
    ),
    dict(
        key="ke-hoach",
        number="00/KH-CTĐ (mẫu)",
        type="ke-hoach",
        issuer="hoi",
        issued="2026-01-15",
        title="Kế hoạch thực hiện bốn chương trình công tác năm 2026",
        summary="Bản mẫu: chia việc cho từng quý, từng đơn vị, kèm con số để đếm.",
        document="ke-hoach",
    ),
    dict(
        key="keu-goi",
        number="00/LKG-CTĐ (mẫu)",
        type="khac",
        issuer="hoi",
        issued="2026-09-21",
        ended="2026-12-15",
        title="Lời kêu gọi góp mái nhà cho bà con Mẫu Sơn sau trận lốc",
        summary="Bản mẫu: văn bản mở chiến dịch Mái lành trước rét.",
        document="keu-goi",
    ),
]
