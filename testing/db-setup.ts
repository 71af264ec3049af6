/** Before each file of database tests: lib/env.ts then speaks of the test stack. */
import { inject } from "vitest";

Object.assign(process.env, inject("stack").environment, { LOG_LEVEL: process.env["LOG_LEVEL"] ?? "warn" });
