/** The small steps of the workshop: status, technician, notes, details, parts. */
import { z } from "zod";
import type { Result } from "@/lib/core/result";
import type { UserDb } from "@/lib/db/clients";
import { answer } from "@/lib/repairs/rpc";
import type {
  assignInput,
  EditTicketInput,
  moveTicketInput,
  noteInput,
  returnPartInput,
  takePartInput,
} from "@/lib/repairs/schema";

const moved = z.object({ status: z.string(), phase: z.string() });
const made = z.object({ id: z.uuid(), duplicate: z.boolean() });
const nothing = z.unknown().transform(() => undefined);

export const moveTicket = (
  db: UserDb,
  input: z.output<typeof moveTicketInput>,
): Promise<Result<z.output<typeof moved>>> =>
  answer(db.rpc("set_ticket_status", { p_ticket_id: input.ticketId, p_status: input.status }), moved);

/** An empty technician takes the ticket from whoever has it. */
export const assignTechnician = (db: UserDb, input: z.output<typeof assignInput>): Promise<Result<undefined>> =>
  answer(db.rpc("assign_technician", { p_ticket_id: input.ticketId, p_person_id: input.technicianId }), nothing);

export const addTicketNote = (db: UserDb, input: z.output<typeof noteInput>): Promise<Result<undefined>> =>
  answer(
    db.rpc("add_ticket_note", { p_ticket_id: input.ticketId, p_body: input.body, p_public: input.isPublic }),
    nothing,
  );

export const editTicket = (db: UserDb, { ticketId, etaAt, ...rest }: EditTicketInput): Promise<Result<undefined>> =>
  answer(db.rpc("update_ticket", { p_ticket_id: ticketId, p: { ...rest, eta_at: etaAt } }), nothing);

export const takePart = (db: UserDb, input: z.output<typeof takePartInput>): Promise<Result<z.output<typeof made>>> =>
  answer(
    db.rpc("use_part", {
      p: {
        client_id: input.clientId,
        ticket_id: input.ticketId,
        product_id: input.productId,
        quantity: input.quantity,
      },
    }),
    made,
  );

/** Gives back what is left of a taken part. */
export const returnPart = (
  db: UserDb,
  input: z.output<typeof returnPartInput>,
): Promise<Result<z.output<typeof made>>> =>
  answer(db.rpc("return_part", { p: { client_id: input.clientId, part_id: input.partId } }), made);
