"""What the weather stations send."""

from datetime import date, datetime
from enum import Enum
from typing import Literal, Optional, Union
from uuid import UUID

from pydantic import BaseModel


class Kind(str, Enum):
    VALLEY = "valley"
    SUMMIT = "high summit"


class Place(BaseModel):
    lat: float
    lon: float
    name: Optional[str] = None


class NewStation(BaseModel):
    name: str
    kind: Kind
    place: Place
    since: date
    sensors: list[str] = []
    limits: dict[str, float] = {}
    note: Optional[str] = None


class Station(BaseModel):
    id: UUID
    name: str
    kind: Kind
    place: Place
    since: date
    made: datetime
    sensors: list[str]
    limits: dict[str, float]
    note: Optional[str] = None


class StationPatch(BaseModel):
    name: Optional[str] = None
    note: Optional[str] = None


class Stations(BaseModel):
    stations: list[Station]
    total: int
    page: int


class Rain(BaseModel):
    type: Literal["rain"]
    millimetres: float


class Wind(BaseModel):
    type: Literal["wind"]
    knots: int
    gusts: Optional[list[int]] = None


class Reading(BaseModel):
    value: Union[Rain, Wind]
    at: datetime
    sure: bool = True


class StationQuery(BaseModel):
    kind: Optional[Kind] = None
    page: int = 1
    active: bool = True


class Report(BaseModel):
    observer: str
    clouds: int
    urgent: bool = False


class Problem(BaseModel):
    reason: str
    status: int


class Stored(BaseModel):
    name: str
    size: int
    title: str
