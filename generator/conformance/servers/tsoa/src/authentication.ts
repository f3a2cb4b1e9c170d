import type { Request } from 'express';

export class Unauthorized extends Error {}

export async function expressAuthentication(request: Request, name: string, scopes?: string[]): Promise<unknown> {
  const known = name === 'jwt'
    ? request.header('authorization') === 'Bearer driver'
    : request.header('x-api-key') === 'fleet-key';
  if (!known) throw new Unauthorized(`no ${name}`);
  return { name, scopes };
}
