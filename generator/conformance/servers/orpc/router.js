// What is known of planets.
import { eventIterator, ORPCError, os, withEventMeta } from '@orpc/server';
import { z } from 'zod';

const Kind = z.enum(['rock', 'gas giant', 'ice']);
const Moon = z.object({ name: z.string(), radius: z.number().nullable(), found: z.date().optional() });
const Probe = z.discriminatedUnion('type', [
  z.object({ type: z.literal('orbiter'), orbits: z.int() }),
  z.object({ type: z.literal('lander'), site: z.string(), wheels: z.union([z.literal(4), z.literal(6)]).optional() }),
]);
const PlanetInput = z.object({
  name: z.string().min(1),
  kind: Kind,
  moons: z.array(Moon),
  mass: z.bigint().optional(),
  note: z.string().nullish(),
  position: z.tuple([z.number(), z.number()]).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  link: z.url().optional(),
  seen: z.date().optional(),
  probe: Probe.optional(),
  tags: z.set(z.string()).optional(),
  extra: z.unknown().optional(),
});
const Planet = PlanetInput.extend({ id: z.int(), createdAt: z.date(), visible: z.boolean() });

const planet = (id, more) => ({
  id, createdAt: new Date(Date.UTC(2024, 0, id)), visible: true, name: `Planet ${id}`, kind: 'rock', moons: [], ...more,
});
const planets = [1, 2, 3, 4, 5].map((id) => planet(id));

const base = os.$context().errors({
  NOT_FOUND: { message: 'There is none.', data: z.object({ id: z.int() }) },
  UNAUTHORIZED: { message: 'Who is it?' },
});
const authed = base.route({ spec: (spec) => ({ ...spec, security: [{ bearer: [] }] }) }).use(({ context, next, errors }) => {
  if (context.authorization !== 'Bearer star') throw errors.UNAUTHORIZED();
  return next();
});
const ById = z.object({ id: z.coerce.number().int() });
const find = (id, errors) => {
  const found = planets.find((planet) => planet.id === id);
  if (!found) throw errors.NOT_FOUND({ data: { id } });
  return found;
};

const list = base
  .route({ method: 'GET', path: '/planets', tags: ['planets'] })
  .input(z.object({
    limit: z.number().int().min(1).max(100).default(20),
    cursor: z.number().int().min(0).default(0),
    kinds: z.array(Kind).optional(),
    visible: z.boolean().optional(),
    since: z.date().optional(),
    filter: z.object({ name: z.string().optional(), ids: z.array(z.int()).optional() }).optional(),
  }))
  .output(z.object({ items: z.array(Planet), nextCursor: z.int().nullable(), query: z.any() }))
  .handler(({ input }) => {
    const end = input.cursor + input.limit;
    const nextCursor = end < planets.length ? end : null;
    return { items: planets.slice(input.cursor, end), nextCursor, query: input };
  });

const create = authed
  .route({ method: 'POST', path: '/planets', successStatus: 201, tags: ['planets'] })
  .input(PlanetInput)
  .output(Planet)
  .handler(({ input }) => planet(6, input));

const get = base
  .route({ method: 'GET', path: '/planets/{id}', tags: ['planets'] })
  .input(ById)
  .output(Planet)
  .handler(({ input, errors }) => find(input.id, errors));

const change = authed
  .route({ method: 'PATCH', path: '/planets/{id}', tags: ['planets'] })
  .input(PlanetInput.pick({ name: true, note: true, kind: true }).partial().extend(ById.shape))
  .output(Planet)
  .handler(({ input, errors }) => {
    const { id, ...rest } = input;
    return Object.assign(find(id, errors), rest);
  });

const remove = authed
  .route({ method: 'DELETE', path: '/planets/{id}', successStatus: 204, tags: ['planets'] })
  .input(ById)
  .output(z.void())
  .handler(() => undefined);

const launch = base
  .route({ method: 'PUT', path: '/planets/{id}/probes/{slot}', inputStructure: 'detailed', tags: ['planets'] })
  .input(z.object({
    params: ById.extend({ slot: z.enum(['a', 'b/c']) }),
    query: z.object({ dry: z.boolean().optional() }),
    headers: z.object({ 'x-crew': z.string().optional() }),
    body: z.array(Probe),
  }))
  .output(z.object({ probes: z.array(Probe), slot: z.string(), dry: z.boolean().nullable(), crew: z.string().nullable() }))
  .handler(({ input: { params, query, headers, body } }) => ({
    probes: body, slot: params.slot, dry: query.dry ?? null, crew: headers['x-crew'] ?? null,
  }));

const upload = base
  .route({ method: 'POST', path: '/pictures', tags: ['pictures'] })
  .input(z.object({ picture: z.file(), others: z.array(z.file()).optional(), title: z.string(), width: z.number().optional() }))
  .output(z.object({ texts: z.array(z.string()), names: z.array(z.string()), title: z.string(), width: z.number().nullable() }))
  .handler(async ({ input: { picture, others = [], title, width = null } }) => {
    const files = [picture, ...others];
    return { texts: await Promise.all(files.map((file) => file.text())), names: files.map((file) => file.name), title, width };
  });

const picture = base
  .route({ method: 'GET', path: '/pictures/{+path}', tags: ['pictures'] })
  .input(z.object({ path: z.string() }))
  .output(z.file())
  .handler(({ input }) => new File([Buffer.from([0, 255, 10]), input.path], 'picture.bin', { type: 'application/octet-stream' }));

const watch = base
  .route({ method: 'GET', path: '/watch' })
  .output(eventIterator(z.object({ n: z.int() }), z.object({ sum: z.int() })))
  .handler(async function* () {
    for (const n of [1, 2, 3]) yield withEventMeta({ n }, { id: String(n) });
    return { sum: 6 };
  });

const count = base
  .route({ method: 'GET', path: '/count' })
  .output(z.number())
  .handler(() => planets.length);

const broken = base
  .route({ method: 'POST', path: '/broken', successDescription: 'It never goes well' })
  .input(z.object({ code: z.enum(['CONFLICT', 'TOO_MANY_REQUESTS']) }))
  .handler(({ input }) => {
    throw new ORPCError(input.code, { message: `It is ${input.code}.` });
  });

export const router = { planets: { list, create, get, change, remove, launch }, pictures: { upload, picture }, watch, count, broken };
