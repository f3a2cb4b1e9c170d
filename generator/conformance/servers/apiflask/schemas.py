"""What the music school speaks of."""

import enum

from apiflask import PaginationSchema, Schema
from apiflask.fields import (
    URL, AwareDateTime, Boolean, Date, Decimal, DelimitedList, Dict, Email, Enum, File, Float, Integer, List, Nested, String, Time, UUID,
)
from apiflask.validators import FileSize, FileType, Length, OneOf, Range


class Instrument(enum.Enum):
    PIANO = "piano"
    FRENCH_HORN = "french horn"


class Address(Schema):
    street = String(required=True)
    zip_code = String(data_key="zipCode")


class PupilIn(Schema):
    name = String(required=True, validate=Length(1, 40))
    instrument = Enum(Instrument, by_value=True, required=True)
    born = Date(required=True)
    email = Email(allow_none=True)
    website = URL()
    address = Nested(Address, allow_none=True)
    level = Integer(load_default=1, validate=Range(1, 9))
    fee = Decimal(places=2)
    lesson_at = Time()
    talents = List(String(), load_default=list)
    marks = Dict(keys=String(), values=Integer())


class PupilOut(PupilIn):
    id = UUID()
    since = AwareDateTime()


class PupilPatch(Schema):
    email = Email(allow_none=True)
    level = Integer()
    address = Nested(Address, allow_none=True)


class PupilQuery(Schema):
    page = Integer(load_default=1, validate=Range(min=1))
    per_page = Integer(load_default=2, validate=Range(max=30))
    instrument = Enum(Instrument, by_value=True)
    born_after = Date()
    levels = DelimitedList(Integer())
    active = Boolean(load_default=True)
    order = String(load_default="name", validate=OneOf(["name", "born"]))


class Pupils(Schema):
    pupils = List(Nested(PupilOut))
    pagination = Nested(PaginationSchema)


class Recording(Schema):
    title = String(required=True)
    take = Integer(load_default=1)
    audio = File(required=True, validate=[FileType([".mp3", ".wav"]), FileSize(max="1 MB")])
    score = File()
    stems = List(File())


class Stored(Schema):
    title = String()
    take = Integer()
    names = List(String())
    sizes = List(Integer())


class Enrolment(Schema):
    pupil = String(required=True)
    course = String(required=True)
    paid = Boolean(load_default=False)
    terms = List(Integer())


class Receipt(Schema):
    number = Integer(required=True)
    text = String()
    terms = List(Integer())


class Problem(Schema):
    message = String(required=True)
    hint = String(allow_none=True)


class TokenOut(Schema):
    token = String()
    lasts = Float()


class Trace(Schema):
    trace = Integer(data_key="X-Trace")


class Choir(Schema):
    voices = List(Nested(lambda: Choir()))
    name = String(required=True)
