import { publicDb } from "@/lib/db/clients";
import { pdfResponse } from "@/lib/documents/pdf-response";
import { openDocument } from "@/lib/documents/queries";

export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  return pdfResponse(request, () => openDocument(publicDb(), "receipt", token));
}
