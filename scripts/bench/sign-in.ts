import { createServerClient } from "@supabase/ssr";
import type { TestStackValues } from "@/testing/stack";

/** The cookies of a person who signs in, as a browser sends them. */
export async function signedIn(stack: TestStackValues, email: string, password: string): Promise<string> {
  const cookies = new Map<string, string>();
  const client = createServerClient(stack.apiUrl, stack.publishableKey, {
    cookies: {
      getAll: () => [...cookies].map(([name, value]) => ({ name, value })),
      setAll: (given) => {
        for (const { name, value } of given) cookies.set(name, value);
      },
    },
  });
  const { error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}
