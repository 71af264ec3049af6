import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

/** On everything, files included. What differs from page to page is in lib/security. */
const ALWAYS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value:
      "camera=(self), microphone=(self), geolocation=(), payment=(), usb=(), serial=(), hid=(), browsing-topics=()",
  },
];

const config: NextConfig = {
  // Tests build beside the app, so that a running `npm start` is not pulled out from under.
  distDir: process.env["NEXT_DIST_DIR"] ?? ".next",
  // `npm run check` looks at types, of tests too. Next rewrites the file it is given, so it gets one of its own.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.build.json" },
  poweredByHeader: false,
  headers: async () => [{ source: "/:path*", headers: ALWAYS }],
  reactStrictMode: true,
  typedRoutes: false,
  serverExternalPackages: ["postgres", "pino", "sharp", "@react-pdf/renderer", "nodemailer"],
  experimental: { serverActions: { bodySizeLimit: "6mb" } },
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
