import { cn } from "@/lib/core/cn";

/** How a message will look in the customer's chat: the words exactly, the buttons under them. */
export function ChatPreview({
  body,
  buttons = [],
  className,
}: {
  body: string;
  buttons?: readonly string[];
  className?: string;
}) {
  return (
    <div className={cn("grid gap-1 rounded-lg bg-muted p-3", className)}>
      <p className="whitespace-pre-wrap rounded-lg rounded-tl-sm [overflow-wrap:anywhere] bg-card px-3 py-2 text-sm leading-5 shadow-lift">
        {body}
      </p>
      {buttons.map((title) => (
        <span key={title} className="rounded-lg bg-card py-1.5 text-center font-medium text-info text-sm shadow-lift">
          {title}
        </span>
      ))}
    </div>
  );
}
