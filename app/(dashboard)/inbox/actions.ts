"use server";

import { action } from "@/lib/core/action";
import { addNote, react, reply, sendTemplate } from "@/lib/inbox/reply";
import {
  decideDraftInput,
  messageIdInput,
  reactInput,
  replyInput,
  sendTemplateInput,
  updateConversationInput,
} from "@/lib/inbox/schema";
import { decideDraft, retryMessage, updateConversation } from "@/lib/inbox/update-conversation";

export const replyAction = action("reply", replyInput, ({ db }, input) => reply(db, input));

export const sendTemplateAction = action("sendTemplate", sendTemplateInput, ({ db }, input) => sendTemplate(db, input));

export const reactAction = action("react", reactInput, ({ db }, input) => react(db, input));

export const addNoteAction = action("addNote", replyInput, ({ db }, input) => addNote(db, input));

export const updateConversationAction = action("updateConversation", updateConversationInput, ({ db }, input) =>
  updateConversation(db, input),
);

export const retryMessageAction = action("retryMessage", messageIdInput, ({ db }, input) =>
  retryMessage(db, input.messageId),
);

export const decideDraftAction = action("decideDraft", decideDraftInput, ({ db }, input) => decideDraft(db, input));
