/**
 * Every server action and who may call it. A new action fails app/attack.e2e.ts until it stands here:
 *   staff(capability, input)  the roles without the capability, and owners of other shops, are refused
 *   self(input)               acts on the caller alone; must not reach another shop even when told its ids
 *   open(refusals, input)     needs no sign-in; what it is told here is wrong, and one of these codes answers; it is counted
 * `input` gets real ids of the attacked shop and must be valid otherwise: `input.invalid` as an answer fails the test.
 * `own: true`: no id of the shop is in it, so an owner of another shop does it in his own.
 */
import { FIELD_KEYS } from "@/lib/intake/kinds";
import type { Victim } from "./victim";

type Input = (victim: Victim) => unknown;

export interface StaffCase {
  kind: "staff";
  needs: string;
  input: Input;
  own: boolean;
}
export interface SelfCase {
  kind: "self";
  input: Input;
  /** What it answers to an owner of another shop who names ids of this one; none: nothing to name. */
  refusal: string | null;
}
export interface OpenCase {
  kind: "open";
  input: Input;
  refusals: readonly string[];
  /** Whether tries are counted (lib/security/limit.ts): false only for what reveals and changes nothing. */
  isCounted: boolean;
}
export type ActionCase = StaffCase | SelfCase | OpenCase;

const staff = (needs: string, input: Input, own = false): StaffCase => ({ kind: "staff", needs, input, own });
const self = (input: Input, refusal: string | null = null): SelfCase => ({ kind: "self", input, refusal });
const open = (refusals: readonly string[], input: Input, isCounted = true): OpenCase => ({
  kind: "open",
  input,
  refusals,
  isCounted,
});

const fresh = () => crypto.randomUUID();
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString();
const NOT_THE_PASSWORD = "surely not this one";

export function form(fields: Record<string, string | Blob>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === "string") data.append(name, value);
    else data.append(name, value, "gambar.png");
  }
  return data;
}

/** One grey dot: a real picture. */
export const picture = (): Blob =>
  new Blob(
    [
      Buffer.from(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
        "base64",
      ),
    ],
    { type: "image/png" },
  );

const cart = (v: Victim) => ({
  key: fresh(),
  outlet_id: v.outlet,
  customer_id: v.customer,
  lines: [{ product_id: v.product, quantity: "1" }],
  order: {},
});

const SIGN_IN: Record<string, ActionCase> = {
  signInAction: open(["auth.bad_credentials"], (v) => ({ email: v.ownerEmail, password: NOT_THE_PASSWORD })),
  signUpAction: open(["auth.signup_failed"], (v) => ({
    email: v.ownerEmail,
    password: NOT_THE_PASSWORD,
    name: "Peniru",
    business: v.name,
    outlet: "Bangi",
    phone: "03-8925 1234",
    locale: "ms",
  })),
  // Known or not, the answer is the same; a mail to its owner is all that can come of it.
  forgotAction: open([], (v) => ({ email: v.ownerEmail })),
  newPasswordAction: open(["auth.link_expired"], () => ({
    tokenHash: "0".repeat(56),
    password: NOT_THE_PASSWORD,
    repeat: NOT_THE_PASSWORD,
  })),
  joinAction: open(["team.invitation_gone"], (v) => ({
    token: v.invitation,
    name: "Peniru",
    password: NOT_THE_PASSWORD,
  })),
  acceptAction: self((v) => ({ token: v.invitationToken }), "team.other_email"),
  createShopAction: self((v) => ({
    name: "Peniru",
    business: v.name,
    outlet: "Bangi",
    phone: "03-8925 1234",
    locale: "ms",
  })),
  signOutAction: self(() => form({ next: "/sign-in" })),
  setLocaleAction: open([], () => "ms", false),
  decideAction: open(["link.gone"], (v) => form({ token: v.otherToken, decision: "approve", name: "Peniru" })),
  submitIntakeAction: open(["link.gone"], () =>
    form({
      slug: "tiada-kedai",
      clientId: fresh(),
      name: "Peniru",
      phone: "012-345 6789",
      model: "A54",
      category: "phone",
      problem: "Skrin",
      terms: "on",
      service: "on",
    }),
  ),
};

