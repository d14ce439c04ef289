import { Hono } from 'hono';
import type { Deps, Env } from '../context.ts';

/** Pages that need no JavaScript: the customer's case, the plain forms, the receipt of a cancellation. */
export const pageRoutes = (_deps: Deps) => new Hono<Env>();
