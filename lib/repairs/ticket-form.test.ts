import { expect, it } from "vitest";
import { ticketForm } from "@/lib/repairs/ticket-form";

const id = crypto.randomUUID();
/** As the browser sends the form: every field a string, empty when nobody wrote into it. */
const form = {
  clientId: id,
  outletId: id,
  customerId: "",
  name: "Aina",
  phone: "012-345 6789",
  deviceId: "",
  category: "phone",
  brand: "",
  model: "Galaxy A54",
  serial: "",
  imei: "",
  problem: "Skrin",
  priority: "normal",
};
const fields = (input: unknown) =>
  Object.fromEntries((ticketForm.safeParse(input).error?.issues ?? []).map((one) => [one.path.join("."), one.message]));

it("takes a new device of which only the model is known", () => {
  expect(ticketForm.parse(form)).toMatchObject({
    name: "Aina",
    phone: "+60123456789",
    customerId: null,
    deviceId: null,
    device: { category: "phone", brand: null, model: "Galaxy A54", serial: null, imei: null },
  });
});

it("takes a known customer and a known device", () => {
  const known = { ...form, customerId: id, name: "", phone: "", deviceId: id, category: "", model: "" };
  expect(ticketForm.parse(known)).toMatchObject({ customerId: id, deviceId: id, device: null });
});

it("says at each field what is wrong, those of the device too", () => {
  expect(fields({ ...form, name: " ", model: "", imei: "123", problem: "" })).toEqual({
    name: "input.required",
    model: "input.required",
    imei: "input.imei",
    problem: "input.required",
  });
  expect(fields({ ...form, category: "", phone: "1" })).toEqual({ category: "input.required", phone: "input.phone" });
});
