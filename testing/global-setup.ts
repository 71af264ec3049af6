/** One stack for a whole run of database tests. */
import type { TestProject } from "vitest/node";
import { startTestStack, type TestStackValues } from "./stack";

declare module "vitest" {
  interface ProvidedContext {
    stack: TestStackValues & { environment: Record<string, string> };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startTestStack();
  const {
    serviceSql: _sql,
    mails: _mails,
    loseDatabase: _lose,
    killWeb: _kill,
    startWeb: _start,
    stop,
    ...values
  } = stack;
  project.provide("stack", values);
  return stop;
}
