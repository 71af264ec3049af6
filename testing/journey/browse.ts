/** Browsers of a journey: who sits where, in which language, and what every page must keep. */
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import type { Locale } from "@/lib/core/dates";
import { type E2eLogin, e2eStack, forgetTries } from "@/testing/e2e";
import { words } from "./words";

export interface Setting {
  locale: Locale;
  device: "phone" | "desktop";
  dark?: boolean;
}

export const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

function contextOptions({ locale, device, dark = false }: Setting): BrowserContextOptions {
  return {
    locale: `${locale}-MY`,
    viewport: SIZES[device],
    hasTouch: device === "phone",
    isMobile: device === "phone",
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  };
}

export async function openBrowser(browser: Browser, setting: Setting): Promise<BrowserContext> {
  const context = await browser.newContext(contextOptions(setting));
  await speak(context, setting.locale);
  return context;
}

/** The language of a browser, whatever the person who signed in prefers. */
export async function speak(context: BrowserContext, locale: Locale): Promise<void> {
  await context.addCookies([{ name: "locale", value: locale, url: e2eStack().appUrl }]);
}

/** Signs in through the form and comes back in the language of the journey. @returns where the role lands. */
export async function signIn(page: Page, login: E2eLogin, locale: Locale): Promise<string> {
  const w = words(locale);
  await forgetTries();
  await page.goto("/sign-in");
  await page.getByLabel(w("auth.email")).fill(login.email);
  await page.getByLabel(w("auth.password"), { exact: true }).fill(login.password);
  await page.getByRole("button", { name: w("auth.signIn.submit") }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  const landing = new URL(page.url()).pathname;
  await speak(page.context(), locale);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", locale);
  return landing;
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

/** Colours are judged when nothing fades any more; a spinner may go on. */
async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (one) => one.playState !== "running" || one.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY,
      ),
  );
}

/** @param what `colours` when only the theme has changed since the last time. */
export async function expectAccessible(page: Page, where: string, what: "all" | "colours" = "all"): Promise<void> {
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await atRest(page);
  // Legacy: judged in the page itself; the other way opens a window for every look, and no page here has frames.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (what === "all" ? axe.withTags(RULES) : axe.withRules(["color-contrast"])).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary ?? ""}`),
  );
  expect.soft(found, `accessibility of ${where}`).toEqual([]);
}

/** What the browser complained about since: console errors, scripts that broke, answers of 400 and more. */
export function complaints(page: Page): { take: () => string[] } {
  let found: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") found.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => found.push(`script: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) found.push(`${response.status()} ${response.url()}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // Leaving a page ends its stream and its prefetches; that is no failure.
    if (reason !== "net::ERR_ABORTED") found.push(`${reason} ${request.url()}`);
  });
  return {
    take() {
      const taken = found;
      found = [];
      return taken;
    },
  };
}