const ACCOUNT: Record<string, ActionCase> = {
  switchOutletAction: self((v) => ({ outletId: v.outlet }), "auth.wrong_outlet"),
  switchTenantAction: self((v) => ({ tenantId: v.tenant }), "auth.forbidden"),
  saveProfileAction: self(() => ({ name: "Peniru", locale: "ms" })),
  changePasswordAction: self(
    () => ({ current: NOT_THE_PASSWORD, password: "kata laluan lain", repeat: "kata laluan lain" }),
    "auth.wrong_password",
  ),
  signOutEverywhereAction: self(() => ({})),
  leaveTeamAction: self(() => ({}), "team.last_owner"),
};

const COUNTER: Record<string, ActionCase> = {
  completeSaleAction: staff("pos.sell", (v) => ({
    ...cart(v),
    expected: { tax_sen: 0, rounding_sen: 0, total_sen: 1500 },
    payments: [{ method: "cash", amount_sen: 1500 }],
  })),
  openShiftAction: staff("shift.run", (v) => ({ key: fresh(), outlet_id: v.outlet, float_sen: 10_000 })),
  moveCashAction: staff("shift.run", (v) => ({
    key: fresh(),
    outlet_id: v.outlet,
    kind: "pay_out",
    amount_sen: 5000,
    reason: "Untuk peniru",
  })),
  closeShiftAction: staff("shift.run", (v) => ({ key: fresh(), shift_id: v.shift, counts: {} })),
  forceCloseAction: staff("shift.check", (v) => ({ key: fresh(), shift_id: v.shift, reason: "Kata peniru" })),
  setPinAction: self(() => ({ pin: "4821" })),
  refundSaleAction: staff("pos.refund", (v) => ({
    key: fresh(),
    sale_id: v.sale,
    reason: "Kata peniru",
    lines: [{ line_no: 1, quantity: "1", restock: false }],
    expected: { total_sen: 1500 },
    payments: [{ method: "cash", amount_sen: 1500 }],
  })),
  voidSaleAction: staff("pos.refund", (v) => ({ key: fresh(), sale_id: v.sale, reason: "Kata peniru" })),
  approveAction: staff("pos.sell", (v) => ({
    act: "void",
    outlet_id: v.outlet,
    user_id: "peniru",
    pin: "0000",
    input: { key: fresh(), sale_id: v.sale, reason: "Kata peniru" },
  })),
  createAccountInvoiceAction: staff("invoice.write", (v) => ({
    ...cart(v),
    expected: { tax_sen: 0, total_sen: 1500 },
    due_date: tomorrow().slice(0, 10),
  })),
  createCustomerAction: staff("customer.write", (v) => ({
    name: "Peniru",
    phone: "012-345 6789",
    locale: "ms",
    outletId: v.outlet,
  })),
  sendDocumentAction: staff("invoice.write", (v) => ({ kind: "invoice", id: v.invoice, key: fresh() })),
  createSaleInvoiceAction: staff("invoice.write", (v) => ({
    key: fresh(),
    outletId: v.outlet,
    saleId: v.sale,
    customerId: v.customer,
  })),
  issueInvoiceAction: staff("invoice.write", (v) => ({ invoiceId: v.draftInvoice, due: tomorrow().slice(0, 10) })),
  recordInvoicePaymentAction: staff("invoice.write", (v) => ({
    key: fresh(),
    invoiceId: v.invoice,
    method: "cash",
    amount: "1.00",
    reference: "",
  })),
  voidInvoiceAction: staff("invoice.write", (v) => ({ invoiceId: v.invoice, reason: "Salah orang" })),
};

const CUSTOMERS: Record<string, ActionCase> = {
  saveCustomerAction: staff("customer.write", (v) => ({
    id: v.customer,
    name: "Peniru",
    locale: "ms",
    phone: v.phone,
  })),
  addCustomerNoteAction: staff("customer.write", (v) => ({ customerId: v.customer, body: "Peniru pernah di sini" })),
  addDeviceAction: staff("customer.write", (v) => ({ customerId: v.customer, category: "phone", model: "A54" })),
  allowAgainAction: staff("inbox.reply", (v) => ({ customerId: v.customer })),
  recordConsentAction: staff("customer.write", (v) => ({
    customerId: v.customer,
    purpose: "marketing",
    granted: true,
    note: "Kata peniru",
  })),
  previewEraseAction: staff("privacy.manage", (v) => ({ customerId: v.customer })),
  eraseCustomerAction: staff("privacy.manage", (v) => ({ customerId: v.customer, name: v.customerName })),
};

