const NAME = 'amends';
/** Some browsers never answer; nobody's words wait for that. */
const PATIENCE_MS = 500;
const memory = new Map<string, unknown>();

let opened: Promise<IDBDatabase> | undefined;

const open = () =>
  (opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    setTimeout(reject, PATIENCE_MS);
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(NAME);
    opening.onerror = reject;
    opening.onsuccess = () => {
      opening.result.onversionchange = shut;
      resolve(opening.result);
    };
  }));

function shut(): void {
  void opened?.then((db) => db.close());
  opened = undefined;
}

/** The connection stays open, so that the last keystroke before the page closes is still written. */
async function ask<T>(question: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const moving = (await open()).transaction(NAME, 'readwrite');
  const asked = question(moving.objectStore(NAME));
  return new Promise((resolve, reject) => {
    moving.oncomplete = () => resolve(asked.result);
    moving.onabort = reject;
    moving.commit();
  });
}

/** Keeps a thing on this device; answers false when it is only in memory, because the browser keeps nothing. */
export async function keep(key: string, thing: unknown): Promise<boolean> {
  memory.set(key, thing);
  return ask((store) => store.put(thing, key)).then(
    () => true,
    () => false,
  );
}

export async function forget(key: string): Promise<void> {
  memory.delete(key);
  await ask((store) => store.delete(key)).catch(() => {});
}

const within = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/** Everything kept whose key begins so. */
export async function kept<T>(prefix: string): Promise<T[]> {
  const found = await ask((store) => store.getAll(within(prefix))).catch(() => undefined);
  return (found ?? [...memory].filter(([key]) => key.startsWith(prefix)).map(([, thing]) => thing)) as T[];
}

/** Leaves nothing on this device but what is still to be sent. */
export async function wipe(): Promise<void> {
  await ask((store) => store.delete(within('draft/'))).catch(() => {});
  if ((await kept('')).length) return;
  shut();
  indexedDB.deleteDatabase(NAME);
}
