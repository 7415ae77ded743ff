"""A browser without a network: whole requests through the door that gunicorn calls."""

from collections.abc import Callable, Mapping
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

Application = Callable[..., Any]
_FORM = "application/x-www-form-urlencoded"


class Browser:
    """Keeps its cookies and sends the CSRF token as the portal's pages do."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.cookies: dict[str, str] = {}
        self.location = ""

    def sign_in(self, username: str, password: str) -> None:
        address = "/tai-khoan/dang-nhap/"
        self.get(address)
        self.post(address, {"username": username, "password": password}, expected=302)

    def get(self, path: str) -> bytes:
        return self._send("GET", path, b"", expected=200)

    def post(self, path: str, data: Mapping[str, str], *, expected: int = 200) -> bytes:
        return self._send("POST", path, urlencode(data).encode(), expected=expected)

    def send_file(self, path: str, field: str, name: str, content: bytes, kind: str) -> str:
        """Send one file by form; the address that the answer leads to."""
        edge = "bench-edge"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        body = f"{head}Content-Type: {kind}\r\n\r\n".encode() + content
        body += f"\r\n--{edge}--\r\n".encode()
        self._send("POST", path, body, expected=302, kind=f"multipart/form-data; boundary={edge}")
        return self.location

    def _send(
        self, method: str, path: str, body: bytes, *, expected: int, kind: str = _FORM
    ) -> bytes:
        bare, _, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": bare,
            "QUERY_STRING": query,
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "wsgi.input": BytesIO(body),
            "CONTENT_LENGTH": str(len(body)),
        }
        if method == "POST":
            environ["CONTENT_TYPE"] = kind
            environ["HTTP_X_CSRFTOKEN"] = self.cookies.get("csrf", "")
            environ["HTTP_HX_REQUEST"] = "true"
        setup_testing_defaults(environ)
        heads: list[Any] = []
        answer = self.application(environ, lambda *head: heads.append(head))
        content = b"".join(answer)
        answer.close()
        status, headers = heads[0]
        if int(status[:3]) != expected:
            raise AssertionError(f"{method} {path}: {status}\n{content[:300].decode()}")
        self.location = dict(headers).get("Location", "")
        for name, value in headers:
            if name == "Set-Cookie":
                self.cookies |= {key: kept.value for key, kept in SimpleCookie(value).items()}
        return content
