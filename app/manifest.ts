import type { MetadataRoute } from "next";

export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "Voltura",
    short_name: "Voltura",
    description: "Urusan kedai sehari suntuk di satu tempat: WhatsApp, pembaikan, kaunter, stok.",
    lang: "ms",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#fbf9f8",
    theme_color: "#c8102e",
    categories: ["business", "productivity"],
    icons: [
      { src: "/icons/192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    shortcuts: [
      { name: "Kaunter", url: "/counter" },
      { name: "Peti masuk", url: "/inbox" },
      { name: "Pembaikan", url: "/repairs" },
    ],
  };
}
