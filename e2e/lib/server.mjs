// The program under test, on an empty folder, with the sample newspaper.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A port that is free now. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Whether `url` answers 200 now. */
async function answers(url) {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

/**
 * Starts the program, or takes the one at `DATELINE_TEST_URL`.
 * Answers its origin and how to stop it; of a server of our own also the program and its data folder.
 */
export async function startServer({ limitMs = 120_000, variables = {}, host = "127.0.0.1" } = {}) {
  if (process.env.DATELINE_TEST_URL) {
    return { origin: process.env.DATELINE_TEST_URL.replace(/\/$/, ""), stop: async () => {} };
  }
  const program = process.env.DATELINE_TEST_BIN ?? path.join(ROOT, "target/debug/dateline");
  const data = await mkdtemp(path.join(tmpdir(), "dateline-e2e-"));
  const port = await freePort();
  const words = ["--data", path.join(data, "data"), "demo", "--listen", `127.0.0.1:${port}`, "--operator-listen", "off"];
  // Passkeys are made for a name: the house must know by which it is reached.
  const own = host === "127.0.0.1" ? {} : { DATELINE_SITE_URL: `http://${host}:${port}` };
  const log = [];
  let child;
  let ended;

  const start = () => {
    const started = spawn(program, words, {
      cwd: ROOT,
      env: { ...process.env, ...own, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream.on("data", (chunk) => {
        log.push(chunk.toString());
        if (log.length > 400) log.shift();
      });
    }
    ended = new Promise((resolve) => started.once("exit", (code, signal) => resolve(code ?? signal)));
    ended.then((how) => (started.how = how));
    child = started;
  };

  const stop = async () => {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(timer);
    await rm(data, { recursive: true, force: true });
  };
  // A run that is broken off leaves no server behind.
  process.once("exit", () => child.kill("SIGKILL"));

  const origin = `http://${host}:${port}`;
  const ready = async () => {
    const until = Date.now() + limitMs;
    while (!(await answers(`http://127.0.0.1:${port}/en/`))) {
      if (child.how !== undefined || Date.now() > until) {
        await stop();
        throw new Error(`${program} was not ready (ended: ${child.how ?? "no"})\n${log.join("")}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  /** Ends the program as a power failure would. */
  const kill = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  /** Starts it again, on the same folder and port. */
  const restart = async () => {
    start();
    await ready();
  };

  start();
  await ready();
  return { origin, program, data: path.join(data, "data"), stop, kill, restart };
}
