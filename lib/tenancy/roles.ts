/** Ownership is not given by invitation. */
export const INVITABLE = ["admin", "supervisor", "cashier", "technician", "agent", "sales", "renewal"] as const;

export const ROLES = ["owner", ...INVITABLE] as const;

/** As private.role_rank in SQL, which decides: nobody touches somebody above himself. */
const RANK: Readonly<Record<string, number>> = { owner: 3, admin: 2, supervisor: 1 };
export const outranks = (one: string, other: string): boolean => (RANK[one] ?? 0) > (RANK[other] ?? 0);

/** Roles that see masked phones and e-mails until they are granted contact data. */
export const MASKED_ROLES: readonly string[] = ["supervisor", "technician"];
