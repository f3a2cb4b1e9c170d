// A shop for records, on Elysia under Node.
import { node } from '@elysiajs/node';
import { openapi } from '@elysiajs/openapi';
import { Elysia, file, sse, status, t } from 'elysia';
import { Genre, models } from './models.js';

const record = (id, more) => ({
  id,
  createdAt: `2024-01-0${id}T03:04:05.000Z`,
  version: 1,
  title: `Record ${id}`,
  genre: 'jazz',
  price: 9.5,
  tracks: [{ title: 'One', seconds: null }],
  code: id,
  ...more,
});
const records = [1, 2, 3, 4, 5].map((id) => record(id));
const byId = t.Object({ id: t.Integer() });

const shop = new Elysia({ prefix: '/records', tags: ['records'] })
  .model(models)
  .guard({
    headers: t.Object({ authorization: t.TemplateLiteral('Bearer ${string}') }),
    detail: { security: [{ bearer: [] }] },
  })
  .get('/', ({ query }) => {
    const { page, limit } = query;
    return { data: records.slice((page - 1) * limit, page * limit), page, total: records.length, query };
  }, {
    query: t.Object({
      page: t.Integer({ minimum: 1, default: 1 }),
      limit: t.Integer({ minimum: 1, maximum: 50, default: 20 }),
      genre: t.Optional(Genre),
      genres: t.Optional(t.Array(Genre)),
      ids: t.Optional(t.Array(t.Integer())),
      used: t.Optional(t.Boolean()),
      since: t.Optional(t.Date()),
      q: t.Optional(t.String()),
    }),
    response: {
      200: t.Object({
        data: t.Array(t.Ref('Record')), page: t.Integer(), total: t.Integer(), query: t.Record(t.String(), t.Any()),
      }),
      422: 'Problem',
    },
    detail: { operationId: 'listRecords' },
  })
  .post('/', ({ body, set }) => {
    set.headers.location = '/records/6';
    return status(201, record(6, body));
  }, { body: 'RecordInput', response: { 201: 'Record', 422: 'Problem' }, detail: { operationId: 'createRecord' } })
  .get('/:id', ({ params: { id } }) => {
    const found = records.find((record) => record.id === id);
    return found ?? status(404, { code: 'none', message: `There is no ${id}.` });
  }, { params: byId, response: { 200: 'Record', 404: 'Problem' }, detail: { operationId: 'getRecord' } })
  .patch('/:id', ({ params: { id }, body }) => Object.assign(records.find((record) => record.id === id), body), {
    params: byId, body: 'RecordChange', response: { 200: 'Record' }, detail: { operationId: 'changeRecord' },
  })
  .delete('/:id', ({ set }) => {
    set.status = 204;
  }, { params: byId, response: { 204: t.Void() }, detail: { operationId: 'deleteRecord' } })
  .put('/:id/formats', ({ body }) => body, {
    params: byId, body: t.Array(t.Ref('Format')), response: { 200: t.Array(t.Ref('Format')) }, detail: { operationId: 'setFormats' },
  });

const describe = async (file) => ({ name: file.name, type: file.type, text: await file.text() });
const Stored = t.Object({
  files: t.Array(t.Object({ name: t.String(), type: t.String(), text: t.String() })),
  title: t.Nullable(t.String()),
  pages: t.Nullable(t.Number()),
});

new Elysia({ adapter: node() })
  .use(openapi({
    documentation: {
      info: { title: 'Records', version: '1.0.0' },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      },
    },
  }))
  .onError(({ code, error, set }) => {
    if (code === 'VALIDATION') {
      set.status = 422;
      return { code: 'invalid', message: error.all[0]?.path ?? '' };
    }
  })
  .use(shop)
  .post('/covers', async ({ body: { file, back, title, pages = null }, set }) => {
    set.status = 201;
    const files = [file, back].filter((it) => it !== undefined);
    return { files: await Promise.all(files.map(describe)), title, pages };
  }, {
    body: t.Object({ file: t.File(), back: t.Optional(t.File()), title: t.String(), pages: t.Optional(t.Numeric()) }),
    response: { 201: Stored },
  })
  .post('/covers/many', async ({ body: { files } }) => ({ files: await Promise.all(files.map(describe)), title: null, pages: null }), {
    body: t.Object({ files: t.Files() }),
    response: { 200: Stored },
  })
  .post('/token', ({ body: { user, remember = false } }) => ({ token: `${user}!`, remember }), {
    parse: 'urlencoded',
    body: t.Object({ user: t.String(), password: t.String(), remember: t.Optional(t.BooleanString()) }),
    response: { 200: t.Object({ token: t.String(), remember: t.Boolean() }) },
  })
  .get('/me', ({ cookie: { session, theme } }) => ({ session: session.value, theme: theme.value ?? null }), {
    cookie: t.Cookie({ session: t.String(), theme: t.Optional(t.String()) }),
    response: { 200: t.Object({ session: t.String(), theme: t.Nullable(t.String()) }) },
  })
  .get('/files/*', ({ params }) => ({ path: params['*'] }), { response: { 200: t.Object({ path: t.String() }) } })
  .get('/genres/:genre/:day', ({ params }) => params, {
    params: t.Object({ genre: Genre, day: t.String({ format: 'date' }) }),
    response: { 200: t.Object({ genre: Genre, day: t.String() }) },
  })
  .get('/motto', () => 'Play it "loud"', { response: { 200: t.String() } })
  .get('/count', () => records.length, { response: { 200: t.Number() } })
  .get('/open', () => true, { response: { 200: t.Boolean() } })
  .get('/label', () => file('label.bin'), { response: { 200: t.File() } })
  .get('/plays', async function* () {
    for (const n of [1, 2, 3]) yield sse({ event: 'play', id: n, data: { n } });
  }, { detail: { responses: { 200: { description: 'Plays', content: { 'text/event-stream': { schema: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } } } } } } } })
  .get('/newest', ({ set }) => {
    // `redirect` takes no path on Node.
    set.status = 302;
    set.headers.location = '/motto';
  }, { detail: { responses: { 302: { description: 'It is elsewhere' } } } })
  .listen({ port: Number(process.argv[2]), hostname: '127.0.0.1' });
