"""Files on their way in: one that is too large never reaches the disk."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

MAX_FILE = 10 * 1024 * 1024
_TOO_LARGE = "portal.file_too_large"


class SizeLimit(FileUploadHandler):
    """Stands before Django's own handlers; of a larger file the rest is read past.

    The file is then missing from the form, whose view asks ``is_too_large`` why.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > MAX_FILE:
            if self.request is not None:
                self.request.META[_TOO_LARGE] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind this one make the file."""


def is_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was left out for its size; asked after reading the form."""
    return bool(request.META.get(_TOO_LARGE))
