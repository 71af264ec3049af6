/** Which headers a page leaves with. Files and documents that customers send have a stricter policy of their own (lib/media/headers.ts). */

/** Directives and what they allow besides the policy's own. */
export type Sources = Readonly<Record<string, readonly string[]>>;

/** What the notices (sonner) write into a style element of their own, without a nonce. A new version has another sum: csp.test.ts tells. */
const NOTICES = "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='";
/** That element is empty when it is put in; refusing it then is only noise in the console. */
const EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** `isDev`: hot reload evaluates code, and listens on a socket. `more`: what the sign-in service needs. */
export function contentSecurityPolicy(nonce: string, isDev: boolean, more: Sources = {}): string {
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    "script-src-attr 'none'",
    // For browsers that know nothing finer (Safari before 15.4); the others go by the next two.
    "style-src 'self' 'unsafe-inline'",
    // A style element can read the page by selectors and cover it, so whoever gets one in without a script needs the nonce.
    `style-src-elem 'self' ${isDev ? "'unsafe-inline'" : `'nonce-${nonce}' ${NOTICES} ${EMPTY}`}`,
    // Menus, charts and the board place things by style attributes. One dresses its own element and no other.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    `connect-src 'self'${isDev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  for (const [name, sources] of Object.entries(more)) {
    const at = policy.findIndex((directive) => directive.startsWith(`${name} `));
    if (at < 0) policy.push([name, ...sources].join(" "));
    else policy[at] = [policy[at], ...sources].join(" ");
  }
  return policy.join("; ");
}

/** Addresses that carry a secret: they must not leave with the next click. */
const WITH_TOKEN = /^\/(?:[arik]|invite|auth)(?:\/|$)/;

export const referrerPolicy = (pathname: string): string =>
  WITH_TOKEN.test(pathname) ? "no-referrer" : "strict-origin-when-cross-origin";

/** Route handlers that say themselves how a browser may treat what they send. A header set before them would win over theirs. */
const OWN_POLICY = /^\/api\/|^\/[ik]\/[^/]+\/pdf$|^\/repairs\/photos\//;

export const hasOwnPolicy = (pathname: string): boolean => OWN_POLICY.test(pathname);
