// A service for bookings, on Hono.
import { serve } from '@hono/node-server';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { getCookie } from 'hono/cookie';
import { stream, streamSSE } from 'hono/streaming';
import { app as bookings, json, refused } from './bookings.js';
import { Kind, Place, Problem } from './schemas.js';

const app = new OpenAPIHono({ defaultHook: refused });
app.openAPIRegistry.registerComponent('securitySchemes', 'Bearer', { type: 'http', scheme: 'bearer' });
app.openAPIRegistry.registerComponent('securitySchemes', 'Session', { type: 'apiKey', in: 'cookie', name: 'session' });
app.route('/bookings', bookings);

const Stored = z.object({
  files: z.array(z.object({ name: z.string(), type: z.string(), text: z.string() })),
  fields: z.record(z.string(), z.any()),
}).openapi('Stored');
const file = z.instanceof(File).openapi({ type: 'string', format: 'binary' });
const describe = async (file) => ({ name: file.name, type: file.type, text: await file.text() });

app.openapi(createRoute({
  method: 'post',
  path: '/documents',
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            file,
            preview: file.optional(),
            title: z.string(),
            pages: z.coerce.number().int().optional(),
            kind: Kind.optional(),
          }),
        },
      },
    },
  },
  responses: { 201: json(Stored, 'It is stored'), 422: json(Problem, 'Something is wrong') },
}), async (c) => {
  const { file, preview, ...fields } = c.req.valid('form');
  const files = [file, preview].filter((it) => it !== undefined);
  return c.json({ files: await Promise.all(files.map(describe)), fields }, 201);
});

app.openapi(createRoute({
  method: 'post',
  path: '/documents/many',
  request: {
    body: {
      required: true,
      content: { 'multipart/form-data': { schema: z.object({ files: z.array(file), names: z.array(z.string()).optional() }) } },
    },
  },
  responses: { 201: json(Stored, 'They are stored') },
}), async (c) => {
  const { files, ...fields } = c.req.valid('form');
  return c.json({ files: await Promise.all(files.map(describe)), fields }, 201);
});

app.openapi(createRoute({
  method: 'post',
  path: '/login',
  request: {
    body: {
      required: true,
      content: {
        'application/x-www-form-urlencoded': {
          schema: z.object({ user: z.string(), password: z.string(), remember: z.enum(['yes', 'no']).optional() }),
        },
      },
    },
  },
  responses: { 200: json(z.object({ token: z.string(), remember: z.boolean() })), 422: json(Problem, 'Something is wrong') },
}), (c) => {
  const { user, password, remember } = c.req.valid('form');
  return c.json({ token: `${user}/${password}`, remember: remember === 'yes' }, 200);
});

app.openapi(createRoute({
  method: 'get',
  path: '/me',
  security: [{ Session: [] }],
  request: { cookies: z.object({ theme: z.enum(['light', 'dark']).optional() }) },
  responses: { 200: json(z.object({ session: z.string(), theme: z.string().nullable() })), 401: json(Problem, 'Who is it?') },
}), (c) => {
  const { session, theme = null } = getCookie(c);
  return session ? c.json({ session, theme }, 200) : c.json({ code: 'forbidden', message: 'Who is it?' }, 401);
});

app.openapi(createRoute({
  method: 'post',
  path: '/places',
  request: { body: { required: true, content: { 'application/json': { schema: Place } } } },
  responses: { 200: json(Place.nullable()) },
}), (c) => {
  const place = c.req.valid('json');
  return c.json(place.name === 'nowhere' ? null : place, 200);
});

app.openapi(createRoute({
  method: 'get',
  path: '/files/{path}',
  request: { params: z.object({ path: z.string().openapi({ param: { name: 'path', in: 'path' } }) }) },
  responses: { 200: { description: 'The path', content: { 'text/plain': { schema: z.string() } } } },
}), (c) => c.text(c.req.valid('param').path));

app.openapi(createRoute({
  method: 'get',
  path: '/kinds/{kind}/{day}',
  request: { params: z.object({ kind: Kind, day: z.iso.date() }) },
  responses: { 200: json(z.object({ kind: Kind, day: z.iso.date() })), 422: json(Problem, 'Something is wrong') },
}), (c) => c.json(c.req.valid('param'), 200));

app.openapi(createRoute({
  method: 'get',
  path: '/plan.png',
  responses: { 200: { description: 'The plan', content: { 'image/png': { schema: z.string().openapi({ format: 'binary' }) } } } },
}), (c) => c.body(new Uint8Array([0x89, 0x50, 0, 0xff]), 200, { 'content-type': 'image/png' }));

app.openapi(createRoute({
  method: 'get',
  path: '/news',
  responses: {
    200: { description: 'News', content: { 'text/event-stream': { schema: z.object({ n: z.int(), text: z.string() }) } } },
  },
}), (c) => streamSSE(c, async (events) => {
  for (const n of [1, 2, 3]) await events.writeSSE({ data: JSON.stringify({ n, text: `News ${n}` }), event: 'news', id: String(n) });
}));

app.openapi(createRoute({
  method: 'get',
  path: '/log',
  responses: { 200: { description: 'Lines', content: { 'application/x-ndjson': { schema: z.object({ n: z.int() }) } } } },
}), (c) => {
  c.header('content-type', 'application/x-ndjson');
  return stream(c, async (lines) => {
    for (const n of [1, 2]) await lines.write(`${JSON.stringify({ n })}\n`);
  });
});

app.openapi(createRoute({
  method: 'get',
  path: '/newest',
  responses: { 302: { description: 'It is elsewhere', headers: z.object({ location: z.string() }) } },
}), (c) => c.redirect('/files/newest'));

app.doc31('/doc', { openapi: '3.1.0', info: { title: 'Bookings', version: '1.0.0' } });

serve({ fetch: app.fetch, port: Number(process.argv[2]), hostname: '127.0.0.1' });
