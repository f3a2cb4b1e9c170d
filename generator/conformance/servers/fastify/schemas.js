// What the warehouse speaks of, in JSON Schema by hand and by TypeBox.
import { Type } from '@sinclair/typebox';

export const ref = (id) => ({ $ref: `${id}#` });
// A union with `null` would have the `null` of a caller coerced to the other type.
const nullable = (type, more) => Type.Unsafe({ type: [type, 'null'], ...more });

const size = { type: 'string', enum: ['small', 'very large', '10%', '+1'] };

const address = {
  type: 'object',
  additionalProperties: false,
  required: ['street', 'city'],
  properties: {
    street: { type: 'string', maxLength: 80 },
    city: { type: 'string' },
    position: { type: 'array', items: [{ type: 'number' }, { type: 'number' }], minItems: 2, maxItems: 2 },
  },
};

const itemInput = {
  type: 'object',
  additionalProperties: false,
  required: ['name', 'price', 'origin'],
  properties: {
    name: { type: 'string', minLength: 1 },
    price: { type: 'number', exclusiveMinimum: 0 },
    size: ref('Size'),
    origin: ref('Address'),
    note: { type: ['string', 'null'] },
    weight: { type: 'integer', nullable: true },
    fragile: { type: 'boolean', default: false },
    codes: { type: 'array', items: { type: ['integer', 'string'] } },
    stock: { type: 'object', additionalProperties: { type: 'integer' } },
    extra: { type: 'object', additionalProperties: true },
    supplier: {
      oneOf: [
        { type: 'object', required: ['email'], properties: { email: { type: 'string', format: 'email' } } },
        { type: 'object', required: ['phone'], properties: { phone: { type: 'string' } } },
      ],
    },
    expires: { type: 'string', format: 'date' },
  },
};

const item = {
  type: 'object',
  required: ['id', 'createdAt', ...itemInput.required],
  properties: {
    id: { type: 'integer' },
    createdAt: { type: 'string', format: 'date-time' },
    ...itemInput.properties,
  },
};

const problem = {
  type: 'object',
  required: ['statusCode', 'message'],
  properties: {
    statusCode: { type: 'integer' },
    code: { type: 'string' },
    error: { type: 'string' },
    message: { type: 'string' },
  },
};

const shelf = {
  type: 'object',
  required: ['label'],
  properties: {
    label: { type: 'string' },
    shelves: { type: 'array', items: ref('Shelf') },
    above: { anyOf: [ref('Shelf'), { type: 'null' }] },
  },
};

const arrival = {
  type: 'object',
  required: ['kind', 'from'],
  properties: { kind: { const: 'arrival' }, from: { type: 'string' } },
};

const departure = {
  type: 'object',
  required: ['kind', 'to', 'weight'],
  properties: { kind: { const: 'departure' }, to: { type: 'string' }, weight: { type: 'number' } },
};

const schemas = { Size: size, Address: address, ItemInput: itemInput, Item: item, Problem: problem, Shelf: shelf,
  Arrival: arrival, Departure: departure };

export const shared = Object.entries(schemas).map(([id, schema]) => ({ $id: id, ...schema }));

export const ItemChange = Type.Partial(Type.Object({
  name: Type.String(),
  note: nullable('string'),
  weight: nullable('integer'),
  size: Type.Union([Type.Literal('small'), Type.Literal('very large')]),
  state: nullable('string', { enum: ['new', 'used', null] }),
}));

export const Changed = Type.Object({
  id: Type.Integer(),
  change: Type.Record(Type.String(), Type.Any()),
});
