"""A music school, as an APIFlask application."""

import uuid
from datetime import datetime, timezone
from types import SimpleNamespace

from apiflask import APIBlueprint, APIFlask, HTTPBasicAuth, HTTPError, HTTPTokenAuth, abort
from apiflask.helpers import pagination_builder
from apiflask.schemas import FileSchema
from flask import Response, redirect, request, url_for
from flask.views import MethodView

import schemas as s

app = APIFlask(__name__, title="Music school", version="3.1")
app.config["VALIDATION_ERROR_STATUS_CODE"] = 422
pupils = APIBlueprint("pupils", __name__, url_prefix="/pupils")
audio = APIBlueprint("audio", __name__, url_prefix="/audio", tag="Recordings")
token = HTTPTokenAuth(scheme="Bearer")
basic = HTTPBasicAuth()
store: dict[uuid.UUID, dict] = {}
recordings: dict[int, bytes] = {}


class Full(HTTPError):
    status_code = 409
    message = "The class is full."
    extra_data = {"hint": "try next year"}


@token.verify_token
def verify_token(value):
    return {"t1": "ann"}.get(value)


@basic.verify_password
def verify_password(user, password):
    return user if password == "secret" else None


def find(pupil_id):
    return store.get(pupil_id) or abort(404, f"no pupil {pupil_id}")


@pupils.get("/")
@pupils.input(s.PupilQuery, location="query")
@pupils.output(s.Pupils)
def list_pupils(query_data):
    """All pupils, by pages."""
    found = [it for it in store.values() if query_data.get("instrument") in (None, it["instrument"])]
    found.sort(key=lambda it: str(it[query_data["order"]]))
    page, size = query_data["page"], query_data["per_page"]
    pages = -(-len(found) // size)
    shown = SimpleNamespace(
        items=found, page=page, per_page=size, pages=pages, total=len(found), has_next=page < pages, has_prev=page > 1,
        next_num=page + 1, prev_num=page - 1,
    )
    filters = {key: value for key, value in request.args.items() if key not in ("page", "per_page")}
    return {"pupils": found[(page - 1) * size : page * size], "pagination": pagination_builder(shown, **filters)}


@pupils.post("/")
@pupils.auth_required(token)
@pupils.input(s.PupilIn)
@pupils.output(s.PupilOut, status_code=201)
@pupils.doc(responses={409: "The class is full."})
def add_pupil(json_data):
    """Take a pupil in."""
    if len(store) == 5:
        raise Full
    pupil = {**json_data, "id": uuid.UUID(int=len(store) + 1), "since": datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone.utc)}
    store[pupil["id"]] = pupil
    return pupil


@pupils.get("/oldest")
@pupils.doc(responses={302: "Leads to the pupil."})
def oldest_pupil():
    return redirect(url_for("pupils.pupil", pupil_id=next(iter(store))))


class Pupil(MethodView):
    @pupils.output(s.PupilOut)
    @pupils.doc(responses=[404])
    def get(self, pupil_id):
        """One pupil."""
        return find(pupil_id)

    @pupils.auth_required(token)
    @pupils.input(s.PupilPatch(partial=True))
    @pupils.output(s.PupilOut)
    def patch(self, pupil_id, json_data):
        """Change what is set."""
        find(pupil_id).update(json_data)
        return find(pupil_id)

    @pupils.auth_required(token)
    @pupils.output({}, status_code=204)
    def delete(self, pupil_id):
        """Let a pupil go."""
        del store[find(pupil_id)["id"]]
        return ""


pupils.add_url_rule("/<uuid:pupil_id>", view_func=Pupil.as_view("pupil"))


@audio.put("/<int:number>")
@audio.input(s.Recording, location="form_and_files")
@audio.output(s.Stored)
def upload(number, form_and_files_data):
    """Hand a recording in."""
    data = form_and_files_data
    files = [data["audio"], *filter(None, [data.get("score")]), *data.get("stems", [])]
    contents = [it.read() for it in files]
    recordings[number] = contents[0]
    return {**data, "names": [it.filename for it in files], "sizes": [len(it) for it in contents]}


@audio.get("/<int:number>")
@audio.output(FileSchema(type="string", format="binary"), content_type="audio/mpeg")
def download(number):
    """Listen."""
    return Response(recordings[number], mimetype="audio/mpeg")


@app.post("/enrolments")
@app.input(s.Enrolment, location="form")
@app.output(s.Receipt, status_code=201)
def enrol(form_data):
    return {"number": 2**31, "text": f"{form_data['pupil']}: {form_data['course']} {form_data['paid']}", "terms": form_data.get("terms")}


@app.get("/token")
@app.auth_required(basic)
@app.input(s.Trace, location="headers")
@app.output(s.TokenOut)
def get_token(headers_data):
    return {"token": f"t1 for {basic.current_user}", "lasts": headers_data.get("X-Trace", headers_data.get("trace", 0)) / 4}


@app.post("/choirs")
@app.input(s.Choir(many=True))
@app.output(s.Choir(many=True))
def sort_choirs(json_data):
    return sorted(json_data, key=lambda it: it["name"])


@app.get("/songs/<any(solo, duet):kind>/<path:name>")
@app.output({"type": "string"}, content_type="text/plain")
def read_song(kind, name):
    return Response(f"{kind}: {name} ♪", mimetype="text/plain")


app.register_blueprint(pupils)
app.register_blueprint(audio)
