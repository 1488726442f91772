// The way between this copy of a story and the house's: the Yjs protocol over a socket.
//
// What is typed applies here at once, waits here while there is no way, and counts as safe only when
// the house said that it is durable.

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import {
  applyAwarenessUpdate,
  Awareness,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from "y-protocols/awareness";
import { readSyncMessage, writeSyncStep1, writeUpdate } from "y-protocols/sync";
import * as Y from "yjs";
import { find, forget, keep } from "./kept";

const SYNC = 0;
const AWARENESS = 1;
const DURABLE = 100;
const REFUSED = 101;
const NAME = 102;

/** Close codes after which trying again helps. */
const PASSING = new Set([1000, 1001, 1005, 1006, 1011, 1012, 1013, 4408, 4429, 4503]);
const LONGEST_WAIT_MS = 15_000;
/** So long may the house take to say that words are durable. */
const SILENCE_MS = 8_000;

export type Way = "connecting" | "open" | "away" | "refused" | "ended" | "gone" | "readonly";

export interface Refusal {
  code: string;
  message: string;
}

/** How long to wait before the next attempt: longer each time, never the same for two. */
export function pause(attempt: number, random = Math.random()): number {
  const most = Math.min(LONGEST_WAIT_MS, 250 * 2 ** attempt);
  return most / 2 + (most / 2) * random;
}

export class Provider {
  readonly awareness: Awareness;
  readonly #doc: Y.Doc;
  readonly #url: string;
  #socket: WebSocket | undefined;
  #attempt = 0;
  #sent = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDone = false;
  #heardAt = 0;
  readonly #key: string;
  /** Something was typed that is neither durable nor kept on this device. */
  #isToBeKept = false;
  #isKept = true;
  #watch: ReturnType<typeof setInterval> | undefined;
  /** Which document of the house this copy is of. */
  #document: string | undefined;
  /** The house knows what was typed before; what is typed now goes out as it comes. */
  #flows = false;

  /** Called before what others typed is put in: what is on its way into an editor comes first. */
  readonly beforeOthers = new Set<() => void>();

  way = $state<Way>("connecting");
  /** Everything typed here is durable in the house. */
  isSafe = $state(true);
  /** The house's copy was taken over at least once. */
  isReady = $state(false);
  refusal = $state.raw<Refusal | undefined>();

  /** `kept` names what this device keeps of the story: of whom, and which. */
  constructor(doc: Y.Doc, story: string, kept: string) {
    this.#doc = doc;
    this.#key = kept;
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.#url = `${scheme}//${location.host}/api/stories/${story}/socket`;
    this.awareness = new Awareness(doc);
    doc.on("update", this.#typed);
    this.awareness.on("update", this.#moved);
    addEventListener("online", this.#retry);
    addEventListener("offline", this.#drop);
    addEventListener("pagehide", this.#leave);
    document.addEventListener("visibilitychange", this.#woke);
    // A way that died without a word is noticed by an answer that does not come.
    this.#watch = setInterval(() => {
      const isLate = !this.isSafe && Date.now() - this.#heardAt > SILENCE_MS;
      if (this.#flows && isLate) this.#drop();
      if (!this.isSafe && this.#isToBeKept) this.#keep();
    }, 1_000);
    void this.#begin();
  }

  /** Takes up what this device kept, then connects. */
  async #begin(): Promise<void> {
    const kept = await find(this.#key);
    if (this.#isDone) return;
    if (kept) {
      this.#document = kept.document;
      this.isSafe = false;
      Y.applyUpdate(this.#doc, kept.update, this);
      this.isReady = true;
    }
    this.#connect();
  }

  #keep(): void {
    if (!this.#document) return;
    this.#isToBeKept = false;
    this.#isKept = true;
    void keep(this.#key, { document: this.#document, update: Y.encodeStateAsUpdate(this.#doc) });
  }

  /** Everything is durable, or was given up by whoever wrote it: nothing is kept here any longer. */
  forgetKept(): void {
    this.#isToBeKept = false;
    if (!this.#isKept) return;
    this.#isKept = false;
    void forget(this.#key);
  }

  /** Ends the connection for good. */
  close(): void {
    this.#isDone = true;
    clearTimeout(this.#timer);
    clearInterval(this.#watch);
    this.#doc.off("update", this.#typed);
    removeEventListener("online", this.#retry);
    removeEventListener("offline", this.#drop);
    removeEventListener("pagehide", this.#leave);
    document.removeEventListener("visibilitychange", this.#woke);
    removeAwarenessStates(this.awareness, [this.#doc.clientID], "closed");
    this.awareness.destroy();
    this.#socket?.close(1000);
  }

  /** Tries at once, as after somebody signed in again. */
  retryNow(): void {
    this.#attempt = 0;
    if (!this.#socket) this.#connect();
  }

  #retry = () => this.retryNow();

  /** Gives the way up as lost, without waiting until the network says so. */
  #drop = () => {
    const socket = this.#socket;
    if (!socket) return;
    this.#closed(socket, 1006);
    socket.onmessage = null;
    socket.close();
  };

  #leave = () => {
    if (!this.isSafe && this.#isToBeKept) this.#keep();
    this.#gone();
  };

  #gone = () => removeAwarenessStates(this.awareness, [this.#doc.clientID], "closed");

  #woke = () => {
    if (document.visibilityState === "visible" && !this.#socket) this.retryNow();
  };

  #connect(): void {
    if (this.#isDone || this.#socket) return;
    clearTimeout(this.#timer);
    this.way = this.#attempt === 0 ? "connecting" : "away";
    const of = this.#document ? `?document=${encodeURIComponent(this.#document)}` : "";
    const socket = new WebSocket(this.#url + of);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    socket.onopen = () => this.#opened();
    socket.onmessage = (event) => {
      if (event.data instanceof ArrayBuffer) this.#heard(new Uint8Array(event.data));
    };
    socket.onclose = (event) => this.#closed(socket, event.code);
  }

  #opened(): void {
    this.#heardAt = Date.now();
    this.#sent = 0;
    this.#flows = false;
    this.refusal = undefined;
    const first = encoding.createEncoder();
    encoding.writeVarUint(first, SYNC);
    writeSyncStep1(first, this.#doc);
    this.#send(first);
    // Others saw this one leave: only a younger state is news to them.
    this.awareness.setLocalState(this.awareness.getLocalState());
  }

  #closed(socket: WebSocket, code: number): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    this.#flows = false;
    const others = [...this.awareness.getStates().keys()].filter((id) => id !== this.#doc.clientID);
    removeAwarenessStates(this.awareness, others, this);
    if (this.#isDone) return;
    if (!PASSING.has(code)) {
      this.way = code === 4401 ? "ended" : code === 4403 ? "readonly" : code === 4404 ? "gone" : "refused";
      return;
    }
    this.way = "away";
    const wait = pause(this.#attempt);
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.#connect(), wait);
  }

  #heard(data: Uint8Array): void {
    this.#heardAt = Date.now();
    const decoder = decoding.createDecoder(data);
    const kind = decoding.readVarUint(decoder);
    if (kind === SYNC) {
      for (const settle of this.beforeOthers) settle();
      const answer = encoding.createEncoder();
      encoding.writeVarUint(answer, SYNC);
      const step = readSyncMessage(decoder, answer, this.#doc, this);
      if (step === 0) {
        // The house asked what it lacks: everything typed while there was no way goes with the answer.
        this.#sent += 1;
        this.#flows = true;
        this.#send(answer);
      } else if (step === 1) {
        this.#attempt = 0;
        this.way = "open";
        this.isReady = true;
      }
    } else if (kind === AWARENESS) {
      applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
    } else if (kind === DURABLE) {
      this.isSafe = decoding.readVarUint(decoder) >= this.#sent;
      if (this.isSafe) this.forgetKept();
    } else if (kind === NAME) {
      this.#document = decoding.readVarString(decoder);
    } else if (kind === REFUSED) {
      this.refusal = read(decoding.readVarString(decoder));
    }
  }

  #typed = (update: Uint8Array, origin: unknown) => {
    if (origin === this) return;
    if (this.isSafe) this.#heardAt = Date.now();
    this.isSafe = false;
    this.#isToBeKept = true;
    if (!this.#flows || this.#socket?.readyState !== WebSocket.OPEN) return;
    const message = encoding.createEncoder();
    encoding.writeVarUint(message, SYNC);
    writeUpdate(message, update);
    this.#sent += 1;
    this.#send(message);
  };

  #moved = (
    { added, updated, removed }: { added: number[]; updated: number[]; removed: number[] },
    origin: unknown,
  ) => {
    if (origin === this) return;
    const message = encoding.createEncoder();
    encoding.writeVarUint(message, AWARENESS);
    const changed = [...added, ...updated, ...removed];
    encoding.writeVarUint8Array(message, encodeAwarenessUpdate(this.awareness, changed));
    this.#send(message);
  };

  #send(message: encoding.Encoder): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(encoding.toUint8Array(message));
  }
}

function read(text: string): Refusal {
  try {
    const found = JSON.parse(text) as Partial<Refusal>;
    return { code: found.code ?? "refused", message: found.message ?? "" };
  } catch {
    return { code: "refused", message: text };
  }
}
