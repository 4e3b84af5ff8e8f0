"""The page of publications: what each one shows, said in one tap."""

from dataclasses import dataclass

from fastapi import APIRouter
from pydantic import Field, NaiveDatetime
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from coccinelle.core.catalogue import Product
from coccinelle.core.post_match import ProductNames
from coccinelle.engine.members import posts as engine
from coccinelle.store import posts
from coccinelle.store.posts import PostRow
from coccinelle.web.access.admission import Id, Visit, visit_of, visit_to
from coccinelle.web.done import say
from coccinelle.web.edge.forms import Form, checked, number
from coccinelle.web.moments import moment
from coccinelle.web.pages import render

PAGE = "/publications"
SHOWN = 60
FARTHEST = 100_000  # rows skipped
ROUTES = APIRouter()


class ShownForm(Form):
    """product_ref: empty for nothing the shop sells."""

    product_ref: str = Field("", max_length=100)


class PostForm(Form):
    """published_at: in the business's zone, as the browser's own field gives it."""

    url: str = Field(min_length=1, max_length=engine.LONGEST_URL)
    published_at: NaiveDatetime
    caption: str = Field("", max_length=engine.LONGEST_CAPTION)
    product_ref: str = Field("", max_length=100)


@dataclass(frozen=True, slots=True)
class Publication:
    """link: "" unless it leads to a site. candidates: what else its caption may speak of."""

    post: PostRow
    when: str
    link: str
    candidates: list[Product]


@ROUTES.get(PAGE)
def posts_page(request: Request) -> Response:
    """voir=sans: those nobody spoke of; suite: how many were shown before."""
    visit, asked = visit_of(request), request.query_params
    lacking_only, skipped = asked.get("voir") == "sans", number(asked.get("suite", ""))
    with visit.desk.transaction() as connection:
        found = posts.newest(
            connection, lacking_only=lacking_only, limit=SHOWN + 1, skipped=min(skipped, FARTHEST)
        )
        lacking = posts.lacking(connection)
    products = visit.desk.shop.catalogue().products
    names = ProductNames(products)
    return render(
        request, "posts.html", products=products, lacking=lacking, lacking_only=lacking_only,
        publications=[_publication(visit, one, names) for one in found[:SHOWN]],
        more=skipped + SHOWN if len(found) > SHOWN else 0,
        today=f"{visit.desk.now():%Y-%m-%dT%H:%M}",
    )  # fmt: skip


@ROUTES.post(PAGE)
def added(request: Request) -> Response:
    visit, form = visit_of(request), checked(request, PostForm)
    at = form.published_at.replace(tzinfo=visit.desk.business.zone)
    engine.add(
        visit.desk, url=form.url, published_at=at, caption=form.caption,
        product_ref=form.product_ref, by=visit.member.name,
    )  # fmt: skip
    return RedirectResponse(PAGE, 303)


@ROUTES.post(PAGE + "/{post_id}/produit")
def told(request: Request, post_id: Id) -> Response:
    visit, form = visit_to(request, posts.load, post_id), checked(request, ShownForm)
    engine.show(visit.desk, post_id, form.product_ref, by=visit.member.name)
    return RedirectResponse(f"{PAGE}#post-{post_id}", 303)


@ROUTES.post(PAGE + "/{post_id}/cacher")
def told_less(request: Request, post_id: Id) -> Response:
    visit, form = visit_to(request, posts.load, post_id), checked(request, ShownForm)
    engine.hide(visit.desk, post_id, form.product_ref, by=visit.member.name)
    return RedirectResponse(f"{PAGE}#post-{post_id}", 303)


@ROUTES.post(PAGE + "/{post_id}/supprimer")
def removed(request: Request, post_id: Id) -> Response:
    visit = visit_to(request, posts.known, post_id)
    engine.remove(visit.desk, post_id)
    say(request, "supprimee", post_id)
    return RedirectResponse(PAGE, 303)


@ROUTES.post(PAGE + "/{post_id}/remettre")
def given_back(request: Request, post_id: Id) -> Response:
    visit = visit_to(request, posts.known, post_id)
    engine.give_back(visit.desk, post_id)
    return RedirectResponse(f"{PAGE}#post-{post_id}", 303)


def _publication(visit: Visit, post: PostRow, names: ProductNames) -> Publication:
    now, known = visit.desk.now(), {one.ref for one in post.shown}
    return Publication(
        post=post,
        when=moment(post.published_at.astimezone(now.tzinfo), now),
        link=post.url if post.url.startswith(("https://", "http://")) else "",
        candidates=[one for one in names.candidates(post.caption) if one.ref not in known],
    )
