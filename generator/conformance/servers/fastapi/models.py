"""What the seed bank speaks of."""

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Annotated, Any, Generic, Literal, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, HttpUrl

T = TypeVar("T")


class Kind(str, Enum):
    vegetable = "vegetable"
    herb = "herb"
    cut_flower = "cut flower"
    f1 = "F1"


class Zone(IntEnum):
    """How cold the winter may be."""

    polar = 1
    mild = 8
    tropic = 12


class Supplier(BaseModel):
    name: str
    website: HttpUrl | None = None
    address: dict[str, str] = {}


class NewSeed(BaseModel):
    name: str = Field(min_length=1, max_length=60)
    kind: Kind = Kind.vegetable
    zone: Zone | None = None
    price: Decimal = Field(gt=0, max_digits=8, decimal_places=2)
    organic: bool = False
    note: str | None = None
    supplier: Supplier | None = None
    sow_from: date | None = None
    water_at: time | None = None
    tags: set[str] = set()
    spacing: tuple[int, float] = (10, 0.5)
    germination: dict[str, float | None] = {}


class Seed(NewSeed):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    created_at: datetime
    stock: int = Field(ge=0)


class SeedPatch(BaseModel):
    """Only what is set is changed; a note, a zone and a supplier can be taken away."""

    name: str | None = None
    note: str | None = None
    zone: Zone | None = None
    supplier: Supplier | None = None


class Page(BaseModel, Generic[T]):
    items: list[T]
    total: int
    limit: int
    offset: int


class Problem(BaseModel):
    code: Literal["not_found", "duplicate", "forbidden"]
    detail: str
    context: dict[str, Any] | None = None


class Sown(BaseModel):
    event: Literal["sown"] = "sown"
    bed: int
    grams: float


class Watered(BaseModel):
    event: Literal["watered"] = "watered"
    litres: Decimal
    by: str | None = None


class Harvested(BaseModel):
    event: Literal["harvested", "gleaned"]
    pieces: int
    at: datetime


Event = Annotated[Sown | Watered | Harvested, Field(discriminator="event")]


class Disc(BaseModel):
    radius: float


class Strip(BaseModel):
    width: float
    length: float


class Survey(BaseModel):
    """What was measured in a bed."""

    area: Disc | Strip
    second_area: Disc | Strip | None = None
    reading: int | str | list[float]
    taken: datetime | date
    inspector: UUID | str | None
    tree: "Row | None" = None


class Row(BaseModel):
    label: str
    rows: list["Row"] = []


class Filter(BaseModel):
    """Unknown parameters are refused."""

    model_config = {"extra": "forbid"}

    page: int = Field(1, ge=1)
    per_page: int = Field(2, ge=1, le=50)
    order_by: Literal["name", "-name"] = "name"
    kinds: list[Kind] = []


class Found(BaseModel):
    results: list[Seed]
    page: int
    pages: int


class StoredFile(BaseModel):
    name: str | None
    size: int
    media_type: str | None
    fields: dict[str, Any] = {}


class Tick(BaseModel):
    number: int
    at: datetime
    last: Event | None = None


class Small(BaseModel):
    version: Literal[1]
    weight: int


class Large(BaseModel):
    version: Literal[2]
    tons: float


Load = Annotated[Small | Large, Field(discriminator="version")]


class Token(BaseModel):
    access_token: str
    token_type: Literal["bearer"] = "bearer"
    scopes: list[str] = []
