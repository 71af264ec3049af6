import type { CustomerTemplates } from "@/lib/repairs/customer-text";
import type { Technician } from "@/lib/repairs/queries";
import type { StatusRow } from "@/lib/repairs/rows";
import type { Ticket } from "@/lib/repairs/ticket";
import type { SecretStatus } from "@/lib/secrets/vault";

/** What the parts of a ticket's page share. */
export type Desk = {
  ticket: Ticket;
  /** Whether what opens the device is kept, and since when; never what it is. */
  unlock: SecretStatus;
  /** "Samsung Galaxy A54" */
  device: string;
  shop: string;
  appUrl: string;
  statuses: StatusRow[];
  technicians: Technician[];
  capabilities: string[];
  /** Templates in the customer's language. */
  templates: CustomerTemplates;
  /** Basis points per code today. */
  taxRates: Record<string, number>;
  dueSen: number;
  /** The READY and thank-you messages, complete, as they would go out now. */
  readyBody: string;
  collectedBody: string;
};
