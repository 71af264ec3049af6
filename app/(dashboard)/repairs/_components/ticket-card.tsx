import Link from "next/link";
import { useNow } from "next-intl";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/lib/core/cn";
import { deviceName } from "@/lib/repairs/customer-text";
import type { TicketCard as Card } from "@/lib/repairs/rows";
import { PriceFlag, PriorityMark, shortAge, shortNumber } from "./ticket-bits";

type TicketCardProps = { ticket: Card; menu?: ReactNode; className?: string; linked?: boolean };

/** Two short lines: what and how much, who and since when. */
export function TicketCard({ ticket, menu, className, linked = true }: TicketCardProps) {
  const now = useNow();
  const name = deviceName(ticket);
  return (
    <article
      className={cn(
        "relative grid gap-1 rounded-md border bg-card px-2.5 py-2 shadow-lift transition-colors hover:border-foreground/25",
        className,
      )}
    >
      <div className="flex min-w-0 items-center gap-1.5">
        <PriorityMark priority={ticket.priority} />
        {linked ? (
          <Link
            href={`/repairs/${ticket.id}`}
            draggable={false}
            className="min-w-0 flex-1 truncate font-medium text-sm after:absolute after:inset-0 after:rounded-md"
            title={`${name} · ${ticket.problem}`}
          >
            {name}
          </Link>
        ) : (
          <span className="min-w-0 flex-1 truncate font-medium text-sm">{name}</span>
        )}
        <span className="shrink-0 text-muted-foreground text-xs tabular-nums" suppressHydrationWarning>
          {shortAge(ticket.status_at, now)}
        </span>
        {ticket.technician_name && <Avatar name={ticket.technician_name} size="sm" className="size-5 text-2xs" />}
        {menu && <span className="relative z-10 -my-1 -mr-1.5">{menu}</span>}
      </div>
      <div className="flex min-w-0 items-center gap-1.5 text-muted-foreground text-xs">
        <span className="shrink-0 tabular-nums">{shortNumber(ticket.number)}</span>
        <span aria-hidden>·</span>
        <span className="min-w-0 flex-1 truncate">{ticket.customer_name}</span>
        <PriceFlag ticket={ticket} />
      </div>
    </article>
  );
}
