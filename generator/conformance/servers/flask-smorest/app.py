"""A brewery, as a Flask application with flask-smorest."""

import uuid
from datetime import datetime, timezone

from flask import Flask, Response, redirect, request, send_file, url_for
from flask.views import MethodView
from flask_smorest import Api, Blueprint, abort

import schemas as s

CREATED = datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone.utc)

app = Flask(__name__)
app.config.update(
    API_TITLE="Brewery",
    API_VERSION="v1",
    OPENAPI_VERSION="3.0.3",
    OPENAPI_URL_PREFIX="/api",
    OPENAPI_JSON_PATH="openapi.json",
)
api = Api(app)
api.spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
beers = Blueprint("beers", __name__, url_prefix="/beers", description="What is brewed.")
labels = Blueprint("labels", __name__, url_prefix="/labels", description="What is on the bottles.")
access = Blueprint("access", __name__, url_prefix="/access")
store: dict[uuid.UUID, dict] = {}


def brewer() -> None:
    if request.headers.get("Authorization") != "Bearer t1":
        abort(401, message="brewers only")


def find(beer_id: uuid.UUID) -> dict:
    if beer_id not in store:
        abort(404, message=f"no beer {beer_id}")
    return store[beer_id]


@beers.route("")
class Beers(MethodView):
    @beers.arguments(s.BeerQuery, location="query")
    @beers.response(200, s.Beer(many=True))
    @beers.paginate(page_size=2, max_page_size=50)
    def get(self, query, pagination_parameters):
        """List beers."""
        styles = query.get("style")
        found = [it for it in store.values() if not styles or it["style"] in styles]
        found.sort(key=lambda it: it["name"], reverse=query["sort"] == "-name")
        pagination_parameters.item_count = len(found)
        return found[pagination_parameters.first_item : pagination_parameters.last_item + 1]

    @beers.doc(security=[{"bearer": []}])
    @beers.arguments(s.Beer)
    @beers.response(201, s.Beer)
    @beers.alt_response(409, description="There is one of this name.")
    def post(self, beer):
        """Brew a beer."""
        brewer()
        if any(it["name"] == beer["name"] for it in store.values()):
            abort(409, message="known", errors={"json": {"name": ["taken"]}})
        beer.update(id=uuid.UUID(int=len(store) + 1), created=CREATED)
        store[beer["id"]] = beer
        return beer


@beers.route("/<uuid:beer_id>")
class OneBeer(MethodView):
    @beers.etag
    @beers.response(200, s.Beer)
    @beers.alt_response(404, description="There is no such beer.")
    def get(self, beer_id):
        """Look at a beer."""
        return find(beer_id)

    @beers.arguments(s.BeerPatch)
    @beers.response(200, s.Beer)
    def patch(self, patch, beer_id):
        """Change what is set."""
        find(beer_id).update(patch)
        return find(beer_id)

    @beers.response(204)
    def delete(self, beer_id):
        """Pour a beer away."""
        del store[find(beer_id)["id"]]


@beers.route("/<uuid:beer_id>/tastings/<int:number>", methods=["PUT"])
@beers.arguments(s.Tasting)
@beers.response(200, s.Tasting)
def taste(tasting, beer_id, number):
    """Say what it is like."""
    return tasting


@beers.route("/newest")
@beers.response(302, headers={"Location": {"schema": {"type": "string"}}})
def newest():
    return redirect(url_for("beers.OneBeer", beer_id=next(iter(store))))


@beers.route("/strengths/<float:least>/<string(length=2):country>/<path:rest>")
@beers.response(200, s.Strengths)
def strengths(least, country, rest):
    return {"least": least, "country": country, "rest": rest}


@labels.route("/<int:number>", methods=["POST"])
@labels.arguments(s.LabelFiles, location="files")
@labels.arguments(s.LabelForm, location="form")
@labels.response(201, s.Stored)
def upload_label(files, form, number):
    """Send a label in, front and perhaps back."""
    sizes = [len(it.read()) for it in files.values()]
    return {"names": [it.filename for it in files.values()], "sizes": sizes, "fields_": {**form, "number": number}}


@labels.route("/<int:number>.png")
@labels.response(200, {"type": "string", "format": "binary"}, content_type="image/png")
def download_label(number):
    """Look at a label."""
    return Response(b"\x89PNG\x00" + bytes([number]), mimetype="image/png")


@labels.route("/licence")
@labels.response(200, {"type": "string"}, content_type="text/plain")
def licence():
    return send_file("licence.txt", mimetype="text/plain")


@access.route("/login", methods=["POST"])
@access.arguments(s.Login, location="form")
@access.response(200, s.Token)
@access.alt_response(403, description="Wrong.")
def login(form):
    if form["password"] != "secret":
        abort(403, message="wrong")
    return {"token": "t1", "expires": 3600 if form["remember"] else 60}


@access.route("/echo")
@access.arguments(s.TraceHeaders, location="headers")
@access.arguments(s.SessionCookie, location="cookies")
@access.response(200, s.Echo)
def echo(headers, cookies):
    trace = headers.get("trace")
    return {"trace": trace and str(trace), "client": headers["client"], "session": cookies.get("session")}


for blueprint in (beers, labels, access):
    api.register_blueprint(blueprint)
