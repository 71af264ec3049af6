import { cn } from "@/lib/core/cn";
import { centre, DOTS } from "@/lib/repairs/unlock";

/** The line over nine dots, in the order in which it is drawn. Decoration: whoever shows it says the order in words. */
export function PatternDots({ pattern, className }: { pattern: string; className?: string }) {
  const path = [...pattern].map((dot) => centre(Number(dot)));
  return (
    <svg viewBox="0 0 3 3" aria-hidden className={cn("size-40", className)}>
      {DOTS.map((dot) => {
        const { x, y } = centre(dot);
        return <circle key={dot} cx={x} cy={y} r={0.09} className="fill-muted-foreground" />;
      })}
      <polyline
        points={path.map(({ x, y }) => `${x},${y}`).join(" ")}
        className="fill-none stroke-primary"
        strokeWidth={0.08}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      {path.map(({ x, y }, index) => (
        <g key={`${x}-${y}`}>
          <circle cx={x} cy={y} r={0.24} className="fill-primary" />
          <text
            x={x}
            y={y}
            fontSize={0.28}
            fontWeight={600}
            textAnchor="middle"
            dominantBaseline="central"
            className="fill-primary-foreground"
          >
            {index + 1}
          </text>
        </g>
      ))}
    </svg>
  );
}
