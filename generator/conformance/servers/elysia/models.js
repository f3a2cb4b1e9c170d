// What a shop for records speaks of.
import { t } from 'elysia';

export const Genre = t.UnionEnum(['jazz', 'hip hop', 'r&b']);

const Track = t.Object({ title: t.String(), seconds: t.Nullable(t.Integer()) });

export const RecordInput = t.Object({
  title: t.String({ minLength: 1 }),
  genre: Genre,
  price: t.Number({ exclusiveMinimum: 0 }),
  tracks: t.Array(Track),
  released: t.Optional(t.String({ format: 'date' })),
  note: t.Optional(t.Nullable(t.String())),
  labels: t.Optional(t.Record(t.String(), t.String())),
  position: t.Optional(t.Tuple([t.Number(), t.Number()])),
  code: t.Union([t.String(), t.Number()]),
  condition: t.Optional(t.Union([t.Literal('new'), t.Literal('used')])),
  extra: t.Optional(t.Any()),
});

export const Record = t.Composite([
  t.Object({ id: t.Integer(), createdAt: t.String({ format: 'date-time' }), version: t.Literal(1) }),
  RecordInput,
]);

export const RecordChange = t.Partial(t.Object({
  title: t.String(),
  price: t.Number(),
  note: t.Nullable(t.String()),
}));

const Single = t.Object({ kind: t.Literal('single'), side: t.Union([t.Literal('A'), t.Literal('B')]) });
const Album = t.Object({ kind: t.Literal('album'), discs: t.Integer() });
export const Format = t.Union([Single, Album]);

export const Problem = t.Object({ code: t.String(), message: t.String() });

export const models = { Record, RecordInput, RecordChange, Format, Problem };