const message = (v: Victim) => ({ conversationId: v.conversation, key: fresh(), body: "Bayar ke akaun ini" });
const INBOX: Record<string, ActionCase> = {
  replyAction: staff("inbox.reply", message),
  sendTemplateAction: staff("inbox.reply", (v) => ({
    conversationId: v.conversation,
    key: fresh(),
    templateId: fresh(),
    params: [],
  })),
  reactAction: staff("inbox.reply", (v) => ({ messageId: v.inbound, key: fresh(), emoji: "👍" })),
  addNoteAction: staff("inbox.read", message),
  updateConversationAction: staff("inbox.reply", (v) => ({
    conversationId: v.conversation,
    change: { status: "closed" },
  })),
  retryMessageAction: staff("inbox.reply", (v) => ({ messageId: v.failed })),
  decideDraftAction: staff("inbox.reply", (v) => ({ messageId: v.draft, send: true, body: "Percuma" })),
};

const REPAIRS: Record<string, ActionCase> = {
  openTicketAction: staff("repair.write", (v) => ({
    clientId: fresh(),
    outletId: v.outlet,
    customerId: v.customer,
    category: "phone",
    model: "A54",
    problem: "Skrin",
    priority: "normal",
  })),
  moveTicketAction: staff("repair.write", (v) => ({ ticketId: v.ticket, status: v.status })),
  setUnlockAction: staff("repair.write", (v) => ({ ticketId: v.ticket, pin: "1234" })),
  revealUnlockAction: staff("device.unlock", (v) => ({ ticketId: v.ticket, reason: "ingin tahu" })),
  removeUnlockAction: staff("repair.write", (v) => ({ ticketId: v.ticket })),
  assignTechnicianAction: staff("repair.write", (v) => ({ ticketId: v.ticket, technicianId: v.technician })),
  addTicketNoteAction: staff("repair.write", (v) => ({ ticketId: v.ticket, body: "Peniru", isPublic: true })),
  editTicketAction: staff("repair.write", (v) => ({ ticketId: v.ticket, problem: "Tiada", priority: "low" })),
  proposeEstimateAction: staff("repair.write", (v) => ({
    clientId: fresh(),
    ticketId: v.ticket,
    lines: [{ productId: v.product, description: "Skrin", quantity: 1, unitPriceSen: 100, taxCode: "NONE" }],
    expectedTotalSen: 100,
    body: "Setuju?",
    send: true,
  })),
  decideEstimateAction: staff("repair.write", (v) => ({
    estimateId: v.estimate,
    decision: "approve",
    reason: "Kata peniru",
  })),
  takePartAction: staff("repair.write", (v) => ({
    clientId: fresh(),
    ticketId: v.ticket,
    productId: v.product,
    quantity: 1,
  })),
  returnPartAction: staff("repair.write", (v) => ({ clientId: fresh(), partId: v.part })),
  markReadyAction: staff("repair.write", (v) => ({ ticketId: v.ticket, body: "Siap" })),
  handOverAction: staff("repair.handover", (v) => ({ ticketId: v.ready, collectedBy: "Peniru" })),
  addPhotoAction: staff("repair.write", (v) =>
    form({ clientId: fresh(), ticketId: v.ticket, stage: "before", file: picture() }),
  ),
  removePhotoAction: staff("repair.write", (v) => ({ photoId: v.photo })),
  saveIntakeFormAction: staff(
    "tenant.manage",
    () => ({
      isOpen: "on",
      ...Object.fromEntries(FIELD_KEYS.map((field) => [`fields.${field}`, "optional"])),
      ...Object.fromEntries(
        ["ms", "en"].flatMap((locale) =>
          ["intro", "terms", "service", "marketing"].map((text) => [`${locale}.${text}`, "Peniru"]),
        ),
      ),
    }),
    true,
  ),
};

const STOCK: Record<string, ActionCase> = {
  saveProductAction: staff("catalog.write", (v) => ({
    id: v.product,
    kind: "product",
    sku: "PENIRU",
    name: "Peniru",
    unit: "pcs",
    price: "0.10",
    trackStock: "on",
    isActive: "on",
  })),
  countStockAction: staff("stock.adjust", (v) => ({
    key: fresh(),
    outletId: v.outlet,
    productId: v.product,
    shown: "1",
    counted: "0",
    note: "Hilang",
  })),
  receiveStockAction: staff("stock.adjust", (v) => ({
    key: fresh(),
    outletId: v.outlet,
    productId: v.product,
    quantity: "1",
    note: "Jumpa",
  })),
};

const ORDERS: Record<string, ActionCase> = {
  setOrderStatusAction: staff("order.write", (v) => ({ orderId: v.newOrder, status: "confirmed" })),
};

