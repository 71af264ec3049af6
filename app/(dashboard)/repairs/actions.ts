"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { requireContext } from "@/lib/auth/session";
import { action } from "@/lib/core/action";
import { err, type Result } from "@/lib/core/result";
import { handOver, markReady } from "@/lib/repairs/finish-ticket";
import { addTicketPhoto, removeTicketPhoto } from "@/lib/repairs/photos";
import { decideForCustomer, proposeEstimate } from "@/lib/repairs/propose-estimate";
import {
  assignInput,
  editTicketInput,
  handOverInput,
  moveTicketInput,
  noteInput,
  photoIdInput,
  photoInput,
  proposeEstimateInput,
  readyInput,
  returnPartInput,
  staffDecisionInput,
  takePartInput,
} from "@/lib/repairs/schema";
import {
  addTicketNote,
  assignTechnician,
  editTicket,
  moveTicket,
  returnPart,
  takePart,
} from "@/lib/repairs/work-ticket";
import { tooManyUploads } from "@/lib/security/uploads";

/** What was changed is on the screen with the answer of the action itself. */
async function shown<T>(work: Promise<Result<T>>): Promise<Result<T>> {
  const result = await work;
  if (result.ok) revalidatePath("/repairs", "layout");
  return result;
}

export const moveTicketAction = action("moveTicket", moveTicketInput, ({ db }, input) => shown(moveTicket(db, input)));
export const assignTechnicianAction = action("assignTechnician", assignInput, ({ db }, input) =>
  shown(assignTechnician(db, input)),
);
export const addTicketNoteAction = action("addTicketNote", noteInput, ({ db }, input) =>
  shown(addTicketNote(db, input)),
);
export const editTicketAction = action("editTicket", editTicketInput, ({ db }, input) => shown(editTicket(db, input)));
export const proposeEstimateAction = action("proposeEstimate", proposeEstimateInput, ({ db }, input) =>
  shown(proposeEstimate(db, input)),
);
export const decideEstimateAction = action("decideEstimate", staffDecisionInput, ({ db }, input) =>
  shown(decideForCustomer(db, input)),
);
export const takePartAction = action("takePart", takePartInput, ({ db }, input) => shown(takePart(db, input)));
export const returnPartAction = action("returnPart", returnPartInput, ({ db }, input) => shown(returnPart(db, input)));
export const markReadyAction = action("markReady", readyInput, ({ db }, input) => shown(markReady(db, input)));
export const handOverAction = action("handOver", handOverInput, ({ db }, input) => shown(handOver(db, input)));

export const addPhotoAction = action("addPhoto", photoInput, async ({ db }, input) => {
  const { tenant, person } = await requireContext();
  if (await tooManyUploads(await headers(), person.id)) return err("auth.too_many");
  return shown(addTicketPhoto(db, tenant.id, input));
});
export const removePhotoAction = action("removePhoto", photoIdInput, ({ db }, input) =>
  shown(removeTicketPhoto(db, input.photoId)),
);
