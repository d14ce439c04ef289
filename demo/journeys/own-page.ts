import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One page of somebody's own web site. `?policy=` is its content policy; a policy with a nonce gives it to the script. */
export async function openOwnPage(html: (nonce: string) => string) {
  const server = createServer((request, response) => {
    const policy = new URL(request.url!, 'http://own.example').searchParams.get('policy');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    if (policy) response.setHeader('Content-Security-Policy', policy);
    response.end(
      `<!doctype html><html lang="en"><title>A shop</title><h1>A shop</h1>${html(policy?.includes('nonce-') ? 'nonce="r4nd0m"' : '')}</html>`,
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    end: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}
export type OwnPage = Awaited<ReturnType<typeof openOwnPage>>;
