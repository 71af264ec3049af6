import { uuidField } from "@/lib/core/ids";
import { userDb } from "@/lib/db/user";
import { readStored } from "@/lib/media/store";

/** A photo of a ticket the person may see. Kept by the browser: a photo never changes under its id. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const id = uuidField.safeParse((await params).id);
  if (!id.success) return new Response(null, { status: 404 });
  const db = await userDb();
  const { data } = await db
    .from("ticket_photos")
    .select("path, mime")
    .eq("id", id.data)
    .is("removed_at", null)
    .maybeSingle();
  if (!data) return new Response(null, { status: 404 });
  const file = await readStored(db, data.path);
  if (!file.ok) return new Response(null, { status: 404 });
  return new Response(Buffer.from(file.value), {
    headers: {
      "content-type": data.mime,
      "cache-control": "private, max-age=86400, immutable",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'",
    },
  });
}
