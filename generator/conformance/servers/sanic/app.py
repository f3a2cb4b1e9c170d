"""Weather stations, as a Sanic application with sanic-ext."""

from datetime import date, datetime, timezone
from functools import wraps
from urllib.parse import unquote
from uuid import UUID

from sanic import Blueprint, Request, Sanic, empty, html, json, raw, redirect, text
from sanic.exceptions import SanicException
from sanic_ext import openapi, validate
from sanic_ext.extensions.openapi.definitions import Parameter, RequestBody, Response

import models as m

MADE = datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone.utc)
app = Sanic("weather")
app.config.FALLBACK_ERROR_FORMAT = "json"
app.ext.openapi.describe("Weather stations", version="1.0.0", description="What they measure.")
app.ext.openapi.add_security_scheme("token", "http", scheme="bearer")
app.ext.openapi.add_security_scheme("key", "apiKey", name="X-Key", location="header")
stations = Blueprint("stations", url_prefix="/stations")
readings = Blueprint("readings", url_prefix="/readings")
pictures = Blueprint("pictures", url_prefix="/pictures")
store: dict[UUID, m.Station] = {}


class Unknown(SanicException):
    status_code = 404


def observers(handler):
    @wraps(handler)
    async def guarded(request: Request, *args, **kwargs):
        if request.token != "t1":
            return json({"reason": "observers only", "status": 401}, 401)
        return await handler(request, *args, **kwargs)

    return guarded


def find(station_id: UUID) -> m.Station:
    if station_id not in store:
        raise Unknown(f"no station {station_id}")
    return store[station_id]


@app.exception(Unknown)
async def unknown(request: Request, error: Unknown):
    return json({"reason": str(error), "status": 404}, 404)


@stations.get("/")
@openapi.summary("List stations")
@openapi.parameter("kind", m.Kind, "query")
@openapi.parameter("page", int, "query")
@openapi.parameter("active", bool, "query")
@openapi.response(200, {"application/json": m.Stations}, "A page.")
@validate(query=m.StationQuery)
async def list_stations(request: Request, query: m.StationQuery):
    found = [it for it in store.values() if query.kind in (None, it.kind)]
    shown = found[(query.page - 1) * 2 : query.page * 2]
    return json(m.Stations(stations=shown, total=len(found), page=query.page).model_dump(mode="json"))


@stations.post("/")
@openapi.definition(
    summary="Set up a station",
    body=RequestBody({"application/json": m.NewStation}, required=True),
    response=[Response({"application/json": m.Station}, status=201), Response({"application/json": m.Problem}, status=401)],
    secured="token",
)
@observers
@validate(json=m.NewStation)
async def create_station(request: Request, body: m.NewStation):
    made = m.Station(id=UUID(int=len(store) + 1), made=MADE, **body.model_dump())
    store[made.id] = made
    return json(made.model_dump(mode="json"), 201)


@stations.get("/<station_id:uuid>")
@openapi.response(200, {"application/json": m.Station})
@openapi.response(404, {"application/json": m.Problem})
async def get_station(request: Request, station_id: UUID):
    """One station."""
    return json(find(station_id).model_dump(mode="json"))


@stations.patch("/<station_id:uuid>")
@openapi.body({"application/json": m.StationPatch})
@openapi.response(200, {"application/json": m.Station})
@validate(json=m.StationPatch)
async def update_station(request: Request, station_id: UUID, body: m.StationPatch):
    """Change what is sent."""
    changed = find(station_id).model_copy(update=body.model_dump(exclude_unset=True))
    store[station_id] = changed
    return json(changed.model_dump(mode="json"))


@stations.delete("/<station_id:uuid>")
@openapi.response(204)
@openapi.secured("key")
async def delete_station(request: Request, station_id: UUID):
    if request.headers.get("X-Key") != "k1":
        return json({"reason": "no key", "status": 403}, 403)
    del store[find(station_id).id]
    return empty()


@readings.put("/<station_id:uuid>/<day:ymd>/<number:int>")
@openapi.definition(body={"application/json": m.Reading}, response={"application/json": m.Reading})
@validate(json=m.Reading)
async def put_reading(request: Request, station_id: UUID, day: date, number: int, body: m.Reading):
    return json(body.model_dump(mode="json"))


@readings.get("/<kind:str>/<height:float>/<rest:path>")
@openapi.definition(
    parameter=[Parameter("X-Trace", str, "header"), Parameter("seen", str, "cookie")],
    response={"application/json": {"path": str, "trace": str, "seen": str}},
)
async def get_readings(request: Request, kind: str, height: float, rest: str):
    trace, seen = request.headers.get("X-Trace", ""), request.cookies.get("seen", "")
    return json({"path": f"{kind} {height} {unquote(rest)}", "trace": trace, "seen": seen})


@readings.post("/reports")
@openapi.definition(body=RequestBody({"application/x-www-form-urlencoded": m.Report}), response=Response({"text/plain": str}))
@validate(form=m.Report)
async def report(request: Request, body: m.Report):
    return text(f"{body.observer}: {body.clouds}/8 {body.urgent}")


@readings.get("/latest")
@openapi.response(302)
async def latest(request: Request):
    return redirect("/readings/valley/1.5/now")


@readings.get("/stream")
@openapi.response(200, {"text/event-stream": str})
async def stream(request: Request):
    response = await request.respond(content_type="text/event-stream")
    for number in range(3):
        await response.send(f"id: {number}\ndata: {number * 1.5}\n\n")
    await response.eof()


@pictures.post("/<number:int>")
@openapi.definition(
    body={"multipart/form-data": {"picture": openapi.Binary(), "title": str, "sketch": openapi.Binary()}},
    response={"application/json": [m.Stored]},
)
async def upload(request: Request, number: int):
    title = f"{request.form.get('title')} {number}"
    files = [it for files in request.files.values() for it in files]
    return json([{"name": it.name, "size": len(it.body), "title": title} for it in files])


@pictures.get("/<number:int>")
@openapi.response(200, {"image/png": openapi.Binary()})
async def download(request: Request, number: int):
    return raw(b"\x89PNG\x00" + bytes([number]), content_type="image/png")


@pictures.get("/about")
@openapi.response(200, {"text/html": str})
async def about(request: Request):
    return html("<p>Gewölk</p>")


for blueprint in (stations, readings, pictures):
    app.blueprint(blueprint)
