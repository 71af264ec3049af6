import type { BrowserScript } from "@/lib/auth/provider";

/** What the sign-in service runs in the browser; nothing when sign-in is our own. Loaded beside the page, never part of it. */
export function SessionScripts({ scripts, nonce }: { scripts: readonly BrowserScript[]; nonce: string }) {
  return scripts.map(({ src, attributes }) => (
    <script key={src} src={src} async nonce={nonce} crossOrigin="anonymous" {...attributes} />
  ));
}
