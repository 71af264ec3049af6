/** Clerk's Backend API on loopback, as documented, as far as lib/auth/clerk/backend.ts uses it. Keeps its state in memory. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { clerkId, membershipJson, organizationJson, type TestUser, userJson } from "./events";
import { SECRET_KEY } from "./keys";

type Membership = ReturnType<typeof membershipJson>;

export interface BackendApi {
  url: string;
  users: Map<string, TestUser>;
  memberships: Membership[];
  sessions: { id: string; user: string; status: "active" | "revoked" }[];
  /** `METHOD /path`, oldest first. */
  calls: string[];
  /** Away: every call is answered by 503. */
  isAway: boolean;
  close(): void;
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  for await (const chunk of request) text += chunk;
  const value: unknown = text === "" ? {} : JSON.parse(text);
  return typeof value === "object" && value !== null ? { ...value } : {};
}

const refusal = (status: number, code: string) => ({ status, body: { errors: [{ code, message: code }] } });
type Answer = { status: number; body: unknown };
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const sessionJson = ({ id, user, status }: BackendApi["sessions"][number]) => ({
  id,
  object: "session",
  client_id: "client_1",
  user_id: user,
  status,
  last_active_at: Date.now() - 60_000,
  expire_at: Date.now() + 3_600_000,
  abandon_at: Date.now() + 3_600_000,
  created_at: Date.now() - 3_600_000,
  updated_at: Date.now() - 60_000,
  actor: null,
});

function organizationCalls(api: BackendApi, path: string[], method: string, body: Record<string, unknown>): Answer {
  const [, organization = "", , user = ""] = path;
  if (path.length === 1 && method === "POST") {
    const metadata = body["public_metadata"];
    const tenant =
      typeof metadata === "object" && metadata && "voltura_tenant" in metadata ? metadata.voltura_tenant : "";
    const made = organizationJson({
      id: clerkId("org"),
      name: text(body["name"]),
      createdBy: text(body["created_by"]),
      at: Date.now(),
      tenant: text(tenant),
    });
    return { status: 200, body: made };
  }
  const at = api.memberships.findIndex(
    (entry) => entry.organization.id === organization && entry.public_user_data.user_id === (user || body["user_id"]),
  );
  const known = api.memberships[at];
  if (method === "POST") {
    const member = api.users.get(text(body["user_id"]));
    if (known) return refusal(400, "already_a_member_in_organization");
    if (!member) return refusal(404, "resource_not_found");
    const made = membershipJson({
      id: clerkId("orgmem"),
      organization: organizationJson({ id: organization }),
      user: member,
      role: text(body["role"]),
      at: Date.now(),
    });
    api.memberships.push(made);
    return { status: 200, body: made };
  }
  if (!known) return refusal(404, "resource_not_found");
  if (method === "DELETE") api.memberships.splice(at, 1);
  else known.role = text(body["role"]);
  return { status: 200, body: known };
}

function answer(api: BackendApi, url: URL, method: string, body: Record<string, unknown>): Answer {
  const [, kind, ...path] = url.pathname.split("/").filter((part) => part !== "");
  const [id = "", what] = path;
  if (kind === "users" && what === "organization_memberships") {
    const data = api.memberships.filter((entry) => entry.public_user_data.user_id === id);
    return { status: 200, body: { data, total_count: data.length } };
  }
  if (kind === "users") {
    const user = api.users.get(id);
    return user ? { status: 200, body: userJson(user) } : refusal(404, "resource_not_found");
  }
  if (kind === "sessions" && what === "revoke") {
    const session = api.sessions.find((entry) => entry.id === id);
    if (!session) return refusal(404, "resource_not_found");
    session.status = "revoked";
    return { status: 200, body: sessionJson(session) };
  }
  if (kind === "sessions") {
    const user = url.searchParams.get("user_id");
    const own = api.sessions.filter((entry) => entry.user === user && entry.status === "active");
    return { status: 200, body: { data: own.map(sessionJson), total_count: own.length } };
  }
  if (kind === "organizations" && what === "invitations") return { status: 200, body: { data: [], total_count: 0 } };
  if (kind === "organizations") return organizationCalls(api, ["organizations", ...path], method, body);
  return refusal(404, "resource_not_found");
}

export async function startBackendApi(): Promise<BackendApi> {
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? "/", api.url);
    const method = request.method ?? "GET";
    const said = await bodyOf(request);
    api.calls.push(`${method} ${url.pathname}`);
    const { status, body } = api.isAway
      ? refusal(503, "service_unavailable")
      : request.headers.authorization === `Bearer ${SECRET_KEY}`
        ? answer(api, url, method, said)
        : refusal(401, "authentication_invalid");
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  const server = createServer((request, response) => void serve(request, response));
  const api: BackendApi = {
    url: "",
    users: new Map(),
    memberships: [],
    sessions: [],
    calls: [],
    isAway: false,
    close: () => server.close(),
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  api.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return api;
}
