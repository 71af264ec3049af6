// What must hold before anything is installed or started.
import { accessSync, constants, existsSync, mkdirSync, statfsSync } from "node:fs";
import path from "node:path";
import { Plain } from "./plain.mjs";

const GB = 1_000_000_000;

/** @param {string} dir @param {number} bytes */
export function checkSpace(dir, bytes) {
  const disk = statfsSync(dir);
  const free = disk.bavail * disk.bsize;
  if (free >= bytes) return;
  throw new Plain(
    `The disk is nearly full: ${(free / GB).toFixed(1)} GB are free in ${dir}, and ${(bytes / GB).toFixed(1)} GB are needed.`,
    "Free some space and start again.",
  );
}

/** @param {string} dir */
export function checkWritable(dir) {
  try {
    if (!existsSync(dir)) mkdirSync(dir, { recursive: true });
    accessSync(dir, constants.W_OK | constants.X_OK);
  } catch {
    throw new Plain(
      `${dir} may not be written by the user who started Voltura.`,
      `Give the folder to that user (for example: sudo chown -R "$USER" ${path.dirname(dir)}), or start as its owner.`,
    );
  }
}
