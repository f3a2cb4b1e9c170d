"""What is sent in and handed out as files, forms and texts."""

from typing import Annotated

from litestar import MediaType, Response, get, post, put
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException
from litestar.params import Body
from litestar.response import File

from models import Complaint, Loan, Stored

Multipart = RequestEncodingType.MULTI_PART


async def stored(file: UploadFile, **fields) -> Stored:
    return Stored(file.filename, len(await file.read()), file.content_type, fields)


@post("/loans", tags=["papers"])
async def lend(data: Annotated[Loan, Body(media_type=Multipart)]) -> Stored:
    photo = await stored(data.photo) if data.photo else None
    return await stored(data.contract, borrower=data.borrower, weeks=data.weeks, insured=data.insured, photo=photo)


@post("/scans", tags=["papers"])
async def scan(data: Annotated[list[UploadFile], Body(media_type=Multipart)]) -> list[Stored]:
    return [await stored(file) for file in data]


@put("/plan", tags=["papers"])
async def replace_plan(data: Annotated[UploadFile, Body(media_type=Multipart)]) -> Stored:
    return await stored(data)


@post("/complaints", status_code=204, tags=["papers"], raises=[ClientException])
async def complain(data: Annotated[Complaint, Body(media_type=RequestEncodingType.URL_ENCODED)]) -> None:
    if data.stars > 5:
        raise ClientException("too good", extra={"topics": data.topics, "text": data.text})


@get("/hours", media_type=MediaType.TEXT, tags=["papers"])
async def hours() -> str:
    return "täglich 9–17 Uhr"


@get("/map", tags=["papers"])
async def floor_map() -> File:
    return File("models.py", filename="map.txt", media_type="text/plain")


@get("/logo", media_type="image/gif", tags=["papers"])
async def logo() -> bytes:
    return b"GIF89a\x00\xff"


@get("/version", tags=["papers"])
async def version() -> Response[dict[str, int]]:
    return Response({"major": 1}, headers={"X-Build": "7"})


handlers = [lend, scan, replace_plan, complain, hours, floor_map, logo, version]
