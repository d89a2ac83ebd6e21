"""How the browser gets its files: compressed, and under addresses that change with their content, so that it asks once.

Every address of a file carries one version in its path, made of the content of all files; modules that
import each other by relative addresses stay within it. A file asked for under the version in force may be kept for ever.
"""

import gzip
import hashlib
import re
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]  # WhiteNoise has no types

FOR_EVER = "public, max-age=31536000, immutable"
_VERSIONED = re.compile(r"/static/v-([0-9a-f]{10})(/.*)")
_TEXT = re.compile(r"\.(css|js|mjs|svg|json|txt|webmanifest)$")


@cache
def version() -> str:
    """Ten hexadecimal digits of the SHA-256 of all files that are served, with their names."""
    digest = hashlib.sha256()
    files = {
        path: storage.path(path) for finder in finders.get_finders() for path, storage in finder.list(None)
    }
    for name, path in sorted(files.items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(Path(path).read_bytes()).digest())
    return digest.hexdigest()[:10]


class VersionedStorage(StaticFilesStorage):
    """Addresses with the version in force; without one while somebody works on the files (TAKT_LIVE)."""

    def url(self, name: str | None) -> str:
        """The address of a file."""
        plain = super().url(name)
        if settings.TAKT_LIVE:
            return plain
        return plain.replace(settings.STATIC_URL, f"{settings.STATIC_URL}v-{version()}/", 1)


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # WhiteNoise has no types
    """Serves the files, compressed for whoever takes that."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The file at the address, or whatever the pages answer."""
        asked = _VERSIONED.fullmatch(request.path_info)
        path = f"/static{asked[2]}" if asked else request.path_info
        found = self.find_file(path) if self.autorefresh else self.files.get(path)
        if found is None:
            answer: HttpResponse = self.get_response(request)
            return answer
        answer = self.serve(found, request)
        if answer.status_code == 200 and _TEXT.search(path) and not self.autorefresh:
            answer = _smaller(answer, request, found.get_path_and_headers({})[0])
        if asked and asked[1] == version():
            answer["Cache-Control"] = FOR_EVER
        return answer


def _smaller(answer: HttpResponse, request: HttpRequest, path: str) -> HttpResponse:
    answer["Vary"] = "Accept-Encoding"
    if request.method != "GET" or "gzip" not in request.headers.get("Accept-Encoding", ""):
        return answer
    answer.close()
    headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
    return HttpResponse(_gzipped(path), headers=headers | {"Content-Encoding": "gzip"})


@lru_cache(maxsize=256)
def _gzipped(path: str) -> bytes:
    return gzip.compress(Path(path).read_bytes(), 9, mtime=0)


class CompressedPages(GZipMiddleware):
    """Pages are sent compressed; answers to programs and streams of events as they are."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress a page."""
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
