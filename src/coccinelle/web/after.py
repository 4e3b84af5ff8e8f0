"""Where an act leads: the part of the open page that shows it, or the page again."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.web.access.admission import Visit
from coccinelle.web.daily.desk_pages import drafts_shown
from coccinelle.web.inbox.conversation import part
from coccinelle.web.pages import is_part, render


def back(request: Request, visit: Visit, conversation_id: int) -> Response:
    """page: a field of forms that stand elsewhere than in their conversation."""
    is_queue = request.state.form.get("page") == "a-valider"
    if not is_part(request):
        path = "/a-valider" if is_queue else f"/conversations/{conversation_id}#fin"
        return RedirectResponse(path, 303)
    if is_queue:
        return render(request, "_drafts.html", **drafts_shown(visit))
    return part(request, visit, conversation_id)
