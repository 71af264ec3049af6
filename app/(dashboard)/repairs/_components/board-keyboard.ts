import { KeyboardCode, type KeyboardCoordinateGetter } from "@dnd-kit/core";

/** Left and right jump from column to column instead of pixel by pixel. */
export const columnByColumn: KeyboardCoordinateGetter = (event, { context }) => {
  const step = event.code === KeyboardCode.Right ? 1 : event.code === KeyboardCode.Left ? -1 : 0;
  if (step === 0) return undefined;
  event.preventDefault();
  const columns = [...context.droppableRects].sort(([, a], [, b]) => a.left - b.left);
  const here = columns.findIndex(([id]) => id === context.over?.id);
  const left = context.collisionRect?.left ?? 0;
  const from = here >= 0 ? here : columns.findIndex(([, rect]) => left >= rect.left && left < rect.right);
  const rect = columns[Math.min(columns.length - 1, Math.max(0, from + step))]?.[1];
  return rect ? { x: rect.left + 8, y: rect.top + 44 } : undefined;
};
