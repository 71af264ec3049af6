import { Card } from "@/components/ui/card";
import { cn } from "@/lib/core/cn";
import type { ZGroup } from "@/lib/pos/z-lines";

export function ZFigures({ groups }: { groups: readonly ZGroup[] }) {
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {groups.map((group) => (
        <Card key={group.title} className="p-4">
          <h3 className="mb-2 font-semibold text-sm">{group.title}</h3>
          <dl className="grid gap-1 text-sm tabular-nums">
            {group.rows.map((row) => (
              <div
                key={row.label}
                className={cn("flex justify-between gap-4", row.strong && "border-t pt-1 font-semibold")}
              >
                <dt className={cn(!row.strong && "text-muted-foreground")}>{row.label}</dt>
                <dd className="text-right">{row.text}</dd>
              </div>
            ))}
          </dl>
        </Card>
      ))}
    </div>
  );
}
