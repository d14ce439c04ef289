import { Window } from 'happy-dom';

// A page to draw on that leaves Node's own fetch classes alone: a browser's would drop the cookies these tests send to the real server.
const page = new Window({ url: 'http://amends.test/admin' }) as unknown as Record<string, unknown>;
const TAKEN_OVER = new Set(['Event', 'CustomEvent', 'navigator', 'localStorage', 'location', 'history', 'document']);

const put = (name: string, value: unknown) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

for (let level: object = page; level !== Object.prototype; level = Object.getPrototypeOf(level) as object) {
  for (const name of Object.getOwnPropertyNames(level)) {
    if (name in globalThis && !TAKEN_OVER.has(name)) continue;
    const value = page[name];
    put(name, typeof value === 'function' && /^[a-z]/.test(name) ? value.bind(page) : value);
    TAKEN_OVER.delete(name);
  }
}
put('window', globalThis);
