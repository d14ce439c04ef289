import { OpenAPIHono } from '@hono/zod-openapi';
import type { Env as HonoEnv, MiddlewareHandler } from 'hono';
import { Problem } from '#shared/contracts/basics.ts';
import type { z } from 'zod';
import { malformed } from './problems.ts';

/** A part of the API whose bodies and queries are checked against their contracts. */
export const createRouter = <E extends HonoEnv>() =>
  new OpenAPIHono<E>({
    defaultHook: (result) => {
      if (!result.success) throw malformed(result.error);
    },
  });

/** The widget posts JSON as `text/plain`, which browsers send across origins without asking first. */
export const acceptPlainText: MiddlewareHandler = async (c, next) => {
  const type = c.req.header('content-type') ?? '';
  if ((type === '' || type.startsWith('text/plain')) && c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    const headers = new Headers(c.req.raw.headers);
    headers.set('content-type', 'application/json');
    c.req.raw = new Request(c.req.raw, { headers });
  }
  await next();
};

export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, content: { 'application/json': { schema } } });
export const answers = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
export const problems = (...codes: (400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429)[]) =>
  Object.fromEntries(codes.map((code) => [code, { description: 'Problem', content: { 'application/problem+json': { schema: Problem } } }]));
