import { expect, it } from "vitest";
import { createAckTimes } from "./ack-times";

it("times the first word on the first attempt, and nothing it did not see go out", () => {
  const seen: number[] = [];
  let clock = 0;
  const acks = createAckTimes(
    (seconds) => seen.push(seconds),
    () => clock,
  );
  acks.written("a");
  clock = 45_000;
  acks.written("a");
  clock = 46_000;
  for (const id of ["a", "a", "b", null]) acks.answered(id);
  expect(seen).toEqual([46]);
});

it("forgets the oldest when the network says nothing for long", () => {
  const seen: number[] = [];
  const acks = createAckTimes((seconds) => seen.push(seconds));
  for (let n = 0; n <= 5000; n += 1) acks.written(String(n));
  acks.answered("0");
  expect(seen).toEqual([]);
  acks.answered("5000");
  expect(seen).toHaveLength(1);
});
