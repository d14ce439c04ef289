import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { Webhook } from 'standardwebhooks';
import { addressOf, NotAllowed, type Address } from './addresses.ts';
import { type Attempt, type Channel, inTime } from './channel.ts';

/** An event on its way to a program. `id` is its idempotency key. */
export type WebhookParcel = { id: string; url: string; secret: string; body: string; at: Date };

const TIMEOUT_MS = 5000;
const GONE = 410;

/** Signed POSTs to the merchant's programs. Redirects are not followed: they could lead anywhere. @source Standard Webhooks */
export function createWebhookChannel({
  mayBePrivate,
  timeoutMs = TIMEOUT_MS,
}: {
  mayBePrivate: boolean;
  timeoutMs?: number;
}): Channel<WebhookParcel> {
  const send = async (parcel: WebhookParcel): Promise<Attempt> => {
    try {
      const url = new URL(parcel.url);
      if (!mayBePrivate && url.protocol !== 'https:') return { kind: 'refused', why: 'Only https: addresses are called.' };
      return attemptOf(await post(url, await addressOf(url.hostname, mayBePrivate), parcel, AbortSignal.timeout(timeoutMs)));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return error instanceof NotAllowed ? { kind: 'refused', why } : { kind: 'later', why, peerDown: true };
    }
  };
  return { deliver: (parcel) => inTime(send(parcel), timeoutMs), close: () => {} };
}

function post(
  url: URL,
  { address, family }: Address,
  { id, secret, body, at }: WebhookParcel,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((done, failed) => {
    const sent = request(
      url,
      {
        method: 'POST',
        signal,
        agent: false,
        // Connects to the address that was looked at; the name still goes into Host and the certificate check.
        lookup: (_name, options, answer) => (options.all ? answer(null, [{ address, family }]) : answer(null, address, family)),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Amends-Webhooks/1',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': new Webhook(secret).sign(id, at, body),
        },
      },
      (answer) => {
        answer.destroy(); // the status says it all
        done(answer);
      },
    );
    sent.on('error', failed);
    sent.end(body);
  });
}

function attemptOf({ statusCode = 0, headers }: IncomingMessage): Attempt {
  if (statusCode >= 200 && statusCode < 300) return { kind: 'sent' };
  const why = `It answered ${statusCode}.`;
  if (statusCode === GONE) return { kind: 'refused', why: `${why} It wants no more.` };
  const retryAfterMs = waitOf(headers['retry-after']);
  return { kind: 'later', why, peerDown: true, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/** Seconds, or a date. */
function waitOf(retryAfter: string | undefined): number | undefined {
  if (!retryAfter) return undefined;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}
