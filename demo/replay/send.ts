import { performance } from 'node:perf_hooks';
import { SignJWT } from 'jose';
import type { Leaver } from './leavers.ts';

export type Target = { url: string; siteKey: string; identitySecret: string; secretKey: string };
export type Sent = { done: number; requests: number; serverErrors: number; failures: string[]; tookMs: number };

const identityOf = ({ customer, plan, mrrMinor }: Leaver, secret: string) =>
  new SignJWT({ plan, mrr: { amount: mrrMinor, currency: 'USD' }, subscription: `line_${customer}` })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(customer)
    .setIssuedAt()
    .setExpirationTime('30m')
    .sign(new TextEncoder().encode(secret));

/** Sends every leaver through the cancellation flow, at most `concurrency` at a time. */
export async function sendLeavers(leavers: Leaver[], target: Target, concurrency: number): Promise<Sent> {
  const sent: Sent = { done: 0, requests: 0, serverErrors: 0, failures: [], tookMs: 0 };
  const begun = performance.now();

  async function call<Answer>(method: string, path: string, token: string | null, body: object): Promise<Answer> {
    sent.requests += 1;
    const answer = await fetch(target.url + path, {
      method,
      headers: { 'Content-Type': 'text/plain', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
    if (answer.status >= 500) sent.serverErrors += 1;
    if (answer.status === 429) {
      await new Promise((resolve) => setTimeout(resolve, Number(answer.headers.get('Retry-After') ?? 1) * 1000));
      return call(method, path, token, body);
    }
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }

  async function leave(leaver: Leaver) {
    const { siteKey, identitySecret } = target;
    const { cancellation } = await call<{ cancellation: { id: string; token: string } }>('POST', '/v1/public/cancellations', null, {
      siteKey,
      idempotencyKey: `replay-${leaver.customer}`,
      subscription: `line_${leaver.customer}`,
      identityToken: await identityOf(leaver, identitySecret),
      locale: 'en',
      touchpoint: 'account',
    });
    const at = `/v1/public/cancellations/${cancellation.id}`;
    const { offer } = await call<{ offer: { id: string } | null }>('PUT', `${at}/answer`, cancellation.token, {
      reason: leaver.reason,
      story: leaver.words,
    });
    if (offer) await call('PUT', `${at}/offers/${offer.id}`, cancellation.token, { answer: 'declined' });
    await call('PUT', `${at}/outcome`, cancellation.token, { outcome: 'cancelled' });
    sent.done += 1;
  }

  const waiting = leavers.values();
  async function work() {
    for (const leaver of waiting) {
      await leave(leaver).catch((error: Error) => sent.failures.push(`${leaver.customer}: ${error.message}`));
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work));
  sent.tookMs = performance.now() - begun;
  return sent;
}