const SETTINGS: Record<string, ActionCase> = {
  checkAuditAction: staff("audit.read", () => ({}), true),
  setOwnKeyAction: staff("secret.manage", () => ({ key: "sk-peniru-0000000000000000" }), true),
  removeOwnKeyAction: staff("secret.manage", () => ({}), true),
  saveBusinessAction: staff("tenant.manage", () => ({ name: "Peniru", locale: "ms" }), true),
  saveOutletAction: staff("outlet.manage", (v) => ({ id: v.outlet, name: "Peniru", code: "PNR", active: "on" })),
  saveCannedReplyAction: staff("inbox.manage", (v) => ({
    id: v.canned,
    shortcut: "peniru",
    body_ms: "Peniru",
    body_en: "Peniru",
  })),
  savePrivacySettingsAction: staff(
    "privacy.manage",
    () => ({
      dpoName: "Peniru",
      messagesMonths: "6",
      mediaMonths: "3",
      photosMonths: "6",
      intakeMonths: "6",
      linksMonths: "3",
      inactiveMonths: "24",
      taxMonths: "84",
    }),
    true,
  ),
  publishConsentTextAction: staff(
    "privacy.manage",
    () => ({ purpose: "marketing", bodyMs: "Peniru", bodyEn: "Peniru" }),
    true,
  ),
  readmitPhoneAction: staff("privacy.manage", (v) => ({ phone: v.phone, note: "Kata peniru" })),
  saveBreachAction: staff(
    "privacy.manage",
    () => ({ title: "Peniru", discoveredAt: "2026-11-01T10:00", what: "Peniru", persons: "1", notify: "both" }),
    true,
  ),
  deleteCannedReplyAction: staff("inbox.manage", (v) => ({ id: v.canned })),
  setConciergeModeAction: staff("inbox.manage", (v) => ({ channelId: v.channel, mode: "auto" })),
  inviteAction: staff("team.manage", () => ({ email: `peniru.${fresh()}@shop.test`, role: "admin" }), true),
  resendInvitationAction: staff("team.manage", (v) => ({ id: v.invitation })),
  revokeInvitationAction: staff("team.manage", (v) => ({ id: v.invitation })),
  changeMemberAction: staff("team.manage", (v) => ({ userId: v.technician, role: "admin" })),
  suspendMemberAction: staff("team.manage", (v) => ({ userId: v.technician })),
  unsuspendMemberAction: staff("team.manage", (v) => ({ userId: v.technician })),
  removeMemberAction: staff("team.manage", (v) => ({ userId: v.technician })),
  createKeyAction: staff("api.manage", () => ({ name: "Peniru", scopes: ["customers:read"], days: "30" }), true),
  addChannelAction: staff("channel.manage", (v) => ({
    key: crypto.randomUUID(),
    outletId: v.outlet,
    name: "Peniru",
    riskRead: "on",
  })),
  addCloudAction: staff("channel.link", (v) => ({
    key: crypto.randomUUID(),
    outletId: v.outlet,
    name: "Peniru",
    phoneNumberId: "106540352242922",
    wabaId: "102290129340398",
    token: "EAAG".padEnd(60, "x"),
    appSecret: "0".repeat(32),
  })),
  renewTokenAction: staff("channel.link", (v) => ({ id: v.channel, token: "EAAG".padEnd(60, "x") })),
  askCloudAction: staff("channel.manage", (v) => ({ id: v.channel, action: "check" })),
  addTemplatesAction: staff("channel.manage", (v) => ({ id: v.channel })),
  renameChannelAction: staff("channel.manage", (v) => ({ id: v.channel, name: "Peniru" })),
  pauseChannelAction: staff("channel.manage", (v) => ({ id: v.channel, paused: true })),
  setReadReceiptsAction: staff("channel.manage", (v) => ({ id: v.channel, on: false })),
  removeChannelAction: staff("channel.manage", (v) => ({ id: v.channel })),
  askChannelAction: staff("channel.link", (v) => ({ id: v.channel, action: "restart" })),
  revokeKeyAction: staff("api.manage", (v) => ({ id: v.apiKey })),
  transferOwnershipAction: staff("ownership", (v) => ({ userId: v.technician, business: v.name })),
};

export const ACTION_CASES: Readonly<Record<string, ActionCase>> = {
  ...SIGN_IN,
  ...ACCOUNT,
  ...COUNTER,
  ...CUSTOMERS,
  ...INBOX,
  ...REPAIRS,
  ...STOCK,
  ...ORDERS,
  ...SETTINGS,
};
