"""Pages that arrive compressed, and answers that are left as they are."""

import gzip

import brotli
import pytest
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from vhtt_portal.compression import Compressed

PAGE = "<p>Phiếu số liệu của phường</p>" * 100


def answered(response, accepts):
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    return Compressed(lambda _: response)(request)


@pytest.mark.parametrize(
    ("accepts", "encoding", "read"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_a_page_comes_as_the_browser_can_read_it(accepts, encoding, read):
    response = answered(HttpResponse(PAGE), accepts)

    assert response.headers.get("Content-Encoding") == encoding
    assert read(response.content).decode() == PAGE
    assert "Accept-Encoding" in response.headers["Vary"]
    assert (len(response.content) < len(PAGE) / 5) == (encoding is not None)


def test_files_small_answers_and_streams_are_left_alone():
    plain = [
        HttpResponse(b"\x00" * 5000, content_type="application/pdf"),
        HttpResponse("ngắn"),
        HttpResponse(PAGE, headers={"Content-Encoding": "zstd"}),
    ]
    for response in plain:
        before = response.content
        assert answered(response, "br").content == before
        assert response.headers.get("Content-Encoding") != "br"
    stream = FileResponse(iter([PAGE.encode()]), content_type="text/plain")
    assert answered(stream, "br").getvalue() == PAGE.encode()


def test_the_portal_compresses_its_own_pages(client, db):
    response = client.get("/tai-khoan/dang-nhap/", headers={"Accept-Encoding": "br"})

    assert "Đăng nhập" in brotli.decompress(response.content).decode()
