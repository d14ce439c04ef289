import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What arrived at the small server of a test. */
export type Arrived = { call: string; body: any };

/** A server on this machine that hears what the widget sends and answers as it is told. */
export async function startAmends(answer: (call: string, body: any) => { status?: number; headers?: Record<string, string>; json?: unknown }) {
  const arrived: Arrived[] = [];
  const server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => (text += part));
    request.on('end', () => {
      const cors = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Methods': '*', 'Access-Control-Expose-Headers': '*' };
      if (request.method === 'OPTIONS') return void response.writeHead(204, cors).end();
      const call = `${request.method} ${new URL(request.url!, 'http://x').pathname}`;
      const body = text ? JSON.parse(text) : undefined;
      arrived.push({ call, body });
      const { status = 200, headers, json } = answer(call, body);
      if (!status) return void request.socket.destroy();
      response.writeHead(status, { ...cors, 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(json));
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}/`,
    arrived,
    stop: () => new Promise((stopped) => (server.close(stopped), server.closeAllConnections())),
  };
}

export const RECEIPT = {
  case: { number: 'A7K-3QX', state: 'received', turn: 'us', nextDate: '2026-03-09T12:00:00Z', statusUrl: 'https://amends.example/c/ct_1', token: 'ct_1' },
  offers: [],
  identified: false,
};
