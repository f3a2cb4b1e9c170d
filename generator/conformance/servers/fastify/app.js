// A warehouse: items by hand-written schemas, the rest by TypeBox.
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import { Type } from '@sinclair/typebox';
import Fastify from 'fastify';
import { items } from './items.js';
import { ref, shared } from './schemas.js';

const app = Fastify({ ajv: { plugins: [multipart.ajvFilePlugin], customOptions: { coerceTypes: 'array', allowUnionTypes: true } } });

await app.register(swagger, {
  openapi: {
    openapi: '3.1.0',
    info: { title: 'Warehouse', version: '1.0.0' },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
        session: { type: 'apiKey', in: 'cookie', name: 'session' },
      },
    },
  },
  refResolver: { buildLocalReference: (json, _base, _fragment, i) => json.$id ?? `def-${i}` },
});
await app.register(cookie);
await app.register(formbody);
await app.register(multipart, { attachFieldsToBody: true });
for (const schema of shared) app.addSchema(schema);
await app.register(items, { prefix: '/items' });

const described = async (part) => ({
  name: part.filename,
  type: part.mimetype,
  text: (await part.toBuffer()).toString(),
});

const Stored = Type.Object({
  files: Type.Array(Type.Object({ name: Type.String(), type: Type.String(), text: Type.String() })),
  title: Type.Union([Type.String(), Type.Null()]),
});

app.post('/labels', {
  schema: {
    consumes: ['multipart/form-data'],
    body: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { isFile: true },
        back: { isFile: true },
        title: { type: 'object', properties: { value: { type: 'string' } } },
      },
    },
    response: { 201: Stored },
  },
}, async ({ body }, reply) => {
  reply.code(201);
  const files = [body.file, body.back].filter((part) => part);
  return { files: await Promise.all(files.map(described)), title: body.title?.value ?? null };
});

app.post('/labels/many', {
  schema: {
    consumes: ['multipart/form-data'],
    body: { type: 'object', required: ['files'], properties: { files: { type: 'array', items: { isFile: true } } } },
    response: { 201: Stored },
  },
}, async ({ body }, reply) => {
  reply.code(201);
  return { files: await Promise.all(body.files.map(described)), title: null };
});

app.post('/token', {
  schema: {
    consumes: ['application/x-www-form-urlencoded'],
    body: Type.Object({
      grant_type: Type.Union([Type.Literal('client_credentials'), Type.Literal('password')]),
      scope: Type.Optional(Type.String()),
      lifetime: Type.Optional(Type.Integer({ maximum: 3600 })),
      remember: Type.Optional(Type.Boolean()),
    }),
    response: {
      200: Type.Object({ token: Type.String(), scope: Type.String(), lifetime: Type.Integer(), remember: Type.Boolean() }),
      400: ref('Problem'),
    },
  },
}, async ({ body }) => ({ token: body.grant_type, scope: '', lifetime: 60, remember: false, ...body }));

app.get('/me', {
  schema: {
    security: [{ session: [] }, { key: [] }],
    response: { 200: Type.Object({ session: Type.Optional(Type.String()), key: Type.Optional(Type.String()) }), 401: ref('Problem') },
  },
}, async ({ cookies, headers }, reply) => {
  const { session } = cookies;
  const key = headers['x-api-key'];
  return session || key ? { session, key } : reply.code(401).send({ statusCode: 401, message: 'who are you?' });
});

app.post('/shelves', { schema: { body: ref('Shelf'), response: { 200: ref('Shelf') } } }, async ({ body }) => body);

app.post('/movements', {
  schema: {
    body: { type: 'array', items: { oneOf: [ref('Arrival'), ref('Departure')] } },
    response: {
      200: { type: 'array', items: { discriminator: { propertyName: 'kind' }, oneOf: [ref('Arrival'), ref('Departure')] } },
    },
  },
}, async ({ body }) => body);

app.get('/files/*', {
  schema: { params: Type.Object({ '*': Type.String() }), response: { 200: Type.Object({ path: Type.String() }) } },
}, async ({ params }) => ({ path: params['*'] }));

app.get('/days/:size/:open/:day', {
  schema: {
    params: { type: 'object', required: ['size', 'open', 'day'], properties: { size: ref('Size'), open: { type: 'boolean' }, day: { type: 'string', format: 'date' } } },
    response: { 200: Type.Object({ size: ref('Size'), open: Type.Boolean(), day: Type.String({ format: 'date' }) }) },
  },
}, async ({ params }) => params);

app.get('/rows/:row(^\\d+$)', {
  schema: { params: Type.Object({ row: Type.Integer() }), response: { 200: Type.Integer() } },
}, async ({ params }) => params.row);

app.get('/plan', {
  schema: { produces: ['application/octet-stream'], response: { 200: { type: 'string', format: 'binary' } } },
}, async (_request, reply) => reply.type('application/octet-stream').send(Buffer.from([0, 255, 10, 13])));

app.get('/rules', {
  schema: { produces: ['text/plain'], response: { 200: { type: 'string' } } },
}, async () => 'Lift with your "legs".');

app.get('/motto', { schema: { response: { 200: { type: 'string' } } } }, async () => 'All in its place');

app.get('/log', {
  schema: {
    response: {
      200: {
        description: 'Lines',
        content: { 'application/x-ndjson': { schema: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } } } },
      },
    },
  },
}, async (_request, reply) => reply.type('application/x-ndjson').send(Readable.from(['{"n":1}\n{"n"', ':2}\n', '{"n":3}\n'])));

app.get('/report', {
  schema: {
    response: {
      200: {
        description: 'As it is asked for',
        content: {
          'application/json': { schema: { type: 'object', required: ['items'], properties: { items: { type: 'integer' } } } },
          'text/csv': { schema: { type: 'string' } },
        },
      },
      default: { description: 'What went wrong', ...ref('Problem') },
    },
  },
}, async ({ headers }, reply) => (headers.accept.startsWith('text/csv') ? reply.type('text/csv').send('items\n3\n') : { items: 3 }));

app.get('/latest', { schema: { response: { 302: { type: 'null', description: 'It is elsewhere' } } } }, async (_request, reply) => reply.redirect('/rules'));

app.get('/status', { schema: {} }, async () => ({ up: true, since: [2024, 1] }));

app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());

await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
