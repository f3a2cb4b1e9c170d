"""A harbour, as an API of django-ninja."""

from datetime import date, datetime, timezone
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from ninja import Body, Cookie, File, Form, Header, NinjaAPI, PatchDict, Query, Router, UploadedFile
from ninja.errors import HttpError
from ninja.pagination import LimitOffsetPagination, PageNumberPagination, paginate
from ninja.responses import codes_4xx
from ninja.security import APIKeyHeader, APIKeyQuery, HttpBearer

import schemas as s

REGISTERED = datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone.utc)
store: dict[UUID, dict] = {}


class Pilot(HttpBearer):
    def authenticate(self, request, token):
        return token if token == "t1" else None


class Tower(APIKeyHeader):
    param_name = "X-Tower"

    def authenticate(self, request, key):
        return key if key == "k1" else None


class Guest(APIKeyQuery):
    param_name = "guest"

    def authenticate(self, request, key):
        return key


api = NinjaAPI(title="Harbour", version="2.0", urls_namespace="harbour")
ships = Router(tags=["ships"])
papers = Router(tags=["papers"])


class Unknown(Exception):
    def __init__(self, ship: UUID):
        self.ship = ship


@api.exception_handler(Unknown)
def unknown(request, error):
    return api.create_response(request, {"reason": "unknown", "ship": error.ship}, status=404)


def find(ship: UUID) -> dict:
    if ship not in store:
        raise Unknown(ship)
    return store[ship]


@ships.get("", response=list[s.ShipOut], by_alias=True)
@paginate(LimitOffsetPagination)
def list_ships(request, filters: Query[s.ShipFilter]):
    return [it for it in store.values() if not filters.flag or it["flag"] in filters.flag]


@ships.get("/by-page", response=list[s.ShipOut], by_alias=True)
@paginate(PageNumberPagination, page_size=2)
def page_ships(request):
    return list(store.values())


@ships.post("", response={201: s.ShipOut, 409: s.Trouble}, auth=Pilot(), by_alias=True)
def register_ship(request, ship: s.ShipIn):
    if len(store) > 4:
        return 409, {"reason": "full"}
    made = {**ship.dict(), "id": UUID(int=len(store) + 1), "registered": REGISTERED, "callSign": f"HB{len(store)}"}
    store[made["id"]] = made
    return 201, made


@ships.get("/{uuid:ship_id}", response={200: s.ShipOut, 404: s.Trouble}, by_alias=True)
def get_ship(request, ship_id: UUID):
    return 200, find(ship_id)


@ships.patch("/{uuid:ship_id}", response={200: s.ShipOut, 404: s.Trouble}, auth=[Pilot(), Tower()], by_alias=True)
def update_ship(request, ship_id: UUID, patch: PatchDict[s.ShipPatch]):
    find(ship_id).update(patch)
    return 200, store[ship_id]


@ships.delete("/{uuid:ship_id}", response={204: None, codes_4xx: s.Trouble}, auth=Tower())
def scrap_ship(request, ship_id: UUID):
    del store[find(ship_id)["id"]]
    return 204, None


@ships.put("/{uuid:ship_id}/logs/{int:number}", response=s.Log)
def write_log(request, ship_id: UUID, number: int, log: s.Log):
    return log


@ships.post("/{uuid:ship_id}/movements", response=dict[str, s.Movement])
def move(request, ship_id: UUID, movements: list[s.Movement], note: str = Body(None)):
    return {f"{note} {number}": movement for number, movement in enumerate(movements)}


@papers.post("/{number}", response=s.Document)
def upload(request, number: int, customs: Form[s.Customs], document: File[UploadedFile], stamp: UploadedFile = File(None)):
    fields = {**customs.dict(), "number": number, "stamp": stamp and stamp.name}
    return {"name": document.name, "size": document.size, "fields": fields}


@papers.post("/many/files", response=list[s.Document])
def upload_many(request, documents: File[list[UploadedFile]]):
    return [{"name": it.name, "size": it.size} for it in documents]


@papers.get("/{number}", response={200: bytes})
def download(request, number: int):
    return HttpResponse(bytes([number, 255, 0]), content_type="application/pdf")


@api.post("/tolls", response={200: s.Message, 403: s.Message}, tags=["tolls"])
def pay_toll(request, toll: Form[s.Toll]):
    if toll.tons < 0:
        raise HttpError(403, "lighter than air")
    return {"message": f"{toll.ship} {toll.tons} {toll.paid} {toll.lanes}"}


@api.get("/tides/{day}/{flag}/{path:place}", response=list[str], tags=["tides"])
def tides(request, day: date, flag: s.Flag, place: str, x_unit: str = Header("m", alias="X-Unit"), seen: Cookie[str | None] = None):
    return [day.isoformat(), flag, place, x_unit, str(seen)]


@api.get("/who", auth=Guest(), response=str, tags=["tides"])
def who(request):
    return request.auth


@api.get("/home", tags=["tides"], response={302: None})
def home(request):
    return HttpResponseRedirect("/api/who?guest=home")


api.add_router("/ships", ships)
api.add_router("/papers", papers)
