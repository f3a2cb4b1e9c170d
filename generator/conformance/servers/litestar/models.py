"""What the museum keeps."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar.datastructures import UploadFile
from litestar.dto import DataclassDTO, DTOConfig
from msgspec import UNSET, Meta, Struct, UnsetType


class Material(str, Enum):
    OIL = "oil on canvas"
    BRONZE = "bronze"
    PAPER = "paper"


class Floor(IntEnum):
    CELLAR = -1
    GROUND = 0
    FIRST = 1


@dataclass
class Artist:
    name: str
    born: date | None = None


@dataclass
class Work:
    title: str
    artist: Artist
    material: Material
    value: Decimal
    floor: Floor = Floor.GROUND
    tags: list[str] = field(default_factory=list)
    sizes: dict[str, float] = field(default_factory=dict)
    note: str | None = None
    acquired: datetime | None = None
    id: UUID = UUID(int=0)


class NewWork(DataclassDTO[Work]):
    config = DTOConfig(exclude={"id"})


class ChangedWork(DataclassDTO[Work]):
    config = DTOConfig(exclude={"id"}, partial=True)


class Guided(Struct, tag="guided"):
    guide: str
    people: Annotated[int, Meta(ge=1, le=30)]


class Alone(Struct, tag="alone"):
    minutes: timedelta
    audio: bool = False


class School(Struct, tag="school", rename="camel"):
    class_name: str
    ages: tuple[int, int]
    free_entry: bool = True


Visit = Guided | Alone | School


class Booking(Struct, forbid_unknown_fields=True):
    visit: Visit
    day: date
    remarks: str | None | UnsetType = UNSET
    contact: int | str = 0
    extras: dict[str, Any] = {}


class Ticket(Struct):
    number: int
    booking: Booking
    issued: datetime


class Problem(Struct):
    status_code: int
    detail: str
    extra: dict[str, Any] | list[Any] | None = None


@dataclass
class Loan:
    contract: UploadFile
    borrower: str
    weeks: int = 4
    insured: bool = False
    photo: UploadFile | None = None


@dataclass
class Complaint:
    email: str
    text: str
    stars: int = 1
    topics: list[str] = field(default_factory=list)


class Stored(Struct):
    name: str
    size: int
    media_type: str
    fields: dict[str, Any] = msgspec.field(default_factory=dict)
