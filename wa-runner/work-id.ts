/** Which message or turn a change in the audit log came from: what is done for one piece of work carries its id. */
import { AsyncLocalStorage } from "node:async_hooks";
import { nameRequestsBy, requestIdFrom } from "@/lib/security/request-id";

const current = new AsyncLocalStorage<string>();
nameRequestsBy(() => current.getStore());

export const workingOn = <T>(kind: "message" | "turn", id: string, work: () => Promise<T>): Promise<T> =>
  current.run(requestIdFrom(`${kind}-${id}`), work);
