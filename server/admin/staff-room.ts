import { createTestApp, lateKettle, PASSWORD, PUBLIC_URL, SHOP_ORIGIN } from '#server/api/test-app.ts';
import { createStaffClient } from './client.ts';

export { PASSWORD };

/** The garden shop with its real server, and browsers of its staff: Maya (lead), Jonas (agent), Viktor (may only look). */
export async function openStaffRoom() {
  const shop = await createTestApp();
  const [maya, jonas, viktor] = [
    await shop.signIn('Maya', 'lead'),
    await shop.signIn('Jonas', 'agent'),
    await shop.signIn('Viktor', 'viewer'),
  ];

  const underWay = new Set<Promise<Response>>();

  /** A browser with its cookies, and a wire that can be cut. `sent` is every unsafe request it made. */
  function browserOf(person: { headers: { cookie: string } } | null) {
    let cookie = person?.headers.cookie ?? '';
    const sent: { method: string; path: string; body: unknown }[] = [];
    const wire = { isCut: false };
    async function send(path: string, init: RequestInit): Promise<Response> {
      if (wire.isCut) throw new TypeError('connection refused');
      const { method = 'GET', body } = init;
      if (method !== 'GET') sent.push({ method, path, body: JSON.parse(String(body)) });
      const headers = { ...(init.headers as Record<string, string>), origin: PUBLIC_URL, cookie };
      const asking = shop.request(path, { method, body, headers });
      underWay.add(asking);
      const answer = await asking.finally(() => underWay.delete(asking));
      const fresh = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
      if (fresh.length) cookie = fresh.join('; ');
      return answer;
    }
    return { send, sent, wire, client: createStaffClient(send), forgetCookies: () => void (cookie = '') };
  }

  return {
    shop,
    maya: () => browserOf(maya),
    jonas: () => browserOf(jonas),
    viktor: () => browserOf(viktor),
    stranger: () => browserOf(null),
    /** A customer complains; the answer is the number of their case. */
    async complain(over: Partial<Record<keyof typeof lateKettle, unknown>> = {}): Promise<string> {
      const opened = await shop.post('/v1/public/cases', { ...lateKettle, ...over }, { origin: SHOP_ORIGIN });
      if (!opened.ok) throw new Error(await opened.text());
      return ((await opened.json()) as { case: { number: string } }).case.number;
    },
    /** Jonas answers from the desk beside. */
    async jonasSays(number: string, text: string) {
      const { client } = browserOf(jonas);
      const { id, version } = await client.findCase(number);
      return client.act('say', id, { text, version });
    },
    async close() {
      await Promise.allSettled(underWay);
      await shop.close();
    },
  };
}
export type StaffRoom = Awaited<ReturnType<typeof openStaffRoom>>;
