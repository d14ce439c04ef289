import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import { addressOf, type Address } from './addresses.ts';

/** The HTML of a page, or why it could not be read. */
export type PageRead = { html: string; why: null } | { html: null; why: string };

const TIMEOUT_MS = 5000;
const MOST_BYTES = 1024 * 1024;

/** Reads one page of the merchant's. Redirects are not followed: they could lead anywhere. */
export function createPageReader({ mayBePrivate, timeoutMs = TIMEOUT_MS }: { mayBePrivate: boolean; timeoutMs?: number }) {
  return async (address: string): Promise<PageRead> => {
    try {
      const url = new URL(address);
      const signal = AbortSignal.timeout(timeoutMs);
      const answer = await get(url, await addressOf(url.hostname, mayBePrivate), signal);
      const { statusCode = 0 } = answer;
      if (statusCode < 200 || statusCode > 299) {
        answer.destroy();
        return { html: null, why: `It answered ${statusCode}.` };
      }
      return { html: await textOf(answer), why: null };
    } catch (error) {
      return { html: null, why: error instanceof Error ? error.message : String(error) };
    }
  };
}

function get(url: URL, { address, family }: Address, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((done, failed) => {
    const sent = request(
      url,
      {
        signal,
        agent: false,
        // Connects to the address that was looked at; the name still goes into Host and the certificate check.
        lookup: (_name, options, answer) => (options.all ? answer(null, [{ address, family }]) : answer(null, address, family)),
        headers: { accept: 'text/html', 'user-agent': 'Amends-Look/1' },
      },
      done,
    );
    sent.on('error', failed);
    sent.end();
  });
}

/** The beginning of a page is enough: scripts stand there or at its end, and no page is larger than this. */
async function textOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.length;
    if (bytes > MOST_BYTES) break;
  }
  return Buffer.concat(parts).toString('utf8');
}
