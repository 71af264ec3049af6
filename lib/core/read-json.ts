/**
 * Reads JSON from one of our own addresses; null when it cannot be had. The route has checked what it answers, and page and
 * route are of one build, so the browser does not check again: what checks would be its largest library.
 */
export async function readJson<T>(url: string, signal?: AbortSignal): Promise<T | null> {
  try {
    const response = await fetch(url, signal ? { signal } : {});
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
