/** Rows of a lookup, or an exception: a failed lookup must never look like "nothing found". */
export function rows<T>(answer: { data: T[] | null; error: { code?: string | null; message: string } | null }): T[] {
  if (answer.error) throw new Error(`lookup failed: ${answer.error.code ?? ""} ${answer.error.message}`);
  return answer.data ?? [];
}
