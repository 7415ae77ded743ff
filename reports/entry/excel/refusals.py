"""Why a file is not taken in: the fixed sentences, light enough for the limited process."""


class RefusedError(Exception):
    """Raised inside the limited process; outside it is a FileError with the same sentence."""


SAVE_AGAIN = "Hãy mở bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx."

TOO_BIG = "Tệp lớn hơn 10 MB. Hãy bỏ hình ảnh và những trang không dùng rồi lưu lại."
NOT_XLSX = f"Tệp này không phải tệp .xlsx. {SAVE_AGAIN}"
LOCKED = "Tệp có mật khẩu. Hãy bỏ mật khẩu mở tệp rồi lưu lại dạng .xlsx."
BROKEN = f"Tệp Excel bị hỏng hoặc không phải tệp .xlsx. {SAVE_AGAIN}"
STRANGE = f"Tệp Excel có thành phần lạ bên trong. {SAVE_AGAIN}"
MACRO = "Tệp Excel có macro. Hãy lưu lại dạng .xlsx, là dạng không có macro."
OUTSIDE = (
    "Tệp Excel có liên kết hoặc kết nối ra ngoài."
    " Hãy chép số liệu sang một tệp mới, chỉ dán giá trị, rồi lưu lại dạng .xlsx."
)
EMBEDDED = (
    "Tệp Excel có tệp khác hoặc đối tượng nhúng bên trong."
    " Hãy xóa các đối tượng ấy rồi lưu lại dạng .xlsx."
)
UNPACKS_TOO_BIG = (
    "Tệp Excel có quá nhiều phần hoặc quá lớn khi giải nén."
    " Hãy chép số liệu sang một tệp mới rồi lưu lại dạng .xlsx."
)
TOO_MANY_CELLS = (
    "Tệp Excel có quá 20 trang tính, hoặc một trang có số liệu quá dòng 20.000, quá cột 200,"
    " hoặc có quá nhiều ô. Hãy chỉ giữ lại bảng số liệu cần nhập."
)
TOO_HARD = "Tệp quá phức tạp, máy chủ không đọc hết được. Hãy chỉ giữ lại phần cần gửi rồi lưu lại."
BUSY = "Máy chủ đang đọc nhiều tệp cùng lúc. Hãy gửi lại sau ít phút."

ALL = (
    TOO_BIG, NOT_XLSX, LOCKED, BROKEN, STRANGE, MACRO, OUTSIDE, EMBEDDED, UNPACKS_TOO_BIG,
    TOO_MANY_CELLS, TOO_HARD, BUSY,
)  # fmt: skip
