"use server";

import { refresh } from "next/cache";
import { saveProduct } from "@/lib/catalog/save-product";
import { productInput } from "@/lib/catalog/schema";
import { action } from "@/lib/core/action";
import { countStock, receiveStock } from "@/lib/inventory/move-stock";
import { countStockInput, receiveStockInput } from "@/lib/inventory/schema";

export const saveProductAction = action("saveProduct", productInput, ({ db }, input) => saveProduct(db, input));

export const countStockAction = action("countStock", countStockInput, async ({ db }, input) => {
  const result = await countStock(db, input);
  if (result.ok) refresh();
  return result;
});

export const receiveStockAction = action("receiveStock", receiveStockInput, async ({ db }, input) => {
  const result = await receiveStock(db, input);
  if (result.ok) refresh();
  return result;
});
