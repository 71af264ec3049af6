"use server";

import { refresh } from "next/cache";
import { action } from "@/lib/core/action";
import {
  addChannel,
  askChannel,
  pauseChannel,
  removeChannel,
  renameChannel,
  setReadReceipts,
} from "@/lib/whatsapp/channels/changes";
import {
  addChannelInput,
  channelIdInput,
  linkInput,
  pauseChannelInput,
  readReceiptsInput,
  renameChannelInput,
} from "@/lib/whatsapp/channels/schema";

export const addChannelAction = action("addChannel", addChannelInput, ({ db }, input) => addChannel(db, input));

export const renameChannelAction = action("renameChannel", renameChannelInput, async ({ db }, { id, name }) => {
  const done = await renameChannel(db, id, name);
  if (done.ok) refresh();
  return done;
});

export const pauseChannelAction = action("pauseChannel", pauseChannelInput, async ({ db }, { id, paused }) => {
  const done = await pauseChannel(db, id, paused);
  if (done.ok) refresh();
  return done;
});

export const setReadReceiptsAction = action("setReadReceipts", readReceiptsInput, async ({ db }, { id, on }) => {
  const done = await setReadReceipts(db, id, on);
  if (done.ok) refresh();
  return done;
});

export const removeChannelAction = action("removeChannel", channelIdInput, ({ db }, { id }) => removeChannel(db, id));

export const askChannelAction = action("askChannel", linkInput, ({ db }, input) => askChannel(db, input));
