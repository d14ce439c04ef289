const NAME = 'amends';
const memory = new Map<string, unknown>();

function store<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(NAME);
    opening.onerror = reject;
    opening.onblocked = reject;
    opening.onsuccess = () => {
      const db = opening.result;
      const moving = db.transaction(NAME, mode);
      const asked = ask(moving.objectStore(NAME));
      moving.oncomplete = () => {
        db.close();
        resolve(asked.result);
      };
      moving.onabort = reject;
      moving.commit?.();
    };
  });
}

/** Keeps a thing on this device; in memory only where the browser keeps nothing. */
export async function keep(key: string, thing: unknown): Promise<void> {
  memory.set(key, thing);
  try {
    await store('readwrite', (kept) => kept.put(thing, key));
  } catch {}
}

export async function forget(key: string): Promise<void> {
  memory.delete(key);
  try {
    await store('readwrite', (kept) => kept.delete(key));
  } catch {}
}

/** Everything kept whose key begins so, oldest key first. */
export async function kept<T>(prefix: string): Promise<[string, T][]> {
  const found = new Map(memory);
  try {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const keys = await store('readonly', (kept) => kept.getAllKeys(range));
    const things = await store('readonly', (kept) => kept.getAll(range));
    keys.forEach((key, at) => found.set(String(key), things[at]));
  } catch {}
  return [...found].filter(([key]) => key.startsWith(prefix)) as [string, T][];
}

/** Leaves nothing on this device but what is still to be sent. */
export async function wipe(): Promise<void> {
  for (const [key] of await kept('draft/')) await forget(key);
  if (!(await kept('')).length && (await indexedDB.databases?.())?.some(({ name }) => name === NAME)) indexedDB.deleteDatabase(NAME);
}
