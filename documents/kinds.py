"""The kinds of administrative document and their abbreviations.

Nghị định 30/2020/NĐ-CP, Điều 7 and Phụ lục III. Công văn and thư công bear no kind.
"""

REPORT, DECISION, PROPOSAL, MINUTES = "BÁO CÁO", "QUYẾT ĐỊNH", "TỜ TRÌNH", "BIÊN BẢN"
PLAN, PROGRAMME, NOTICE = "KẾ HOẠCH", "CHƯƠNG TRÌNH", "THÔNG BÁO"
GUIDANCE, INVITATION = "HƯỚNG DẪN", "GIẤY MỜI"
# What the screens and the book call a paper without a kind; no paper prints it.
LETTER = "CÔNG VĂN"

ABBREVIATIONS = {
    "NGHỊ QUYẾT": "NQ",
    DECISION: "QĐ",
    "CHỈ THỊ": "CT",
    "QUY CHẾ": "QC",
    "QUY ĐỊNH": "QyĐ",
    "THÔNG CÁO": "TC",
    NOTICE: "TB",
    GUIDANCE: "HD",
    PROGRAMME: "CTr",
    PLAN: "KH",
    "PHƯƠNG ÁN": "PA",
    "ĐỀ ÁN": "ĐA",
    "DỰ ÁN": "DA",
    REPORT: "BC",
    MINUTES: "BB",
    PROPOSAL: "TTr",
    "HỢP ĐỒNG": "HĐ",
    "CÔNG ĐIỆN": "CĐ",
    "BẢN GHI NHỚ": "BGN",
    "BẢN THỎA THUẬN": "BTT",
    "GIẤY ỦY QUYỀN": "GUQ",
    INVITATION: "GM",
    "GIẤY GIỚI THIỆU": "GGT",
    "GIẤY NGHỈ PHÉP": "GNP",
    "PHIẾU GỬI": "PG",
    "PHIẾU CHUYỂN": "PC",
    "PHIẾU BÁO": "PB",
}
