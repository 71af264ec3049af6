const LANDING: Record<string, string> = {
  cashier: "/counter",
  technician: "/repairs",
  agent: "/inbox",
  sales: "/inbox",
  renewal: "/inbox",
};

/** Where a role starts its day. */
export function landingFor(role: string | null): string {
  return (role && LANDING[role]) || "/home";
}

/** Only a path of this site may follow a sign-in: "//host", "/\host" and schemes would leave it. */
export function safePath(path: unknown): string | null {
  if (typeof path !== "string" || path.length > 500) return null;
  return /^\/(?![/\\])[\w\-./~%?&=+:@,]*$/.test(path) ? path : null;
}
