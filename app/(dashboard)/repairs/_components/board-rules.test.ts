import { describe, expect, it } from "vitest";
import { dropMeaning } from "./board-rules";

const transitions = [
  { from_key: "pending", to_key: "diagnosing", capability: "repair.write", via: "move" as const },
  { from_key: "repairing", to_key: "ready", capability: "repair.write", via: "ready" as const },
];

describe("dropping a ticket", () => {
  it("moves, opens a step, or is refused, as the table says", () => {
    const meaning = (from: string, to: string, can = ["repair.write"]) =>
      dropMeaning({ status: from }, to, transitions, can).kind;
    expect(meaning("pending", "diagnosing")).toBe("move");
    expect(meaning("repairing", "ready")).toBe("step");
    expect(meaning("pending", "ready")).toBe("refused");
    expect(meaning("pending", "pending")).toBe("none");
    expect(meaning("pending", "diagnosing", [])).toBe("refused");
  });
});
