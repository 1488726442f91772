// One assertion, for lists of faults: it shows each once, and nothing else.

/** Fails with every fault on a line of its own. */
export function none(faults) {
  if (faults.length === 0) return;
  const error = new Error(`${faults.length} found:\n${faults.join("\n")}`);
  error.stack = error.message;
  throw error;
}
