/** Simple pictures of devices on a workbench: enough to see what a photo in a ticket looks like, of nobody's real phone. */
import sharp from "sharp";
import type { Fault } from "./catalogue";
import type { Random } from "./random";

export type Stage = "before" | "during" | "after";

interface Picture {
  bytes: Buffer;
  width: number;
  height: number;
}

const WIDTH = 720;
const HEIGHT = 540;
const BENCHES = ["#3f5b63", "#6b5a48", "#4b5563"] as const;
const BODIES = ["#1f2430", "#5b6b7a", "#7a2f3a"] as const;

function cracks(random: Random, x: number, y: number, width: number, height: number): string {
  const cx = x + width * (0.25 + random.next() * 0.5);
  const cy = y + height * (0.15 + random.next() * 0.4);
  const arms = Array.from({ length: 11 }, (_, arm) => {
    const angle = (arm / 11) * Math.PI * 2 + random.next() * 0.4;
    let px = cx;
    let py = cy;
    const points = [`${px},${py}`];
    for (let joint = 0; joint < 4; joint += 1) {
      const length = 18 + random.next() * 46;
      px += Math.cos(angle + (random.next() - 0.5) * 0.7) * length;
      py += Math.sin(angle + (random.next() - 0.5) * 0.7) * length;
      points.push(`${px.toFixed(0)},${py.toFixed(0)}`);
    }
    return `<polyline points="${points.join(" ")}" fill="none" stroke="#e8eef4" stroke-opacity=".8" stroke-width="${(0.8 + random.next() * 1.4).toFixed(1)}"/>`;
  });
  const rings = [14, 30, 52].map(
    (radius) =>
      `<circle cx="${cx}" cy="${cy}" r="${radius}" fill="none" stroke="#fff" stroke-opacity=".25" stroke-dasharray="9 6"/>`,
  );
  return arms.join("") + rings.join("");
}

function drops(random: Random, x: number, y: number, width: number, height: number): string {
  return Array.from({ length: 26 }, () => {
    const cx = (x + random.next() * width).toFixed(0);
    const cy = (y + random.next() * height).toFixed(0);
    const r = 3 + random.next() * 11;
    return `<ellipse cx="${cx}" cy="${cy}" rx="${r.toFixed(1)}" ry="${(r * 1.2).toFixed(1)}" fill="#cfe8ff" fill-opacity=".55" stroke="#fff" stroke-opacity=".5"/>`;
  }).join("");
}

function opened(x: number, y: number, width: number, height: number): string {
  const battery = `<rect x="${x + width * 0.12}" y="${y + height * 0.42}" width="${width * 0.5}" height="${height * 0.42}" rx="8" fill="#15181d" stroke="#555"/>`;
  const board = `<path d="M${x + width * 0.1} ${y + height * 0.08}h${width * 0.8}v${height * 0.28}h${-width * 0.3}v${height * 0.5}h${-width * 0.1}v${-height * 0.5}h${-width * 0.4}z" fill="#1d6a4d"/>`;
  const chips = [0.18, 0.4, 0.62]
    .map(
      (at) =>
        `<rect x="${x + width * at}" y="${y + height * 0.13}" width="${width * 0.14}" height="${height * 0.1}" fill="#2b2b2b"/>`,
    )
    .join("");
  const screws = [0.1, 0.9]
    .flatMap((sx) =>
      [0.05, 0.95].map((sy) => `<circle cx="${x + width * sx}" cy="${y + height * sy}" r="5" fill="#c7ccd1"/>`),
    )
    .join("");
  return board + battery + chips + screws;
}

