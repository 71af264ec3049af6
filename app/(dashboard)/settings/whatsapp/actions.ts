"use server";

import { refresh } from "next/cache";
import { requireContext } from "@/lib/auth/session";
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
import { addCloudChannel, addOurTemplates, askCloud, renewToken } from "@/lib/whatsapp/cloud/numbers";
import { addCloudInput, askCloudInput, cloudIdInput, renewTokenInput } from "@/lib/whatsapp/cloud/schema";

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

export const addCloudAction = action("addCloud", addCloudInput, async ({ db }, input) => {
  const { tenant } = await requireContext();
  return addCloudChannel(db, tenant.id, input);
});

export const renewTokenAction = action("renewToken", renewTokenInput, async ({ db }, input) => {
  const { tenant } = await requireContext();
  return renewToken(db, tenant.id, input);
});

export const askCloudAction = action("askCloud", askCloudInput, ({ db }, input) =>
  askCloud(db, input.id, input.action),
);

export const addTemplatesAction = action("addTemplates", cloudIdInput, ({ db }, { id }) => addOurTemplates(db, id));
