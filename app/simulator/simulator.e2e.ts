import { expect, type Page } from "@playwright/test";
import sharp from "sharp";
import { e2eSql } from "@/testing/e2e";
import { expectAccessible } from "@/testing/journey/browse";
import { test } from "@/testing/journey/browser";

/** The same phone in two languages and at two widths. */
const EN = {
  newPhone: "New phone",
  number: "Phone number",
  name: "Customer's name",
  use: "Use this phone",
  message: "Message",
  send: "Send",
  delivered: "Delivered to the shop",
  waiting: "Waiting for the network",
  airplane: "Airplane mode",
  remove: "Remove the file",
  refused: "This kind of file is not accepted",
};
const MS: typeof EN = {
  newPhone: "Telefon baharu",
  number: "Nombor telefon",
  name: "Nama pelanggan",
  use: "Guna telefon ini",
  message: "Mesej",
  send: "Hantar",
  delivered: "Sampai kepada kedai",
  waiting: "Menunggu rangkaian",
  airplane: "Mod penerbangan",
  remove: "Buang fail",
  refused: "Fail jenis ini tidak diterima",
};

const freshNumber = () => `011-${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;

async function takePhone(page: Page, words: typeof EN, name: string): Promise<void> {
  await page.goto("/simulator");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const number = page.getByLabel(words.number);
  await expect(async () => {
    if (!(await number.isVisible())) await page.getByRole("button", { name: words.newPhone }).click();
    await expect(number).toBeVisible({ timeout: 1000 });
  }).toPass();
  await number.fill(freshNumber());
  await page.getByLabel(words.name).fill(name);
  await page.getByRole("button", { name: words.use }).click();
  await expect(page.getByRole("heading", { level: 2, name })).toBeVisible();
}

async function say(page: Page, words: typeof EN, text: string): Promise<void> {
  const box = page.getByRole("textbox", { name: words.message, exact: true });
  await box.fill(text);
  await box.press("Enter");
  await expect(box).toHaveValue("");
  await expect(page.getByRole("log").getByText(text)).toBeVisible();
}

/** What the shop would send, without a person of the shop. */
async function shopSends(customer: string, kind: string, body: string, payload: object): Promise<void> {
  const sql = e2eSql();
  try {
    await expect
      .poll(
        async () =>
          (
            await sql`select private.send_message(c.tenant_id, c.id, ${crypto.randomUUID()}, 'system', ${kind}, ${body}, ${JSON.stringify(payload)}::text::jsonb)
              from public.conversations as c join public.customers as k on k.id = c.customer_id where k.name = ${customer}`
          ).length,
        { message: "the shop has the conversation" },
      )
      .toBe(1);
  } finally {
    await sql.end();
  }
}

for (const { title, words, locale, width, height } of [
  { title: "desktop width, English", words: EN, locale: "en-MY", width: 1280, height: 800 },
  { title: "phone width, Malay", words: MS, locale: "ms-MY", width: 390, height: 844 },
]) {
  test.describe(`the customer's phone, ${title}`, () => {
    test.use({ locale, viewport: { width, height } });

    test("chats: text, photo, buttons, list, links and airplane mode", async ({ page }) => {
      const name = `Pelanggan ${crypto.randomUUID().slice(0, 8)}`;
      await takePhone(page, words, name);
      await expectAccessible(page, "the customer's phone");
      await say(page, words, "Salam, skrin telefon saya pecah 😭");
      await expect(page.getByRole("img", { name: words.delivered }).first()).toBeVisible();

      const photo = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#a33" } })
        .jpeg()
        .toBuffer();
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: "skrin.jpg", mimeType: "image/jpeg", buffer: photo });
      await page.getByRole("button", { name: words.send, exact: true }).click();
      await expect(page.getByRole("log").locator("img[src*='/media/']")).toBeVisible();

      const html = Buffer.from("<script>alert(1)</script>");
      await page.locator("input[type=file]").setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer: html });
      await page.getByRole("button", { name: words.send, exact: true }).click();
      await expect(page.getByRole("alert").getByText(words.refused)).toBeVisible();
      await page.getByRole("button", { name: words.remove }).click();

      await shopSends(name, "text", "Lihat http://127.0.0.1:3000/r/abc.", {});
      await expect(page.getByRole("link", { name: "http://127.0.0.1:3000/r/abc" })).toHaveAttribute("target", "_blank");
      await shopSends(name, "buttons", "Setuju?", { buttons: [{ id: "pilih:ya", title: "Ya, setuju" }] });
      await page.getByRole("button", { name: "Ya, setuju" }).dblclick();
      await expect(page.getByRole("log").getByText("Ya, setuju")).toHaveCount(2);
      await shopSends(name, "list", "Bila?", {
        button: "Pilih masa",
        rows: [
          { id: "a", title: "Pagi" },
          { id: "b", title: "Petang" },
        ],
      });
      await page.getByRole("button", { name: "Pilih masa" }).click();
      await expectAccessible(page, "the customer's phone");
      await page.getByRole("dialog").getByRole("button", { name: "Petang" }).click();
      await expect(page.getByRole("log").getByText("Petang")).toBeVisible();

      await page.getByRole("switch", { name: words.airplane }).click();
      await say(page, words, "dari kapal terbang");
      await expect(page.getByRole("img", { name: words.waiting })).toBeVisible();
      await expectAccessible(page, "the customer's phone");
      await page.getByRole("switch", { name: words.airplane }).click();
      await expect(page.getByRole("img", { name: words.waiting })).toHaveCount(0);
      await expect(page.getByRole("img", { name: words.delivered }).last()).toBeVisible();
    });
  });
}

test("the simulator tells the customer's phone nothing of the shop, and nobody from elsewhere anything", async ({
  request,
  page,
}) => {
  for (const path of [
    "/simulator",
    "/api/simulator/phones",
    "/api/simulator/shops",
    "/api/simulator/live?phone=%2B60123456789",
  ]) {
    const elsewhere = await request.get(path, { headers: { host: "shop.example" } });
    expect(elsewhere.status(), path).toBe(404);
  }
  const foreign = await request.post("/api/simulator/messages", {
    headers: { origin: "https://evil.example" },
    data: { phone: "+60123456789", shop: "x", body: "x" },
  });
  expect(foreign.status()).toBe(404);
  const shops = await (await request.get("/api/simulator/shops")).json();
  expect(Object.keys(shops.shops[0]).toSorted()).toEqual(["address", "outlet", "shop"]);
  await page.goto("/simulator");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
