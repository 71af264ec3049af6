/** What a domain function answers: expected refusals are values, bugs are thrown. */
export type Ok<T> = { readonly ok: true; readonly value: T };
/** `code` is `domain.reason` and a message key under `errors`; `detail` fills the placeholders of that message. */
export type Err = { readonly ok: false; readonly code: string; readonly detail?: Record<string, unknown> };
export type Result<T> = Ok<T> | Err;

export function ok(): Ok<undefined>;
export function ok<T>(value: T): Ok<T>;
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value };
}

export function err(code: string, detail?: Record<string, unknown>): Err {
  return detail ? { ok: false, code, detail } : { ok: false, code };
}
