"""A seed bank, as a FastAPI application."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Cookie, Depends, FastAPI, Header, HTTPException, Query, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.security import APIKeyHeader, HTTPBasic, HTTPBasicCredentials, OAuth2PasswordBearer, OAuth2PasswordRequestForm

import files
import streams
from models import Event, Filter, Found, Kind, Load, NewSeed, Page, Problem, Seed, SeedPatch, Supplier, Survey, Token, Zone

STAMP = datetime(2024, 2, 29, 23, 59, 59, 123456, tzinfo=timezone(timedelta(hours=5, minutes=30)))
oauth2 = OAuth2PasswordBearer(tokenUrl="token", scopes={"seeds:write": "Change seeds."})
api_key = APIKeyHeader(name="X-Admin-Key")
basic = HTTPBasic()
store: dict[UUID, Seed] = {}


class Refused(Exception):
    def __init__(self, status: int, problem: Problem):
        self.status, self.problem = status, problem


def user(token: Annotated[str, Depends(oauth2)]) -> str:
    if not token.startswith("token-of-"):
        raise HTTPException(401, "Invalid token", {"WWW-Authenticate": "Bearer"})
    return token.removeprefix("token-of-")


def find(seed_id: UUID) -> Seed:
    if seed_id not in store:
        raise Refused(404, Problem(code="not_found", detail="No such seed", context={"id": str(seed_id)}))
    return store[seed_id]


User = Annotated[str, Depends(user)]
Known = Annotated[Seed, Depends(find)]
NOT_FOUND = {404: {"model": Problem, "description": "There is no such seed."}}
seeds = APIRouter(prefix="/seeds", tags=["seeds"])


@seeds.get("", responses={400: {"model": Problem}})
async def list_seeds(
    response: Response,
    kind: Annotated[list[Kind] | None, Query(description="Any of these.")] = None,
    sown_after: date | None = None,
    created_before: datetime | None = None,
    organic: bool | None = None,
    max_price: Decimal | None = None,
    zone: Zone | None = None,
    limit: Annotated[int, Query(gt=0, le=100)] = 2,
    offset: Annotated[int, Query(ge=0)] = 0,
    x_source: Annotated[str | None, Header()] = None,
    x_lot: Annotated[list[int] | None, Header()] = None,
    session: Annotated[str | None, Cookie()] = None,
) -> Page[Seed]:
    if x_source:
        response.headers["X-Echo"] = f"{x_source} {x_lot} {session} {sown_after} {created_before} {max_price} {organic}"
    found = [s for s in store.values() if (not kind or s.kind in kind) and (zone is None or s.zone == zone)]
    return Page(items=found[offset : offset + limit], total=len(found), limit=limit, offset=offset)


@seeds.get("/search")
async def search_seeds(filters: Annotated[Filter, Query()]) -> Found:
    found = sorted((s for s in store.values() if not filters.kinds or s.kind in filters.kinds), key=lambda s: s.name)
    if filters.order_by == "-name":
        found.reverse()
    first = (filters.page - 1) * filters.per_page
    pages = -(-len(found) // filters.per_page)
    return Found(results=found[first : first + filters.per_page], page=filters.page, pages=pages)


@seeds.post("", status_code=201, responses={409: {"model": Problem}})
async def create_seed(seed: NewSeed, by: User, response: Response) -> Seed:
    if any(s.name == seed.name for s in store.values()):
        raise Refused(409, Problem(code="duplicate", detail=f"{by} has it already"))
    made = Seed(**seed.model_dump(), id=UUID(int=len(store) + 1), created_at=STAMP, stock=0)
    store[made.id] = made
    response.headers["Location"] = f"/seeds/{made.id}"
    return made


@seeds.get("/{seed_id}", responses=NOT_FOUND)
async def read_seed(seed: Known) -> Seed:
    return seed


@seeds.put("/{seed_id}", responses=NOT_FOUND)
async def replace_seed(
    known: Known,
    _: User,
    seed: NewSeed,
    stock: Annotated[int, Body(ge=0)],
    supplier: Annotated[Supplier | None, Body()] = None,
) -> Seed:
    store[known.id] = known.model_copy(update={**seed.model_dump(), "stock": stock, "supplier": supplier})
    return store[known.id]


@seeds.patch("/{seed_id}", responses=NOT_FOUND)
async def update_seed(known: Known, patch: SeedPatch, _: User) -> Seed:
    store[known.id] = known.model_copy(update={k: getattr(patch, k) for k in patch.model_fields_set})
    return store[known.id]


@seeds.delete("/{seed_id}", status_code=204, responses=NOT_FOUND)
async def delete_seed(known: Known, _: User) -> None:
    del store[known.id]


@seeds.get("/{seed_id}/label", response_class=PlainTextResponse, responses=NOT_FOUND)
async def read_label(seed: Known) -> str:
    return f"{seed.name}, für Zone {seed.zone}\n"


beds = APIRouter(prefix="/beds", tags=["beds"])


@beds.get("/{kind}/{zone}/{day}")
async def read_plan(kind: Kind, zone: Zone, day: date, rows: bool = False) -> dict[date, list[Kind]]:
    return {day: [kind] * (zone if rows else 1)}


@beds.post("/{bed}/events")
async def record_event(bed: int, event: Event) -> Event:
    return event


@beds.put("/{bed}/events")
async def replace_events(bed: int, events: list[Event]) -> dict[str, Event]:
    return {e.event: e for e in events}


@beds.put("/{bed}/counts")
async def count(bed: int, counts: dict[Kind, int]) -> dict[Kind, int]:
    return {kind: number * bed for kind, number in counts.items()}


@beds.post("/{bed}/surveys")
async def record_survey(bed: int, survey: Survey) -> Survey:
    return survey


@beds.post("/{bed}/loads")
async def record_load(bed: int, load: Load) -> Load:
    return load


@beds.api_route("/{bed}/soil", methods=["GET", "PUT"])
async def soil(bed: int, request: Request, ph: Annotated[float, Query(ge=0, le=14)] = 7.0) -> float | None:
    return ph if request.method == "PUT" else None


access = APIRouter(tags=["access"])


@access.post("/token")
async def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token:
    if form.password != "secret":
        raise HTTPException(400, "Incorrect username or password")
    return Token(access_token=f"token-of-{form.username}", scopes=form.scopes)


@access.get("/me")
async def who_am_i(credentials: Annotated[HTTPBasicCredentials, Depends(basic)]) -> str:
    return credentials.username


@access.post("/admin/reset", status_code=202)
async def reset(key: Annotated[str, Depends(api_key)], keep: Annotated[int, Body(embed=True)] = 0):
    for seed_id in list(store)[keep:]:
        del store[seed_id]


app = FastAPI(title="Seed bank", version="2.1.0", summary="Seeds, beds and what grows in them.")
for router in (seeds, files.router, beds, streams.router, access):
    app.include_router(router)


@app.exception_handler(Refused)
async def refused(_: Request, error: Refused) -> JSONResponse:
    return JSONResponse(error.problem.model_dump(), error.status)
