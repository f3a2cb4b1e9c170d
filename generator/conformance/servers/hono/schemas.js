// What can be booked, in zod.
import { z } from '@hono/zod-openapi';

export const Problem = z.object({
  code: z.enum(['invalid', 'unknown', 'forbidden', 'taken']),
  message: z.string(),
  issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })).optional(),
}).openapi('Problem');

export const Kind = z.enum(['room', 'desk', 'car park']).openapi('Kind');

export const Guest = z.object({
  name: z.string().min(1).openapi({ example: 'Ann' }),
  email: z.email().nullable(),
  age: z.int().min(0).max(150).optional(),
}).openapi('Guest');

const Cash = z.object({ method: z.literal('cash'), currency: z.enum(['EUR', 'USD']).default('EUR') }).openapi('Cash');
const Card = z.object({ method: z.literal('card'), number: z.string().regex(/^\d+$/), until: z.iso.date() }).openapi('Card');
const Voucher = z.object({ method: z.literal('voucher'), codes: z.array(z.string()).nonempty() }).openapi('Voucher');
export const Payment = z.discriminatedUnion('method', [Cash, Card, Voucher]).openapi('Payment');

export const NewBooking = z.object({
  kind: Kind,
  guests: z.array(Guest).min(1),
  from: z.iso.datetime(),
  to: z.iso.datetime().nullish(),
  note: z.string().max(500).nullish(),
  price: z.number().positive().optional(),
  payment: Payment.optional(),
  target: z.union([z.number(), z.string(), z.object({ floor: z.number().int(), seat: z.string() })]),
  position: z.tuple([z.number(), z.number()]).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
  extra: z.unknown().optional(),
  isPrivate: z.boolean().default(false),
}).openapi('NewBooking');

export const Booking = NewBooking.extend({
  id: z.uuid(),
  number: z.int(),
  state: z.enum(['open', 'done']),
  parent: z.string().nullable(),
  version: z.literal(1),
}).openapi('Booking');

export const BookingChange = NewBooking.pick({ kind: true, from: true, to: true, note: true, price: true })
  .partial().openapi('BookingChange');

export const Place = z.object({
  name: z.string(),
  get places() {
    return z.array(Place).optional();
  },
}).openapi('Place');
