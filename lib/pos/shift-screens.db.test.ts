import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { openServiceSql } from "@/testing/db";
import { addProduct, makeShop, openShift } from "@/testing/shop";
import { userDbAs } from "@/testing/user-db";
import { completeSale } from "./complete-sale";
import { approveAct, setPin } from "./pin";
import { getRefundOffer, listApprovers, voidSale } from "./refunds";
import { getShiftReport, getZReport, listOpenShifts, listZReports } from "./shift-queries";
import { closeShift } from "./shifts";

const sql = openServiceSql();

/** The value, or the refusal as a failure. */
function value<T>(result: { ok: true; value: T } | { ok: false; code: string }): T {
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

test("what the screens of a drawer read and do fits what the database answers", async () => {
  const shop = await makeShop(sql);
  const outlet = await shop.outlet("SKRIN");
  const shift = await openShift(sql, shop.claims.cashier, outlet, 10_000);
  const product = await addProduct(sql, shop, { kind: "service", priceSen: 1000 });
  const [cashier, supervisor] = [userDbAs(shop.claims.cashier), userDbAs(shop.claims.supervisor)];
  const sale = value(
    await completeSale(cashier, {
      key: randomUUID(),
      outlet_id: outlet,
      lines: [{ product_id: product, quantity: "1" }],
      order: {},
      expected: { tax_sen: 0, rounding_sen: 0, total_sen: 1000 },
      payments: [{ method: "cash", amount_sen: 1000 }],
    }),
  );
  const manager = String(shop.claims.supervisor.sub);
  expect(await setPin(supervisor, manager, { pin: "4821" })).toMatchObject({ ok: true });
  expect(value(await listApprovers(cashier, outlet))).toEqual([{ user_id: manager, name: "supervisor" }]);
  const input = { key: randomUUID(), sale_id: sale.sale_id, reason: "Silap tekan" };
  const ask = { act: "void" as const, outlet_id: outlet, user_id: manager, input };
  expect(await approveAct(cashier, { ...ask, pin: "1111" })).toMatchObject({ code: "pin.wrong" });
  const approval = value(await approveAct(cashier, { ...ask, pin: "4821" }));
  expect(value(await getRefundOffer(cashier, sale.sale_id)).may_void).toBe(true);
  expect(await voidSale(cashier, { ...input, ...approval })).toMatchObject({ ok: true });
  expect(value(await getRefundOffer(cashier, sale.sale_id))).toMatchObject({
    is_void: true,
    refunds: [{ kind: "void", total_sen: 1000, approved_by: "supervisor" }],
  });

  expect(value(await listOpenShifts(cashier, shop.tenantId, outlet)).map(({ id }) => id)).toEqual([shift]);
  expect(value(await getShiftReport(supervisor, shift))).toMatchObject({ refunds: { void_count: 1, void_sen: 1000 } });
  const closed = value(await closeShift(cashier, { key: randomUUID(), shift_id: shift, counts: { "10000": 1 } }));
  expect(closed).toMatchObject({ expected_sen: 10_000, difference_sen: 0 });
  const page = {
    q: "",
    sort: "created_at",
    descending: true,
    page: 1,
    pageSize: 25,
    from: 0,
    to: 24,
    outletId: outlet,
  };
  expect(value(await listZReports(cashier, shop.tenantId, page)).rows.map(({ id }) => id)).toEqual([closed.z_id]);
  expect(value(await getZReport(cashier, shop.tenantId, closed.z_id))).toMatchObject({ counts: { "10000": 1 } });
});
