import type { Context } from 'hono';
import type { z } from 'zod';
import { malformed } from '../problems.ts';

/** What was sent, as its contract wants it. @throws request.malformed, field by field */
export async function bodyOf<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.output<Schema>> {
  const input = schema.safeParse(await c.req.json().catch(() => ({})));
  if (!input.success) throw malformed(input.error);
  return input.data;
}
