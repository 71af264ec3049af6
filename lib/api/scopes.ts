/** What a key may be allowed; the database has the same list, and what each means (private.api_scope_capabilities). */
export const SCOPES = [
  "orders:read",
  "orders:write",
  "customers:read",
  "customers:write",
  "products:read",
  "products:write",
  "tickets:read",
  "tickets:write",
] as const;
export type Scope = (typeof SCOPES)[number];
