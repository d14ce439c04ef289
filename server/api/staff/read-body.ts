import type { Context } from 'hono';
import type { z } from 'zod';
import { malformed } from '../problems.ts';

/** What was sent, checked against its contract. @throws request.malformed with the fields that are wrong */
export async function readBody<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.infer<Schema>> {
  const read = schema.safeParse(await c.req.json().catch(() => ({})));
  if (!read.success) throw malformed(read.error);
  return read.data;
}
