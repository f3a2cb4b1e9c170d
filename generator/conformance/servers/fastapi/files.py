"""Photos and papers of the seeds."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, HTTPException, Response, UploadFile
from fastapi.responses import FileResponse, RedirectResponse
from pydantic import BaseModel, SecretStr

from models import Kind, StoredFile

router = APIRouter(tags=["files"])
photos: dict[UUID, tuple[bytes, str]] = {}


class Png(Response):
    media_type = "image/png"


async def stored(file: UploadFile, **fields) -> StoredFile:
    return StoredFile(name=file.filename, size=len(await file.read()), media_type=file.content_type, fields=fields)


@router.put("/photos/{seed_id}")
async def upload_photo(
    seed_id: UUID,
    photo: UploadFile,
    caption: Annotated[str, Form()],
    width: Annotated[int, Form()] = 640,
    tags: Annotated[list[str], Form()] = [],
    taken: Annotated[datetime | None, Form()] = None,
    kind: Annotated[Kind | None, Form()] = None,
    thumbnail: UploadFile | None = None,
) -> StoredFile:
    answer = await stored(photo, caption=caption, width=width, tags=tags, taken=taken, kind=kind)
    await photo.seek(0)
    photos[seed_id] = (await photo.read(), photo.content_type)
    if thumbnail:
        answer.fields["thumbnail"] = await stored(thumbnail)
    return answer


@router.get("/photos/{seed_id}", response_class=Png)
async def download_photo(seed_id: UUID):
    if seed_id not in photos:
        raise HTTPException(404, "No photo")
    content, media_type = photos[seed_id]
    return Response(content, media_type=media_type)


@router.post("/papers", status_code=201)
async def upload_papers(papers: list[UploadFile], note: Annotated[str | None, Form()] = None) -> list[StoredFile]:
    return [await stored(paper, note=note) for paper in papers]


@router.post("/scans")
async def upload_scan(scan: Annotated[bytes, File()]) -> int:
    return len(scan)


@router.get("/sources/{path:path}", response_class=FileResponse)
async def download_source(path: str):
    if path != "deep/er/app.py":
        raise HTTPException(404, f"no {path}")
    return FileResponse("files.py", filename="app.py", media_type="text/x-python")


@router.get("/papers/latest", response_class=RedirectResponse, status_code=307)
async def latest_paper():
    return "/sources/deep/er/app.py"


class Delivery(BaseModel):
    """A form with a file."""

    note: UploadFile
    lot: int
    arrived: date | None = None


@router.post("/deliveries")
async def deliver(delivery: Annotated[Delivery, Form()]) -> StoredFile:
    return await stored(delivery.note, lot=delivery.lot, arrived=delivery.arrived)


class Subscription(BaseModel):
    email: str
    pin: SecretStr
    weekly: bool = False
    topics: list[Kind] = []


@router.post("/subscriptions", status_code=204)
async def subscribe(form: Annotated[Subscription, Form()]) -> None:
    if form.pin.get_secret_value() != "1234":
        raise HTTPException(403, {"reasons": [form.email, str(form.weekly), *form.topics]})
