// Plain JavaScript on purpose: this runs before anything is installed, on whatever Node the machine has.

/** What the person can fix: a sentence, and what to do. */
export class Plain extends Error {
  constructor(sentence, fix) {
    super(sentence);
    this.fix = fix;
  }
}

export const say = (line = "") => process.stdout.write(`${line}\n`);

/** @param {unknown} error */
export function fail(error) {
  const lines =
    error instanceof Plain ? [error.message, error.fix] : [error instanceof Error ? error.stack : String(error)];
  process.stderr.write(`\n${lines.join("\n")}\n`);
  process.exit(1);
}
