// Words that are not durable yet, kept on this device until they are: a closed tab, an empty battery or a
// browser that crashed takes none of them along.

const NAME = "dateline.newsroom.words";
const STORE = "words";

/** What is kept of a story. */
export interface Kept {
  /** The document of the house it is a copy of. */
  document: string;
  update: Uint8Array;
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error ?? new Error("IndexedDB cannot be opened"));
  });
}

async function within<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  // A browser that keeps nothing, as in a private window, keeps nothing here either.
  if (typeof indexedDB === "undefined") return undefined;
  try {
    const db = await open();
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(STORE, mode);
      const asked = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => {
        db.close();
        resolve(asked.result);
      };
      transaction.onabort = () => {
        db.close();
        reject(transaction.error ?? new Error("nothing was kept"));
      };
    });
  } catch (error) {
    console.warn("words could not be kept on this device", error);
    return undefined;
  }
}

export const keep = (key: string, kept: Kept) => within("readwrite", (store) => store.put(kept, key));
export const forget = (key: string) => within("readwrite", (store) => store.delete(key));
export const find = (key: string) => within<Kept | undefined>("readonly", (store) => store.get(key));

/** Forgets everything, as when somebody signs out. */
export const forgetAll = () => within("readwrite", (store) => store.clear());
