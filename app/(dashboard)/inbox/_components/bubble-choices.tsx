"use client";

import { List, Reply } from "lucide-react";
import type { Message } from "@/lib/inbox/schema";

/** Buttons and lists as the customer saw them; nothing here is for us to tap. */
export function BubbleChoices({ message }: { message: Message }) {
  const { buttons, rows, button } = message.payload;
  const choices = buttons ?? rows ?? [];
  if (choices.length === 0) return null;
  const Icon = buttons ? Reply : List;
  return (
    <div className="-mx-1 grid gap-1">
      {button && <p className="px-2 text-muted-foreground text-xs">{button}</p>}
      <ul className="grid gap-1">
        {choices.map((choice) => (
          <li
            key={choice.id}
            className="flex items-center justify-center gap-1.5 rounded-lg border bg-card px-3 py-1.5 text-center font-medium text-xs"
          >
            <Icon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
            {choice.title}
          </li>
        ))}
      </ul>
    </div>
  );
}
