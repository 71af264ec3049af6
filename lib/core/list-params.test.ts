import { expect, it } from "vitest";
import { choiceParam, listParams } from "@/lib/core/list-params";

it("reads a list's URL, and makes the default of whatever is wrong in it", () => {
  expect(listParams({ q: " aina\u0000 ", sort: "-name", page: "3" }, ["name"], 20)).toEqual({
    q: "aina",
    sort: "name",
    descending: true,
    page: 3,
    pageSize: 20,
    from: 40,
    to: 59,
  });
  for (const page of ["0", "-1", "x", "1e9", ["2", "3"]]) {
    expect(listParams({ page, sort: "password" }, ["-created_at", "name"])).toMatchObject({
      page: Array.isArray(page) ? 2 : 1,
      sort: "created_at",
      descending: true,
    });
  }
  expect(choiceParam({ status: "open" }, "status", ["open", "closed"])).toBe("open");
  expect(choiceParam({ status: "x" }, "status", ["open"])).toBeNull();
});
