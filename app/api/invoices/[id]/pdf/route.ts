import { userDb } from "@/lib/db/user";
import { pdfResponse } from "@/lib/documents/pdf-response";
import { getDocument } from "@/lib/documents/queries";

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  return pdfResponse(request, async () => getDocument(await userDb(), "invoice", id));
}
