"""Why a file is not taken in: twelve fixed sentences, light enough for the limited process."""


class RefusedError(Exception):
    """Raised inside the limited process; outside it is a FileError with the same sentence."""


_SAVE_AGAIN = "Hãy mở bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx."
_COPY_OVER = "Hãy chép số liệu sang một tệp mới, chỉ dán giá trị, rồi lưu lại dạng .xlsx."

TOO_BIG = "Tệp lớn hơn 10 MB. Hãy bỏ hình ảnh và những trang không dùng rồi lưu lại."
NOT_XLSX = f"Tệp này không phải tệp .xlsx. {_SAVE_AGAIN}"
LOCKED = "Tệp có mật khẩu. Hãy bỏ mật khẩu mở tệp rồi lưu lại dạng .xlsx."
BROKEN = f"Tệp bị hỏng, không đọc được. {_SAVE_AGAIN}"
STRANGE = f"Tệp có thành phần lạ mà Excel không tạo ra. {_SAVE_AGAIN}"
MACRO = "Tệp có macro. Hãy lưu lại dạng .xlsx, là dạng không có macro."
OUTSIDE = f"Tệp có liên kết hoặc kết nối ra ngoài. {_COPY_OVER}"
EMBEDDED = "Tệp có tệp khác hoặc đối tượng nhúng bên trong. Hãy xóa chúng rồi lưu lại dạng .xlsx."
UNPACKS_TOO_BIG = f"Tệp có quá nhiều phần hoặc quá lớn khi giải nén. {_COPY_OVER}"
TOO_MANY_CELLS = (
    "Tệp có quá 20 trang tính, hoặc có số liệu sau dòng 20.000, sau cột 200 hoặc ở quá nhiều ô."
    " Hãy chỉ giữ lại bảng số liệu cần nhập rồi lưu lại."
)
TOO_HARD = "Tệp quá phức tạp, máy chủ không đọc hết được. Hãy chỉ giữ lại phần cần gửi."
BUSY = "Máy chủ đang đọc nhiều tệp cùng lúc. Hãy gửi lại sau ít phút."

ALL = (
    TOO_BIG, NOT_XLSX, LOCKED, BROKEN, STRANGE, MACRO, OUTSIDE, EMBEDDED, UNPACKS_TOO_BIG,
    TOO_MANY_CELLS, TOO_HARD, BUSY,
)  # fmt: skip
