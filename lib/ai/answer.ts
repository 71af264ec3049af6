/** What the concierge says and the rows it says it from. */
import type { Json } from "@/lib/db/types.gen";

export type Cite = { readonly table: string; readonly id: string; readonly label: string };

/** A row as the model sees it and as the verifier checks against it: plain words and numbers, never ids of other people. */
export type Fact = { readonly cite: Cite; readonly data: { readonly [key: string]: Json } };

export type Answer = {
  readonly kind: "text" | "buttons" | "list";
  readonly body: string;
  readonly payload: { readonly [key: string]: Json };
  readonly cites: readonly Cite[];
};

export const textAnswer = (body: string, cites: readonly Cite[]): Answer => ({
  kind: "text",
  body,
  payload: {},
  cites,
});
