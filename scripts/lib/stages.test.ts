import { describe, expect, it } from "vitest";
import { countPlaywright, countVitest } from "./stages.mjs";

describe("the count at the end of npm test", () => {
  it("counts a test file that cannot be loaded as a failure", () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: "failed", assertionResults: [] },
        { status: "failed", assertionResults: [{}] },
        { status: "passed", assertionResults: [{}] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 3 });
  });

  it("counts a browser run that broke outside its tests as a failure", () => {
    const stats = { expected: 4, unexpected: 0, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 5, failed: 0, skipped: 2 });
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });
});
