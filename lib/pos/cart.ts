/** The cart of the counter as data: pure, kept in the browser's storage, priced by lib/pos/pricing. */
import { type Discount, type PricedCart, type PricingLine, priceCart } from "@/lib/pos/pricing";
import { formatQuantity, toMilli } from "@/lib/pos/quantity";
import type {
  AccountInvoiceInput,
  Catalogue,
  CatalogueProduct,
  CounterCustomer,
  SaleInput,
  TicketBill,
} from "@/lib/pos/schema";

export type CartLine = {
  productId: string;
  quantityMilli: number;
  /** Only when it is not the catalogue's. */
  priceSen: number | null;
  discount: Discount;
};

export type Cart = {
  key: string;
  lines: CartLine[];
  orderDiscount: Discount;
  reason: string;
  customer: CounterCustomer | null;
  ticket: TicketBill | null;
  /** The order this cart came from: sold, it is completed. */
  order: { id: string; number: string } | null;
  /** Sent and not answered yet: asked again after a reload, unchanged. */
  submitted: SaleInput | null;
};

/** An order as the counter rings it up. */
export type OrderCart = Pick<Cart, "lines" | "customer"> & { order: NonNullable<Cart["order"]> };

export const emptyCart = (key: string): Cart => ({
  key,
  lines: [],
  orderDiscount: null,
  reason: "",
  customer: null,
  ticket: null,
  order: null,
  submitted: null,
});

export const isEmpty = (cart: Cart): boolean => cart.lines.length === 0 && !cart.ticket;

export type CartChange =
  | { type: "add"; productId: string; quantityMilli?: number }
  | { type: "line"; index: number; line: Partial<CartLine> }
  | { type: "remove"; index: number }
  | { type: "orderDiscount"; discount: Discount; reason: string }
  | { type: "reason"; reason: string }
  | { type: "customer"; customer: Cart["customer"] }
  | { type: "ticket"; ticket: Cart["ticket"] }
  | { type: "order"; from: OrderCart | null }
  | { type: "submitted"; input: Cart["submitted"] }
  | { type: "replace"; cart: Cart };

export function changeCart(cart: Cart, change: CartChange): Cart {
  switch (change.type) {
    case "add":
      return { ...cart, lines: addLine(cart.lines, change.productId, change.quantityMilli ?? 1000) };
    case "line":
      return {
        ...cart,
        lines: cart.lines.map((line, index) => (index === change.index ? { ...line, ...change.line } : line)),
      };
    case "remove":
      return { ...cart, lines: cart.lines.filter((_, index) => index !== change.index) };
    case "orderDiscount":
      return { ...cart, orderDiscount: change.discount, reason: change.reason };
    case "reason":
      return { ...cart, reason: change.reason };
    case "customer":
      return { ...cart, customer: change.customer };
    case "ticket":
      return { ...cart, ticket: change.ticket, customer: ticketCustomer(change.ticket) ?? cart.customer };
    case "order":
      return change.from ? withOrder(cart, change.from) : { ...cart, order: null };
    case "submitted":
      return { ...cart, submitted: change.input };
    case "replace":
      return change.cart;
  }
}

/** Its lines beside what is there already; the same order twice is once. */
function withOrder(cart: Cart, from: OrderCart): Cart {
  if (cart.order?.id === from.order.id) return cart;
  const isPriced = from.lines.some((line) => line.priceSen !== null);
  return {
    ...cart,
    order: from.order,
    customer: from.customer ?? cart.customer,
    lines: [...cart.lines, ...from.lines],
    reason: cart.reason === "" && isPriced ? from.order.number : cart.reason,
  };
}

function ticketCustomer(ticket: Cart["ticket"]): Cart["customer"] {
  if (!ticket?.customer_id || !ticket.customer_name) return null;
  return { id: ticket.customer_id, name: ticket.customer_name, phone_masked: null };
}

/** The same product again is one more of it, unless that line was priced by hand. */
function addLine(lines: readonly CartLine[], productId: string, quantityMilli: number): CartLine[] {
  const index = lines.findIndex(
    (line) => line.productId === productId && line.priceSen === null && line.discount === null,
  );
  const found = lines[index];
  if (!found) return [...lines, { productId, quantityMilli, priceSen: null, discount: null }];
  return lines.map((line, at) =>
    at === index ? { ...line, quantityMilli: line.quantityMilli + quantityMilli } : line,
  );
}

export const hasDiscount = (cart: Cart): boolean =>
  cart.orderDiscount !== null || cart.lines.some((line) => line.discount !== null || line.priceSen !== null);

/** Products that are no longer sold drop out: the screen says so before anybody pays. */
export function knownLines(
  cart: Cart,
  products: ReadonlyMap<string, CatalogueProduct>,
): { line: CartLine; product: CatalogueProduct; index: number }[] {
  return cart.lines.flatMap((line, index) => {
    const product = products.get(line.productId);
    return product ? [{ line, product, index }] : [];
  });
}

/** In the order in which the database prices them: the ticket first, then the cart. */
export function pricingLines(
  cart: Cart,
  products: ReadonlyMap<string, CatalogueProduct>,
  rates: Catalogue["rates"],
): PricingLine[] {
  const ticket = (cart.ticket?.lines ?? []).map((line) => ({
    quantityMilli: toMilli(line.quantity),
    unitPriceSen: line.unit_price_sen,
    discount: null,
    taxRateBp: line.tax_rate_bp,
  }));
  const goods = knownLines(cart, products).map(({ line, product }) => ({
    quantityMilli: line.quantityMilli,
    unitPriceSen: line.priceSen ?? product.price_sen,
    discount: line.discount,
    taxRateBp: rates[product.tax_code] ?? 0,
  }));
  return [...ticket, ...goods];
}

export const priceOf = (
  cart: Cart,
  products: ReadonlyMap<string, CatalogueProduct>,
  rates: Catalogue["rates"],
  round: boolean,
): PricedCart => priceCart(pricingLines(cart, products, rates), cart.orderDiscount, round);

const discountJson = (value: Discount) =>
  value === null ? {} : "sen" in value ? { discount_sen: value.sen } : { discount_bp: value.bp };

function cartInput(cart: Cart, outletId: string) {
  return {
    key: cart.key,
    outlet_id: outletId,
    ...(cart.customer ? { customer_id: cart.customer.id } : {}),
    ...(cart.ticket ? { ticket_id: cart.ticket.ticket_id } : {}),
    lines: cart.lines.map((line) => ({
      product_id: line.productId,
      quantity: formatQuantity(line.quantityMilli),
      ...(line.priceSen === null ? {} : { price_sen: line.priceSen }),
      ...discountJson(line.discount),
    })),
    order: discountJson(cart.orderDiscount),
    ...(hasDiscount(cart) ? { reason: cart.reason } : {}),
  };
}

export function toSaleInput(
  cart: Cart,
  outletId: string,
  bill: PricedCart,
  payments: SaleInput["payments"],
): SaleInput {
  const { taxSen, roundingSen, totalSen } = bill;
  return {
    ...cartInput(cart, outletId),
    ...(cart.order ? { order_id: cart.order.id } : {}),
    expected: { tax_sen: taxSen, rounding_sen: roundingSen, total_sen: totalSen },
    payments,
  };
}

export function toInvoiceInput(cart: Cart, outletId: string, bill: PricedCart, dueDate: string): AccountInvoiceInput {
  return {
    ...cartInput(cart, outletId),
    expected: { tax_sen: bill.taxSen, total_sen: bill.totalSen },
    due_date: dueDate,
  };
}
