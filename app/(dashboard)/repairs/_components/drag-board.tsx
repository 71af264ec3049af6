"use client";

import {
  type CollisionDetection,
  DndContext,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useDraggable,
  useDroppable,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { GripVertical } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useState } from "react";
import { cn } from "@/lib/core/cn";
import type { TicketCard as Card, StatusRow } from "@/lib/repairs/rows";
import type { BoardProps } from "./board";
import { BoardColumn } from "./board-column";
import { columnByColumn } from "./board-keyboard";
import { dropMeaning } from "./board-rules";
import { TicketCard } from "./ticket-card";
import { useBoardSpeech } from "./use-board-speech";

type DragBoardProps = BoardProps & { onMove: (ticket: Card, to: string) => void; children: ReactNode };
/** While a ticket is in the air: whether it may land on a status. */
const Landing = createContext<(status: string) => "open" | "closed" | null>(() => null);

const underPointer: CollisionDetection = (args) =>
  args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args);

/** What makes the columns inside take tickets. */
export function DragBoard({ tickets, statuses, transitions, capabilities, onMove, children }: DragBoardProps) {
  const [held, setHeld] = useState<Card | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: columnByColumn }),
  );
  const accessibility = useBoardSpeech(tickets, statuses);
  const landing = (status: string) => {
    if (!held) return null;
    return dropMeaning(held, status, transitions, capabilities).kind === "refused" ? "closed" : "open";
  };
  return (
    <DndContext
      id="repairs-board"
      sensors={sensors}
      collisionDetection={underPointer}
      accessibility={accessibility}
      onDragStart={({ active }) => setHeld(tickets.find((ticket) => ticket.id === active.id) ?? null)}
      onDragEnd={({ over }) => {
        if (held && over) onMove(held, String(over.id));
        setHeld(null);
      }}
      onDragCancel={() => setHeld(null)}
    >
      <Landing value={landing}>{children}</Landing>
      <DragOverlay dropAnimation={null}>
        {held && <TicketCard ticket={held} linked={false} className="rotate-1 cursor-grabbing shadow-float" />}
      </DragOverlay>
    </DndContext>
  );
}

export function DropColumn({ status, tickets }: { status: StatusRow; tickets: readonly Card[] }) {
  const { setNodeRef, isOver } = useDroppable({ id: status.key });
  const landing = use(Landing)(status.key);
  return (
    <BoardColumn
      ref={setNodeRef}
      status={status}
      count={tickets.length}
      className={cn(
        landing === "closed" && "opacity-45",
        landing === "open" && "border-input border-dashed",
        isOver && landing === "open" && "border-primary bg-primary-soft",
      )}
    >
      {tickets.map((ticket) => (
        <DraggableTicket key={ticket.id} ticket={ticket} />
      ))}
    </BoardColumn>
  );
}

/** Grabbed anywhere with mouse or finger; by keyboard through the handle, so that the link stays a link. */
function DraggableTicket({ ticket }: { ticket: Card }) {
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({ id: ticket.id });
  const t = useTranslations("repairs.board");
  const { onKeyDown, ...pointer } = listeners ?? {};
  return (
    <li ref={setNodeRef} {...pointer} className={cn("cursor-grab touch-manipulation", isDragging && "opacity-30")}>
      <TicketCard
        ticket={ticket}
        menu={
          <button
            ref={setActivatorNodeRef}
            type="button"
            {...attributes}
            {...(onKeyDown ? { onKeyDown: (event) => onKeyDown(event) } : {})}
            aria-label={t("moveTicket", { number: ticket.number })}
            className="grid size-6 place-content-center rounded text-muted-foreground/60 hover:text-foreground focus-visible:text-foreground"
          >
            <GripVertical aria-hidden className="size-3.5" />
          </button>
        }
      />
    </li>
  );
}
