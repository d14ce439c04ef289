import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { hashOf } from '#server/secrets.ts';
import { readMeters } from '#server/store/meters.ts';
import type { Deps, Env } from './context.ts';
import { answerWith } from './problems.ts';

type Series = { name: string; help: string; type: 'counter' | 'gauge'; values: [labels: string, value: number][] };

/** Counts answers, and tells a monitor that has the token how things are. Without `METRICS_TOKEN` there is no such page. */
export function createMetrics(deps: Pick<Deps, 'db' | 'metricsToken'>) {
  const answered = new Map<string, number>();

  const count = createMiddleware<Env>(async (c, next) => {
    await next();
    const labels = `{method="${METHODS.has(c.req.method) ? c.req.method : 'other'}",status="${c.res.status}"}`;
    answered.set(labels, (answered.get(labels) ?? 0) + 1);
  });

  const routes = new Hono<Env>().get('/metrics', async (c) => {
    if (!deps.metricsToken) return answerWith(c, 'case.not_found', 'There is nothing here.');
    const token = /^Bearer (\S+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (!token) return answerWith(c, 'key.missing', 'Send the token of METRICS_TOKEN: Authorization: Bearer …');
    if (!isSame(token, deps.metricsToken)) return answerWith(c, 'key.unknown', 'This is not the token of METRICS_TOKEN.');
    const { events, openCases, outboxWaiting } = await readMeters(deps.db);
    const { groups, items, busy } = deps.db.stats;
    const series: Series[] = [
      { name: 'amends_requests_total', help: 'Requests answered.', type: 'counter', values: [...answered] },
      { name: 'amends_events_total', help: 'Events written about cases.', type: 'counter', values: [['', events]] },
      { name: 'amends_open_cases', help: 'Cases that are not closed.', type: 'gauge', values: [['', openCases]] },
      { name: 'amends_outbox_waiting', help: 'Letters and webhooks that wait to be sent.', type: 'gauge', values: [['', outboxWaiting]] },
      { name: 'amends_writes_total', help: 'Batches written.', type: 'counter', values: [['', items]] },
      { name: 'amends_commits_total', help: 'Commits that carried them.', type: 'counter', values: [['', groups]] },
      { name: 'amends_busy_total', help: 'Times the database was busy and asked again.', type: 'counter', values: [['', busy]] },
      { name: 'amends_memory_bytes', help: 'Memory this process holds.', type: 'gauge', values: [['', process.memoryUsage.rss()]] },
    ];
    return c.body(series.map(written).join(''), 200, {
      'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      'Cache-Control': 'no-store',
    });
  });

  return { count, routes };
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Hashes are of one length, so that the time it takes tells nothing. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)));

/** @source Prometheus, text-based exposition format 0.0.4 */
const written = ({ name, help, type, values }: Series): string =>
  [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...values.map(([labels, value]) => `${name}${labels} ${value}`), ''].join('\n');
