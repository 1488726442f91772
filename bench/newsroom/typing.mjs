// Ten people type in one story: ORIGIN EMAIL PASSWORD SECONDS MODULES, with the packages of the
// newsroom app in MODULES. Prints lines of JSON: how long a key takes to another's copy, and until
// the house says that it is durable; in milliseconds. Needs --experimental-websocket on Node 20.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { newStory, signIn, tell } from "./desk.mjs";

const [origin, email, password, seconds, modules] = process.argv.slice(2);
const here = createRequire(`${modules}/package.json`);
const load = (name) => import(pathToFileURL(here.resolve(name)));
const Y = await load("yjs");
const { readSyncMessage, writeSyncStep1, writeUpdate } = await load("y-protocols/sync");
const encoding = await load("lib0/encoding");
const decoding = await load("lib0/decoding");

const WRITERS = 10;
/** Fast typists: a key every 120 ms each. */
const KEY_MS = 120;

const desk = await signIn(origin, email, password);
const story = await newStory(desk, "Ten people in one story");
/** When a key was typed, by client and its clock. */
const typed = new Map();
const [screens, durable] = [[], []];

class Writer {
  constructor(number) {
    this.number = number;
    this.doc = new Y.Doc();
    this.sent = [];
    this.flows = new Promise((ready) => (this.ready = ready));
    this.socket = new WebSocket(`${origin.replace("http", "ws")}/api/stories/${story.id}/socket`, {
      headers: { Cookie: desk.cookie, Origin: origin },
    });
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => {
      const first = encoding.createEncoder();
      encoding.writeVarUint(first, 0);
      writeSyncStep1(first, this.doc);
      this.socket.send(encoding.toUint8Array(first));
    };
    this.socket.onmessage = ({ data }) => this.heard(new Uint8Array(data));
    this.socket.onclose = ({ code }) => {
      if (code !== 1000) throw new Error(`a socket closed with ${code}`);
    };
    this.doc.on("update", (update, from) => {
      if (from === this) return;
      const message = encoding.createEncoder();
      encoding.writeVarUint(message, 0);
      writeUpdate(message, update);
      this.sent.push(performance.now());
      this.socket.send(encoding.toUint8Array(message));
    });
    this.doc.on("afterTransaction", (transaction) => {
      if (transaction.origin !== this) return;
      const now = performance.now();
      for (const [client, clock] of transaction.afterState) {
        for (let at = transaction.beforeState.get(client) ?? 0; at < clock; at += 1) {
          const start = typed.get(`${client}:${at}`);
          if (start !== undefined) screens.push(now - start);
        }
      }
    });
  }

  heard(data) {
    const decoder = decoding.createDecoder(data);
    const kind = decoding.readVarUint(decoder);
    if (kind === 0) {
      const answer = encoding.createEncoder();
      encoding.writeVarUint(answer, 0);
      const step = readSyncMessage(decoder, answer, this.doc, this);
      if (step === 0) {
        this.sent.push(performance.now());
        this.socket.send(encoding.toUint8Array(answer));
      } else if (step === 1) this.ready();
    } else if (kind === 100) {
      const upTo = decoding.readVarUint(decoder);
      const now = performance.now();
      this.told ??= 0;
      for (; this.told < upTo; this.told += 1) if (this.keys?.has(this.told)) durable.push(now - this.sent[this.told]);
    } else if (kind === 101) throw new Error(`refused: ${decoding.readVarString(decoder)}`);
  }

  begin() {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.setAttribute("id", `p${this.number}`);
    this.text = new Y.XmlText();
    paragraph.insert(0, [this.text]);
    this.doc.getXmlFragment("body").push([paragraph]);
    this.keys = new Set();
  }

  type() {
    const clock = Y.getState(this.doc.store, this.doc.clientID);
    typed.set(`${this.doc.clientID}:${clock}`, performance.now());
    this.keys.add(this.sent.length);
    this.text.insert(this.text.length, "etaoin shrdlu"[this.text.length % 13]);
  }
}

const writers = Array.from({ length: WRITERS }, (_, number) => new Writer(number));
await Promise.all(writers.map((writer) => writer.flows));
for (const writer of writers) writer.begin();
const rounds = Math.ceil((Number(seconds) * 1000) / KEY_MS);
await Promise.all(
  writers.map(async (writer) => {
    await new Promise((wait) => setTimeout(wait, (KEY_MS / WRITERS) * writer.number));
    for (let at = 0; at < rounds; at += 1) {
      writer.type();
      await new Promise((wait) => setTimeout(wait, KEY_MS));
    }
  }),
);
await new Promise((wait) => setTimeout(wait, 2000));
const words = writers.map((writer) => writer.doc.getXmlFragment("body").toString());
if (new Set(words).size !== 1) throw new Error("the copies differ");
if (screens.length !== rounds * WRITERS * (WRITERS - 1)) throw new Error(`${screens.length} keys arrived of ${rounds * WRITERS * (WRITERS - 1)}`);
if (durable.length !== rounds * WRITERS) throw new Error(`${durable.length} keys are durable of ${rounds * WRITERS}`);
tell("screen", screens);
tell("durable", durable);
process.exit(0);
