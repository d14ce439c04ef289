import { Hono } from 'hono';
import type { Context } from 'hono';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { findBuiltWidget } from './built-widget.ts';
import type { Deps, Env } from './context.ts';

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;
const FOREVER = 'public, max-age=31536000, immutable';
const EVERGREEN = 'public, max-age=300, stale-while-revalidate=86400';

/** The built widget and admin page. The widget is anybody's to load; the admin page is nobody's to frame. */
export const staticRoutes = ({ distDir }: Pick<Deps, 'distDir'>) =>
  new Hono<Env>()
    .get('/widget.js', (c) => sendWidget(c, join(distDir, 'widget/widget.js'), EVERGREEN))
    // A pinned page gets what it was pinned to, or nothing: its plain links work then.
    .get('/v/:version/widget.js', async (c) => {
      const built = await findBuiltWidget(distDir);
      return built?.version === c.req.param('version') ? sendWidget(c, join(distDir, 'widget/widget.js'), FOREVER) : sendNothing(c);
    })
    .get('/widget/:file', (c) => sendWidget(c, safely(join(distDir, 'widget/widget'), c.req.param('file')), FOREVER))
    .get('/admin/assets/:file', (c) => send(c, safely(join(distDir, 'admin/assets'), c.req.param('file')), FOREVER))
    .get('/admin', (c) => sendAdmin(c, distDir))
    .get('/admin/*', (c) => sendAdmin(c, distDir));

/** A file of the built widget, for pages anywhere. @param file as in `widget.js` or `widget/app-….js` */
export const sendBuilt = (c: Context<Env>, distDir: string, file: string, cache: string): Promise<Response> =>
  sendWidget(c, safely(join(distDir, 'widget'), file), cache);

function sendWidget(c: Context<Env>, path: string, cache: string): Promise<Response> {
  c.header('Access-Control-Allow-Origin', '*');
  c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  c.header('Timing-Allow-Origin', '*');
  return send(c, path, cache);
}

function sendNothing(c: Context<Env>): Response | Promise<Response> {
  c.header('Cache-Control', 'no-store');
  c.header('Access-Control-Allow-Origin', '*');
  return c.notFound();
}

async function sendAdmin(c: Context<Env>, distDir: string): Promise<Response> {
  const file = c.req.path.replace(/^\/admin\/?/, '');
  if (extname(file)) return send(c, safely(join(distDir, 'admin'), file), EVERGREEN);
  c.header(
    'Content-Security-Policy',
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  );
  c.header('X-Frame-Options', 'DENY');
  c.header('Referrer-Policy', 'same-origin');
  return send(c, join(distDir, 'admin/index.html'), 'no-cache');
}

/** Sends a file as it was compressed when it was built. */
async function send(c: Context<Env>, path: string, cache: string): Promise<Response> {
  const type = TYPES[extname(path)] ?? 'application/octet-stream';
  const accepted = c.req.header('accept-encoding') ?? '';
  for (const [name, suffix] of ENCODINGS) {
    if (!accepted.includes(name)) continue;
    const packed = await readFile(path + suffix).catch(() => null);
    if (packed)
      return c.body(new Uint8Array(packed), 200, {
        'Content-Type': type,
        'Content-Encoding': name,
        'Cache-Control': cache,
        Vary: 'Accept-Encoding',
        'X-Content-Type-Options': 'nosniff',
      });
  }
  const plain = await readFile(path).catch(() => null);
  if (!plain) return c.notFound();
  return c.body(new Uint8Array(plain), 200, {
    'Content-Type': type,
    'Cache-Control': cache,
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
  });
}

const safely = (folder: string, file: string): string => join(folder, normalize(`/${file}`));
