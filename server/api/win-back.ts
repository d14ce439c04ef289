import { OpenAPIHono } from '@hono/zod-openapi';
import { careRoutes } from './care.ts';
import { coachingRoutes } from './coaching.ts';
import { keepInTouchRoutes } from './keep-in-touch.ts';
import { problemAreaRoutes } from './problem-areas.ts';
import { testimonialRoutes } from './testimonials.ts';
import type { WorkerEnv } from './case-acts.ts';
import type { Deps } from './context.ts';
import { recoveryRoutes } from './recovery.ts';
import { rescueCallRoutes } from './rescue-calls.ts';
import { rescueCycleRoutes } from './rescue-cycles.ts';
import { watchlistRoutes } from './watchlist.ts';

/** What programs need a key for; insights have theirs. */
export const WIN_BACK_PATHS = [
  '/rescue-cycles',
  '/calls',
  '/care',
  '/problem-areas',
  '/coaching-notes',
  '/testimonials',
  '/praise-invitations',
  '/keep-in-touch',
].flatMap((path) => [path, `${path}/*`]);

/** Winning back, caring, watching, and what is learned from it: the same for programs and for the staff page. */
export function winBackRoutes(deps: Deps): OpenAPIHono<WorkerEnv> {
  const routes = new OpenAPIHono<WorkerEnv>();
  for (const part of [
    rescueCycleRoutes,
    rescueCallRoutes,
    recoveryRoutes,
    careRoutes,
    watchlistRoutes,
    problemAreaRoutes,
    coachingRoutes,
    testimonialRoutes,
    keepInTouchRoutes,
  ])
    routes.route('/', part(deps));
  return routes;
}