function phone(random: Random, look: Fault["look"], stage: Stage): string {
  const [width, height] = [206, 424];
  const [x, y] = [(WIDTH - width) / 2, (HEIGHT - height) / 2];
  const inner = { x: x + 9, y: y + 9, width: width - 18, height: height - 18 };
  const frame = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="32" fill="${random.pick(BODIES)}"/>`;
  const glass = (fill: string) =>
    `<rect x="${inner.x}" y="${inner.y}" width="${inner.width}" height="${inner.height}" rx="25" fill="${fill}"/>`;
  if (stage === "during") return frame + glass("#30353c") + opened(inner.x, inner.y, inner.width, inner.height);
  if (stage === "after") {
    const icons = Array.from({ length: 12 }, (_, index) => {
      const column = index % 3;
      const row = Math.floor(index / 3);
      return `<rect x="${inner.x + 22 + column * 52}" y="${inner.y + 130 + row * 58}" width="38" height="38" rx="10" fill="hsl(${index * 31} 60% 62%)"/>`;
    }).join("");
    const clock = `<text x="${x + width / 2}" y="${inner.y + 84}" font-family="sans-serif" font-size="44" text-anchor="middle" fill="#fff">9:41</text>`;
    return `${frame}${glass("url(#lit)")}${clock}${icons}`;
  }
  const damage =
    look === "cracked"
      ? `<g clip-path="url(#glass)">${cracks(random, inner.x, inner.y, inner.width, inner.height)}</g>`
      : look === "wet"
        ? drops(random, inner.x, inner.y, inner.width, inner.height)
        : `<rect x="${inner.x + inner.width / 2 - 30}" y="${inner.y + inner.height / 2 - 16}" width="56" height="30" rx="5" fill="none" stroke="#c0392b" stroke-width="4"/><rect x="${inner.x + inner.width / 2 - 25}" y="${inner.y + inner.height / 2 - 11}" width="9" height="20" fill="#c0392b"/>`;
  return frame + glass(look === "cracked" ? "url(#lit)" : "#0c0e12") + damage;
}

function laptop(stage: Stage): string {
  const screen = stage === "before" ? "#0c0e12" : stage === "after" ? "url(#lit)" : "#30353c";
  const keys = Array.from({ length: 40 }, (_, index) => {
    const column = index % 10;
    const row = Math.floor(index / 10);
    return `<rect x="${196 + column * 33}" y="${348 + row * 24}" width="28" height="18" rx="3" fill="#23272e"/>`;
  }).join("");
  const inside = stage === "during" ? opened(220, 352, 280, 92) : keys;
  return `<rect x="190" y="70" width="340" height="244" rx="12" fill="#2a2f37"/><rect x="202" y="82" width="316" height="216" fill="${screen}"/><rect x="170" y="322" width="380" height="140" rx="12" fill="#9aa3ad"/>${inside}`;
}

async function draw(random: Random, category: string, look: Fault["look"], stage: Stage): Promise<Picture> {
  const bench = random.pick(BENCHES);
  const tilt = random.int(-9, 9);
  const device = category === "laptop" ? laptop(stage) : phone(random, look, stage);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <defs>
      <clipPath id="glass"><rect x="266" y="67" width="188" height="406" rx="25"/></clipPath>
      <radialGradient id="lamp" cx=".35" cy=".2" r="1"><stop offset="0" stop-color="#fff" stop-opacity=".35"/><stop offset="1" stop-color="#000" stop-opacity=".35"/></radialGradient>
      <linearGradient id="lit" x2="0" y2="1"><stop offset="0" stop-color="#31518a"/><stop offset="1" stop-color="#8a3b62"/></linearGradient>
    </defs>
    <rect width="100%" height="100%" fill="${bench}"/>
    <path d="M0 ${HEIGHT * 0.62}H${WIDTH}M0 ${HEIGHT * 0.3}H${WIDTH}" stroke="#000" stroke-opacity=".12" stroke-width="3"/>
    <ellipse cx="${WIDTH / 2}" cy="${HEIGHT / 2 + 20}" rx="190" ry="215" fill="#000" fill-opacity=".22"/>
    <g transform="rotate(${tilt} ${WIDTH / 2} ${HEIGHT / 2})">${device}</g>
    <rect width="100%" height="100%" fill="url(#lamp)"/>
  </svg>`;
  const { data, info } = await sharp(Buffer.from(svg)).jpeg({ quality: 72 }).toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

export interface Album {
  take(category: string, look: Fault["look"], stage: Stage): Picture;
}

/** A few of each kind, drawn once: the tickets share them. */
export async function drawAlbum(random: Random): Promise<Album> {
  const kinds = [
    ...(["cracked", "dark", "wet"] as const).flatMap((look) =>
      (["before", "during", "after"] as const).map((stage) => ["phone", look, stage] as const),
    ),
    ...(["before", "during", "after"] as const).map((stage) => ["laptop", "dark", stage] as const),
  ];
  const drawn = new Map<string, Picture[]>();
  await Promise.all(
    kinds.map(async ([category, look, stage]) => {
      const copies = stage === "before" ? 3 : 2;
      // Drawn at the same time, so the order of chance must not depend on who is done first.
      const pictures = Array.from({ length: copies }, () => draw(random, category, look, stage));
      drawn.set(`${category}:${look}:${stage}`, await Promise.all(pictures));
    }),
  );
  return {
    take(category, look, stage) {
      const key = category === "laptop" ? `laptop:dark:${stage}` : `phone:${look}:${stage}`;
      return random.pick(drawn.get(key) ?? []);
    },
  };
}
