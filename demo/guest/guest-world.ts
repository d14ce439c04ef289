import type { Page } from 'playwright-core';
import { openWorld } from '../journeys/world.ts';
import { openHost, pageWith } from './host.ts';
import { type Line, openWeather } from './weather.ts';

type Known = { id: string; number: string; story: string; kind: string; identified?: boolean };

/** A running Amends, somebody's site beside it, and a browser. Each visit goes over a line of its own, which can be broken. */
export async function openGuestWorld() {
  const world = await openWorld();
  const host = await openHost();
  const lines: Line[] = [];

  const asMerchant = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const headers = { Authorization: `Bearer ${world.site.secretKey}`, 'Content-Type': 'application/json', ...init.headers };
    return (await (await fetch(world.amendsUrl + path, { ...init, headers })).json()) as T;
  };

  async function line(): Promise<Line> {
    const opened = await openWeather(world.amendsUrl);
    lines.push(opened);
    return opened;
  }

  return {
    ...world,
    host,
    line,
    asMerchant,

    /** A page with our snippet, seen by somebody new, over a line of its own. */
    async visit(name: string, { body = '', page }: { body?: string; page?: Page } = {}) {
      const way = await line();
      const visitor = page ?? (await world.visitor());
      const url = host.show(`/${name}`, pageWith({ amends: way.url, siteKey: world.site.siteKey, body }));
      return { page: visitor, line: way, url };
    },

    /** How often this story arrived. */
    async arrivalsOf(story: string): Promise<Known[]> {
      const { items } = await asMerchant<{ items: Known[] }>('/v1/cases?limit=100');
      return items.filter((one) => one.story === story);
    },

    /** Publishes which rules hold where. */
    async rule(document: { ruleSet: string; regions?: Record<string, string> }) {
      const { version } = await asMerchant<{ version: number }>('/v1/settings/rule-sets');
      const body = JSON.stringify({ regions: {}, ...document });
      return asMerchant('/v1/settings/rule-sets', { method: 'PUT', headers: { 'If-Match': `"${version}"` }, body });
    },

    async end() {
      await Promise.all(lines.map((one) => one.end()));
      await host.end();
      await world.end();
    },
  };
}
export type GuestWorld = Awaited<ReturnType<typeof openGuestWorld>>;

/** Waits until our script has taken its place on the page. */
export const untilThere = (page: Page) =>
  page.waitForFunction(() => 'sites' in ((window as unknown as { Amends?: object }).Amends ?? {}), undefined, { polling: 50 });
