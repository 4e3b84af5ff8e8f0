"""What was tried is kept as a script: run again on a fresh copy, compared, taken away as YAML."""

from urllib.parse import quote

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.store import trial_scripts
from coccinelle.store.trial_scripts import TrialScript
from coccinelle.trial.as_it_was import as_file
from coccinelle.trial.play import begin
from coccinelle.trial.record import LONGEST_NAME, read, record
from coccinelle.trial.scenarios import cast
from coccinelle.trial.told import replies
from coccinelle.web.access.admission import Id, Visit, visit_of, visit_to
from coccinelle.web.edge.forms import Form, checked
from coccinelle.web.trial.acts import check_is_free
from coccinelle.web.trial.copy import OpenDesk, free_copy
from coccinelle.web.trial.page import PAGE
from coccinelle.web.trial.writing import answer


class NameForm(Form):
    name: str = Field(min_length=1, max_length=LONGEST_NAME)


def router(open_desk: OpenDesk) -> APIRouter:
    routes = APIRouter(prefix=PAGE)

    @routes.post("/enregistrer")
    def kept(request: Request) -> Response:
        visit, form = visit_of(request), checked(request, NameForm)
        copy = free_copy(visit, open_desk)
        script, said = record(copy, form.name), replies(copy)
        with visit.desk.transaction() as connection:
            trial_scripts.add(
                connection, name=form.name, script=script, replies=said, by=visit.member.name,
                at=visit.desk.now(),
            )  # fmt: skip
        return RedirectResponse(f"{PAGE}#scripts", 303)

    _add_kept(routes)

    @routes.post("/scripts/{script_id}/rejouer")
    def run_again(request: Request, script_id: Id) -> Response:
        visit, found = _script(request, script_id)
        check_is_free(request, open_desk)
        begin(
            visit.desk, found.script, by=visit.member.id, kind="script", title=found.name,
            replies=found.replies, script_id=script_id,
            instead=cast(visit.desk, read(found.script)),
        )  # fmt: skip
        return answer(request, open_desk)

    return routes


def _add_kept(routes: APIRouter) -> None:
    @routes.get("/scripts/{script_id}")
    def taken_away(request: Request, script_id: Id) -> Response:
        """For `coccinelle simulate`."""
        visit, found = _script(request, script_id)
        name = quote(f"{found.name}.yaml", safe="")
        told = f"attachment; filename=\"essai.yaml\"; filename*=UTF-8''{name}"
        headers = {"Content-Disposition": told}
        text = as_file(visit.desk, found.script)
        return Response(text, media_type="application/yaml", headers=headers)

    @routes.post("/scripts/{script_id}/supprimer")
    def removed(request: Request, script_id: Id) -> Response:
        visit, _ = _script(request, script_id)
        with visit.desk.transaction() as connection:
            trial_scripts.remove(connection, script_id)
        return RedirectResponse(f"{PAGE}#scripts", 303)


def _script(request: Request, script_id: int) -> tuple[Visit, TrialScript]:
    """404 for a script of another business."""
    visit = visit_to(request, trial_scripts.load, script_id)
    with visit.desk.transaction() as connection:
        found = trial_scripts.load(connection, script_id)
    assert found is not None
    return visit, found
