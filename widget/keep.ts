const NAME = 'amends';
const memory = new Map<string, unknown>();

function ask<T>(question: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(NAME);
    opening.onerror = reject;
    opening.onsuccess = () => {
      const moving = opening.result.transaction(NAME, 'readwrite');
      const asked = question(moving.objectStore(NAME));
      moving.oncomplete = () => {
        opening.result.close();
        resolve(asked.result);
      };
      moving.onabort = reject;
    };
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

/** Everything kept whose key begins so. */
export async function kept<T>(prefix: string): Promise<T[]> {
  const found = await ask((store) => store.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`))).catch(() => undefined);
  return (found ?? [...memory].filter(([key]) => key.startsWith(prefix)).map(([, thing]) => thing)) as T[];
}

/** Leaves nothing on this device but what is still to be sent. */
export async function wipe(): Promise<void> {
  await ask((store) => store.delete(IDBKeyRange.bound('draft/', 'draft/\uffff'))).catch(() => {});
  if (!(await kept('')).length) indexedDB.deleteDatabase(NAME);
}
