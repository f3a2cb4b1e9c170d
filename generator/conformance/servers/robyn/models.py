"""What the post office speaks of."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field
from robyn.robyn import QueryParams
from robyn.types import JsonBody


class Size(str, Enum):
    LETTER = "letter"
    PARCEL = "big parcel"


class Address(BaseModel):
    name: str
    lines: list[str] = []
    country: str | None = None


class NewItem(BaseModel):
    size: Size
    to: Address
    postage: Decimal
    grams: int = Field(gt=0)
    posted: date | None = None
    options: dict[str, bool] = {}
    note: str | None = None


class Item(NewItem):
    id: UUID
    at: datetime


class ItemPatch(BaseModel):
    note: str | None = None
    grams: int | None = None


class Items(BaseModel):
    items: list[Item]
    total: int


class Scan(BaseModel):
    kind: Literal["scan"]
    office: int


class Delivery(BaseModel):
    kind: Literal["delivery"]
    signed: str | None = None


class Event(BaseModel):
    what: Annotated[Scan | Delivery, Field(discriminator="kind")]
    at: datetime
    where: tuple[float, float] | str


class Problem(BaseModel):
    code: Literal["unknown", "heavy"]
    detail: str


class ItemQuery(QueryParams):
    offset: int
    limit: int
    size: str
    tracked: bool


class Quote(JsonBody):
    grams: int
    country: str
    express: bool


class Price(BaseModel):
    price: Decimal
    express: bool
