export const SIDEBAR_COOKIE = "sidebar";

/** In a cookie, so that the server draws the right width. Browsers without the Cookie Store API forget it. */
export function rememberCollapsed(collapsed: boolean): void {
  if (!("cookieStore" in window)) return;
  void window.cookieStore.set({
    name: SIDEBAR_COOKIE,
    value: collapsed ? "1" : "0",
    path: "/",
    sameSite: "lax",
    expires: Date.now() + 31_536_000_000,
  });
}
