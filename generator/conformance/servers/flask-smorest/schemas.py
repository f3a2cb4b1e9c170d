"""What the brewery speaks of."""

import enum

import marshmallow as ma


class Style(enum.Enum):
    PILS = "pils"
    STOUT = "stout"
    GUEUZE = "old gueuze"


class Hop(ma.Schema):
    name = ma.fields.String(required=True)
    grams = ma.fields.Integer(required=True, validate=ma.validate.Range(min=1))
    dry = ma.fields.Boolean(load_default=False)


class Beer(ma.Schema):
    id = ma.fields.UUID(dump_only=True)
    name = ma.fields.String(required=True, validate=ma.validate.Length(1, 40))
    style = ma.fields.Enum(Style, by_value=True, required=True)
    price = ma.fields.Decimal(places=2, as_string=True, required=True)
    strength = ma.fields.Float(allow_nan=False)
    label = ma.fields.String(allow_none=True)
    brewed = ma.fields.Date()
    opens_at = ma.fields.Time(allow_none=True)
    created = ma.fields.AwareDateTime(dump_only=True)
    hops = ma.fields.List(ma.fields.Nested(Hop), load_default=list)
    grains = ma.fields.Dict(keys=ma.fields.String(), values=ma.fields.Float())
    successor = ma.fields.Nested(lambda: Beer(only=("name", "style", "price")), allow_none=True)
    secret = ma.fields.String(load_only=True)


class BeerPatch(ma.Schema):
    label = ma.fields.String(allow_none=True)
    strength = ma.fields.Float(allow_none=True)
    hops = ma.fields.List(ma.fields.Nested(Hop))


class BeerQuery(ma.Schema):
    style = ma.fields.List(ma.fields.Enum(Style, by_value=True))
    brewed_after = ma.fields.Date()
    max_price = ma.fields.Decimal()
    in_stock = ma.fields.Boolean()
    sort = ma.fields.String(validate=ma.validate.OneOf(["name", "-name"]), load_default="name")


class TraceHeaders(ma.Schema):
    trace = ma.fields.UUID(data_key="X-Trace")
    client = ma.fields.String(data_key="X-Client", required=True)


class SessionCookie(ma.Schema):
    session = ma.fields.String()


class Echo(ma.Schema):
    trace = ma.fields.String(allow_none=True)
    client = ma.fields.String()
    session = ma.fields.String(allow_none=True)


class LabelFiles(ma.Schema):
    front = ma.fields.Raw(required=True, metadata={"type": "string", "format": "binary"})
    back = ma.fields.Raw(metadata={"type": "string", "format": "binary"})


class LabelForm(ma.Schema):
    artist = ma.fields.String(required=True)
    copies = ma.fields.Integer(load_default=1)
    tags = ma.fields.List(ma.fields.String())


class Stored(ma.Schema):
    names = ma.fields.List(ma.fields.String())
    sizes = ma.fields.List(ma.fields.Integer())
    fields_ = ma.fields.Dict(data_key="fields")


class Login(ma.Schema):
    user = ma.fields.String(required=True)
    password = ma.fields.String(required=True, load_only=True)
    remember = ma.fields.Boolean(load_default=False)


class Token(ma.Schema):
    token = ma.fields.String(required=True)
    expires = ma.fields.Integer(required=True)


class Tasting(ma.Schema):
    stars = ma.fields.Integer(required=True, validate=ma.validate.OneOf([1, 2, 3]))
    at = ma.fields.AwareDateTime(required=True)
    notes = ma.fields.Tuple((ma.fields.String(), ma.fields.Integer()))
    anything = ma.fields.Raw(allow_none=True)
    took = ma.fields.TimeDelta(precision="seconds")


class Strengths(ma.Schema):
    least = ma.fields.Float()
    country = ma.fields.String()
    rest = ma.fields.String()
