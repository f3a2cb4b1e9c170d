// Items: pages by offset, and everything that can be done to one.
import { Changed, ItemChange, ref } from './schemas.js';

const problems = { '4xx': { description: 'What is wrong', ...ref('Problem') } };
const byId = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };

const made = (id, more) => ({
  id,
  createdAt: `2024-01-0${id}T03:04:05.000Z`,
  name: `Item ${id}`,
  price: 9.5,
  origin: { street: 'Kai 1', city: 'Hamburg' },
  ...more,
});

export async function items(app) {
  app.addHook('onRequest', async ({ headers }, reply) => {
    if (headers.authorization !== 'Bearer keeper') {
      return reply.code(401).send({ statusCode: 401, error: 'Unauthorized', message: 'not a keeper' });
    }
  });
  const about = (schema) => ({ schema: { tags: ['items'], security: [{ bearer: [] }], ...schema } });

  app.get('/', about({
    operationId: 'listItems',
    querystring: {
      type: 'object',
      additionalProperties: false,
      properties: {
        limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        offset: { type: 'integer', minimum: 0, default: 0 },
        size: ref('Size'),
        sizes: { type: 'array', items: ref('Size') },
        ids: { type: 'array', items: { type: 'integer' } },
        fragile: { type: 'boolean' },
        since: { type: 'string', format: 'date' },
        order: { type: 'string', enum: ['name', '-name'], default: 'name' },
      },
    },
    headers: {
      type: 'object',
      required: ['x-tenant'],
      properties: { 'x-tenant': { type: 'string' }, 'X-Depth': { type: 'integer' } },
    },
    response: {
      200: {
        description: 'A page of items',
        headers: { 'x-total': { type: 'integer' } },
        type: 'object',
        required: ['data', 'total', 'echo'],
        properties: {
          data: { type: 'array', items: ref('Item') },
          total: { type: 'integer' },
          echo: { type: 'object', additionalProperties: true },
        },
      },
      ...problems,
    },
  }), async ({ query, headers }, reply) => {
    const all = [1, 2, 3, 4, 5].filter((id) => !query.ids || query.ids.includes(id)).map((id) => made(id));
    reply.header('x-total', all.length);
    const echo = { ...query, tenant: headers['x-tenant'], depth: headers['x-depth'] };
    return { data: all.slice(query.offset, query.offset + query.limit), total: all.length, echo };
  });

  app.post('/', about({
    operationId: 'createItem',
    body: ref('ItemInput'),
    response: { 201: { description: 'It is stored', ...ref('Item') }, ...problems },
  }), async ({ body }, reply) => {
    reply.code(201);
    return made(6, body);
  });

  app.get('/:id', about({
    operationId: 'getItem',
    params: byId,
    response: { 200: ref('Item'), 404: ref('Problem') },
  }), async ({ params }, reply) => {
    if (params.id > 9) return reply.code(404).send({ statusCode: 404, code: 'NO_ITEM', message: `no item ${params.id}` });
    return made(params.id, { note: null, weight: null, size: '10%' });
  });

  app.put('/:id', about({
    operationId: 'replaceItem',
    params: byId,
    body: ref('ItemInput'),
    response: { 200: ref('Item') },
  }), async ({ params, body }) => made(params.id, body));

  app.patch('/:id', about({
    operationId: 'changeItem',
    params: byId,
    body: ItemChange,
    response: { 200: Changed },
  }), async ({ params, body }) => ({ id: params.id, change: body }));

  app.delete('/:id', about({
    operationId: 'deleteItem',
    params: byId,
    response: { 204: { type: 'null', description: 'It is gone' } },
  }), async (_request, reply) => reply.code(204).send());
}
