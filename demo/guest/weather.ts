import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * What happens to a request on its way to Amends. `lost`: Amends takes it, and its answer never comes back. `slow`: a second late.
 * An object is an answer somebody else gives in its place.
 */
export type Weather = 'fair' | 'blocked' | '404' | '500' | 'hang' | 'slow' | 'garbage' | 'cut short' | 'lost' | Answer;
type Answer = { status: number; headers?: Record<string, string>; json: unknown };

type Rule = { what: RegExp; weather: Weather; times: number };
export type Seen = { what: string; body: string; at: number };

const SLOW_MS = 1000;
const PORTAL = '<!doctype html><title>Welcome to the hotel</title><p>Please accept our terms to use the internet.</p>';

/** A line between the browser and Amends that can be broken in every way a real one breaks. */
export async function openWeather(amendsUrl: string) {
  const { hostname, port } = new URL(amendsUrl);
  const seen: Seen[] = [];
  let rules: Rule[] = [];
  const server = createServer((asked, answer) => void pass(asked, answer));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  function weatherFor(what: string): Weather {
    const rule = rules.find((rule) => rule.times > 0 && rule.what.test(what));
    if (rule) rule.times -= 1;
    return rule?.weather ?? 'fair';
  }

  async function pass(asked: IncomingMessage, answer: ServerResponse) {
    const what = `${asked.method} ${asked.url}`;
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of asked) chunks.push(chunk as Buffer);
    } catch {
      return; // the page was closed while it was sending
    }
    const body = Buffer.concat(chunks);
    seen.push({ what, body: body.toString(), at: Date.now() });
    // The browser's question before a call is answered, so that the call itself meets the weather.
    const weather = asked.method === 'OPTIONS' ? 'fair' : weatherFor(what);
    const open = { 'Access-Control-Allow-Origin': asked.headers.origin ?? '*', 'Access-Control-Expose-Headers': 'Retry-After' };
    if (weather === 'hang') return;
    if (weather === 'blocked') return asked.socket.destroy();
    if (weather === '404' || weather === '500')
      return answer.writeHead(Number(weather), { ...open, 'Content-Type': 'text/html' }).end('<h1>Oh</h1>');
    if (weather === 'garbage') return answer.writeHead(200, { ...open, 'Content-Type': 'text/html' }).end(PORTAL);
    if (typeof weather === 'object')
      return answer
        .writeHead(weather.status, { ...open, 'Content-Type': 'application/json', ...weather.headers })
        .end(JSON.stringify(weather.json));
    if (weather === 'slow') await wait(SLOW_MS);

    const there = request({ hostname, port, method: asked.method, path: asked.url, headers: asked.headers, agent: false });
    there.on('error', () => asked.socket.destroy());
    there.on('response', (came) => {
      if (weather === 'lost') return came.resume().on('end', () => asked.socket.destroy());
      if (weather === 'cut short')
        return came.once('data', (some: Buffer) =>
          answer.writeHead(came.statusCode!, came.headers).write(some.subarray(0, 20), () => asked.socket.destroy()),
        );
      answer.writeHead(came.statusCode!, came.headers);
      came.on('error', () => asked.socket.destroy()).pipe(answer);
    });
    there.end(body);
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Every request that came by, in order. */
    seen,
    /** The later forecast is asked first; `times` is how often it happens. */
    set(what: RegExp, weather: Weather, times = Infinity) {
      rules = [{ what, weather, times }, ...rules];
    },
    clear() {
      rules = [];
    },
    async end() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
export type Line = Awaited<ReturnType<typeof openWeather>>;
