/** Something the person at the keyboard can fix: one plain sentence, and what to do about it. */
export class Failure extends Error {
  readonly fix: string;

  constructor(sentence: string, fix: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = "Failure";
    this.fix = fix;
  }
}

/** Node puts the reason of a failed system call in `code`. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
