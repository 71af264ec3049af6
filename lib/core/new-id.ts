/** Time-ordered enough for lists and unguessable enough for keys a client makes (sales, outgoing messages). */
export const newId = (): string => crypto.randomUUID();
