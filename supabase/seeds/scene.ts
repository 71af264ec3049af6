/** What every part of the story works with. */

import type { Chat } from "./chat";
import type { Counter } from "./counter";
import type { Album } from "./photos";
import type { Random } from "./random";
import type { Shop } from "./shop";
import type { Stage } from "./stage";
import { type Opening, openMinutesAgo, type Timeline } from "./timeline";

export interface Upload {
  path: string;
  bytes: Buffer;
}

export interface Scene {
  stage: Stage;
  random: Random;
  shop: Shop;
  chat: Chat;
  counter: Counter;
  timeline: Timeline;
  openings: readonly Opening[];
  now: Date;
  appUrl: string;
  album: Album;
  /** Files to be stored once the rows that name them are. */
  uploads: Upload[];
}

/** Some second of the minute, so that nothing happens on the dot. */
export const openAgo = (scene: Scene, random: Random, minutes: number): Date =>
  new Date(openMinutesAgo(scene.openings, minutes).getTime() + random.int(0, 40_000));
