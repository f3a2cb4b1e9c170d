"""A post office, as a Robyn application."""

import os
from datetime import date, datetime, timezone
from decimal import Decimal
from urllib.parse import unquote
from uuid import UUID

from robyn import Headers, Request, Response, Robyn, SSEMessage, SSEResponse, SubRouter
from robyn.authentication import AuthenticationHandler, BearerGetter
from robyn.robyn import Identity

import models as m

AT = datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone.utc)
JSON = Headers({"Content-Type": "application/json"})
app = Robyn(__file__)
items = SubRouter(prefix="/items")
store: dict[UUID, m.Item] = {}


class Clerk(AuthenticationHandler):
    def authenticate(self, request: Request) -> Identity | None:
        token = self.token_getter.get_token(request)
        return Identity({"name": "ann"}) if token == "t1" else None


app.configure_authentication(Clerk(token_getter=BearerGetter()))


def answer(model, status: int = 200) -> Response:
    return Response(status, JSON, model.model_dump_json())


def unknown(number: str) -> Response:
    return answer(m.Problem(code="unknown", detail=f"no item {number}"), 404)


def find(request: Request) -> m.Item | None:
    return store.get(UUID(request.path_params["number"]))


UNKNOWN = {404: {"model": m.Problem, "description": "There is no such item."}}


@items.get("/", openapi_name="List items", openapi_tags=["items"], response_model=m.Items)
def list_items(request: Request, query_params: m.ItemQuery):
    """All items, with limit and offset."""
    query = request.query_params
    offset, limit = int(query.get("offset", "0")), int(query.get("limit", "2"))
    # Robyn hands parameters on as they were sent.
    size = unquote(query.get("size", ""))
    found = [it for it in store.values() if size in ("", it.size.value)]
    return answer(m.Items(items=found[offset : offset + limit], total=len(found)))


@items.post("/", openapi_name="Post an item", openapi_tags=["items"], status_code=201, response_model=m.Item, responses={
    422: {"model": m.Problem, "description": "It is too heavy."},
})
def post_item(body: m.NewItem):
    if body.grams > 30_000:
        return answer(m.Problem(code="heavy", detail=f"{body.grams} g"), 422)
    made = m.Item(**body.model_dump(), id=UUID(int=len(store) + 1), at=AT)
    store[made.id] = made
    return answer(made, 201)


@items.get("/:number", openapi_tags=["items"], response_model=m.Item, responses=UNKNOWN)
def get_item(request: Request):
    item = find(request)
    return answer(item) if item else unknown(request.path_params["number"])


@items.patch("/:number", openapi_tags=["items"], response_model=m.Item, responses=UNKNOWN)
def change_item(request: Request, body: m.ItemPatch):
    item = find(request)
    if item is None:
        return unknown(request.path_params["number"])
    store[item.id] = item.model_copy(update=body.model_dump(exclude_unset=True))
    return answer(store[item.id])


@items.delete("/:number", openapi_tags=["items"], status_code=204, responses=UNKNOWN, auth_required=True)
def drop_item(request: Request):
    item = find(request)
    if item is None:
        return unknown(request.path_params["number"])
    del store[item.id]
    return Response(204, Headers({}), "")


@items.put("/:number/events/:count", openapi_tags=["items"], response_model=m.Event)
def put_event(body: m.Event):
    return answer(body)


@items.get("/:number/label", openapi_tags=["items"])
def get_label(request: Request) -> Response:
    """What is stuck on the item."""
    return Response(200, Headers({"Content-Type": "text/plain; charset=utf-8"}), f"№ {request.path_params['number']}")


@app.post("/quotes", openapi_tags=["quotes"], response_model=m.Price)
def get_quote(request: Request, body: m.Quote):
    quote = request.json()
    price = Decimal(quote["grams"]) / 100
    return answer(m.Price(price=price, express=quote.get("express", False)))


@app.get("/holidays", openapi_tags=["quotes"])
def holidays() -> list[date]:
    return ["2024-12-25", "2024-12-26"]


@app.get("/stock", openapi_tags=["quotes"], auth_required=True)
def stock(request: Request) -> dict[str, int]:
    return {"stamps": 2**40}


@app.get("/latest", openapi_tags=["quotes"], status_code=307, responses={307: "Leads to an item."})
def latest():
    return Response(307, Headers({"Location": f"/items/{next(iter(store))}"}), "")


@app.get("/counter", openapi_tags=["quotes"], responses={
    200: {"description": "Who is next.", "content": {"text/event-stream": {"schema": {"type": "string"}}}},
})
def counter():
    def numbers():
        for number in range(3):
            yield SSEMessage(f"number {number}", event="next", id=str(number))

    return SSEResponse(numbers())


app.include_router(items)
if __name__ == "__main__":
    app.start(host="127.0.0.1", port=int(os.environ["PORT"]))
