// Bookings: their list, and what is done with one.
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { Booking, BookingChange, Kind, NewBooking, Payment, Problem } from './schemas.js';

export const json = (schema, description = 'It went well') => ({ description, content: { 'application/json': { schema } } });
export const refused = (result, c) => {
  if (result.success) return undefined;
  const issues = result.error.issues.map(({ path, message }) => ({ path, message }));
  return c.json({ code: 'invalid', message: 'This cannot be.', issues }, 422);
};

const id = (number) => `7d444840-9dc0-41d1-b245-00000000000${number}`;
const booking = (number, more) => ({
  id: id(number),
  number,
  state: 'open',
  parent: null,
  version: 1,
  kind: 'room',
  guests: [{ name: 'Ann', email: null }],
  from: '2024-01-02T03:04:05Z',
  target: 7,
  isPrivate: false,
  ...more,
});
const ById = z.object({ id: z.uuid().openapi({ param: { name: 'id', in: 'path' }, example: id(1) }) });
const bookings = [1, 2, 3, 4, 5].map((number) => booking(number));
const find = (id) => bookings.find((booking) => booking.id === id);

export const app = new OpenAPIHono({ defaultHook: refused });
const tags = ['bookings'];
const security = [{ Bearer: [] }];

app.use('*', async (c, next) => {
  if (c.req.header('authorization') !== 'Bearer guest') return c.json({ code: 'forbidden', message: 'Who is it?' }, 403);
  return next();
});

app.openapi(createRoute({
  method: 'get',
  path: '/',
  operationId: 'listBookings',
  tags,
  security,
  request: {
    query: z.object({
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
      kind: Kind.optional(),
      tags: z.union([z.string(), z.array(z.string())]).optional(),
      numbers: z.string().transform((text) => text.split(',').map(Number)).pipe(z.array(z.int())).optional(),
      private: z.enum(['true', 'false']).transform((text) => text === 'true').optional(),
      since: z.iso.date().optional(),
    }),
    headers: z.object({ 'x-request-id': z.uuid().optional(), 'accept-language': z.string().optional() }),
  },
  responses: {
    200: json(z.object({ items: z.array(Booking), nextCursor: z.string().nullable(), query: z.record(z.string(), z.any()) })),
    403: json(Problem, 'Who is it?'),
    422: json(Problem, 'Something is wrong'),
  },
}), (c) => {
  const query = c.req.valid('query');
  const start = Number(query.cursor ?? 0);
  const end = start + query.limit;
  const headers = c.req.valid('header');
  const nextCursor = end < bookings.length ? String(end) : null;
  return c.json({ items: bookings.slice(start, end), nextCursor, query: { ...query, ...headers } }, 200);
});

app.openapi(createRoute({
  method: 'post',
  path: '/',
  operationId: 'createBooking',
  tags,
  security,
  request: { body: { required: true, content: { 'application/json': { schema: NewBooking } } } },
  responses: {
    201: { ...json(Booking, 'It is booked'), headers: z.object({ location: z.string() }) },
    409: json(Problem, 'It is taken'),
    422: json(Problem, 'Something is wrong'),
  },
}), (c) => {
  const body = c.req.valid('json');
  if (body.target === 'taken') return c.json({ code: 'taken', message: 'Another one was quicker.' }, 409);
  const made = booking(6, body);
  return c.json(made, 201, { location: `/bookings/${made.id}` });
});

app.openapi(createRoute({
  method: 'get',
  path: '/{id}',
  operationId: 'getBooking',
  tags,
  security,
  request: { params: ById },
  responses: { 200: json(Booking), 404: json(Problem, 'There is none'), 422: json(Problem, 'Something is wrong') },
}), (c) => {
  const found = find(c.req.valid('param').id);
  return found ? c.json(found, 200) : c.json({ code: 'unknown', message: 'There is none.' }, 404);
});

app.openapi(createRoute({
  method: 'patch',
  path: '/{id}',
  operationId: 'changeBooking',
  tags,
  security,
  request: { params: ById, body: { required: true, content: { 'application/json': { schema: BookingChange } } } },
  responses: { 200: json(Booking), 404: json(Problem, 'There is none') },
}), (c) => {
  const found = find(c.req.valid('param').id);
  if (!found) return c.json({ code: 'unknown', message: 'There is none.' }, 404);
  return c.json(Object.assign(found, c.req.valid('json')), 200);
});

app.openapi(createRoute({
  method: 'delete',
  path: '/{id}',
  operationId: 'cancelBooking',
  tags,
  security,
  request: { params: ById },
  responses: { 204: { description: 'It is cancelled' } },
}), (c) => c.body(null, 204));

app.openapi(createRoute({
  method: 'put',
  path: '/{id}/payments/{step}',
  operationId: 'pay',
  tags,
  security,
  request: {
    params: ById.extend({ step: z.coerce.number().int().positive() }),
    body: { required: true, content: { 'application/json': { schema: z.array(Payment) } } },
  },
  responses: { 200: json(z.array(Payment)) },
}), (c) => c.json(c.req.valid('json'), 200));
