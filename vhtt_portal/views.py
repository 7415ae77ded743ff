"""Pages of no room: refusals, mishaps and the health of the machine."""

import logging
import secrets
import uuid

from django.contrib.auth.decorators import login_not_required
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from audit.checks import sealed_tables
from audit.triggers import missing_triggers
from vhtt_portal.checks import database_faults

logger = logging.getLogger(__name__)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from before signing in or from another page: said like any other refusal."""
    logger.warning("CSRF: %s", reason)
    return render(request, "403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the request: what failed may be the very thing that the page's head asks for."""
    incident = secrets.token_hex(4)
    logger.error("Incident %s at %s", incident, request.path)
    return HttpResponse(render_to_string("500.html", {"incident": incident}), status=500)


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """For the watchman: each part "ok" or what is wrong with it, in one word, never why."""
    parts = {
        "database": "fault",
        "storage": _storage(),
        "migrations": "unknown",
        "seals": "unknown",
    }
    try:
        parts["database"] = "fault" if database_faults() else "ok"
        parts["migrations"] = _migrations()
        parts["seals"] = "fault" if missing_triggers(sealed_tables()) else "ok"
    except DatabaseError:
        logger.exception("healthz")
    healthy = all(state == "ok" for state in parts.values())
    return JsonResponse(
        {"status": "ok" if healthy else "fault"} | parts, status=200 if healthy else 503
    )


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "pending" if pending else "ok"


def _storage() -> str:
    """Writes a file and takes it away again."""
    try:
        name = default_storage.save(f"healthz-{uuid.uuid4()}", ContentFile(b"ok"))
        default_storage.delete(name)
    except OSError:
        logger.exception("healthz")
        return "fault"
    return "ok"
