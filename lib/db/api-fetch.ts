/** Requests to the Supabase API end (a hanging API must not hang pages), and name the request they work for: the audit log keeps it. */
import { currentRequestId, REQUEST_ID } from "@/lib/security/request-id";

const ANSWER_MS = 15_000;
/** Files take as long as they are large. */
const FILE_MS = 120_000;

export const fetchWithin =
  (answerMs: number): typeof fetch =>
  async (input, init) => {
    const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
    const id = await currentRequestId();
    if (id) headers.set(REQUEST_ID, id);
    const address = input instanceof Request ? input.url : String(input);
    const limit = AbortSignal.timeout(address.includes("/storage/v1/object/") ? FILE_MS : answerMs);
    const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
    return fetch(input, { ...init, headers, signal }).catch((error: unknown) => {
      // supabase-js takes a TimeoutError that is not its own for a passing fault and reads four times: a page would hang for a minute.
      if (limit.aborted) throw new DOMException("aborted due to timeout", "AbortError");
      throw error;
    });
  };

export const apiFetch = fetchWithin(ANSWER_MS);
