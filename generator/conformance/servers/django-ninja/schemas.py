"""What the harbour speaks of."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, FilterSchema, Schema


class Flag(str, Enum):
    CH = "ch"
    PANAMA = "panama city"
    NONE = ""


class Owner(Schema):
    name: str
    phones: list[str] = []


class ShipIn(Schema):
    name: str = Field(min_length=1, max_length=40)
    flag: Flag = Flag.NONE
    length: Decimal
    built: date | None = None
    sails_at: time | None = None
    owner: Owner | None = None
    cargo: dict[str, int] = {}
    draught: float | None = None
    home: tuple[float, float] = (0, 0)
    note: str | None = None


class ShipOut(ShipIn):
    id: UUID
    registered: datetime
    call_sign: str = Field(alias="callSign")


class ShipPatch(Schema):
    name: str | None = None
    note: str | None = None
    owner: Owner | None = None


class ShipFilter(FilterSchema):
    flag: list[Flag] | None = None
    built_after: date | None = None
    max_length: Decimal | None = None
    afloat: bool = True


class Arrival(Schema):
    kind: Literal["arrival"]
    berth: int
    at: datetime


class Departure(Schema):
    kind: Literal["departure"]
    to: str
    stay: timedelta | None = None


Movement = Annotated[Arrival | Departure, Field(discriminator="kind")]


class Log(Schema):
    movement: Movement
    weight: int | str
    extra: Any = None
    pilots: list[Owner | UUID] = []


class Message(Schema):
    message: str


class Trouble(Schema):
    reason: Literal["unknown", "full"]
    ship: UUID | None = None


class Document(Schema):
    name: str | None
    size: int
    fields: dict[str, Any] = {}


class Toll(Schema):
    ship: str
    tons: int
    paid: bool = False
    lanes: list[int] = []


class Customs(Schema):
    title: str
    copies: int = 1
    urgent: bool = False
