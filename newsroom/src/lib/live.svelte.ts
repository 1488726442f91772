// What moves in the house, told by the server as it happens.

export interface Change {
  /** `ready` at the start and `reset` where something was missed; else what happened to the story. */
  kind: string;
  story?: string;
}

type Hear = (change: Change) => void;

const hearers = new Set<Hear>();
let stream: EventSource | undefined;
let isLive = $state(false);
/** Goes up with each new connection: whoever lists something asks anew, since something may be missed. */
let connections = $state(0);

export function live(): boolean {
  return isLive;
}

export function connected(): number {
  return connections;
}

/** Begins to listen; the browser connects anew by itself. */
export function listen(): void {
  if (stream) return;
  stream = new EventSource("/api/changes");
  stream.onopen = () => {
    isLive = true;
    connections += 1;
  };
  stream.onerror = () => {
    isLive = false;
    if (stream?.readyState === EventSource.CLOSED) {
      stream = undefined;
      setTimeout(listen, 5_000 + Math.random() * 5_000);
    }
  };
  stream.onmessage = (event) => {
    try {
      const change = JSON.parse(String(event.data)) as Change;
      for (const hear of hearers) hear(change);
    } catch {
      // A line that is no change is none of ours.
    }
  };
}

export function stopListening(): void {
  stream?.close();
  stream = undefined;
  isLive = false;
}

/** Hears of every change until the answer is called. */
export function hear(act: Hear): () => void {
  hearers.add(act);
  return () => hearers.delete(act);
}
