/** Playwright's `test`, whose pages are awake when they are opened: what is clicked or typed before that may go unheard. */
import { setTimeout as delay } from "node:timers/promises";
import { test as base, type Page } from "@playwright/test";

const PATIENCE_MS = 5000;

/** React marks what it listens to. A page that never wakes (an error of the server's, say) is not waited for long. */
async function awake(page: Page): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await delay(30)) {
    const isAwake = await page
      .evaluate(() =>
        [...document.querySelectorAll("main :is(a, button, form, input, summary, textarea)")].every((element) =>
          Object.keys(element).some((key) => key.startsWith("__reactProps")),
        ),
      )
      // It went on to another address meanwhile.
      .catch(() => false);
    if (isAwake) return;
  }
}

const isPatched = Symbol("waits until the page is awake");

export const test = base.extend<object, { pagesAwake: undefined }>({
  pagesAwake: [
    async ({ browser }, use) => {
      const page = await browser.newPage();
      // All pages of this worker, those of other contexts too.
      const kind: Page & { [isPatched]?: true } = Object.getPrototypeOf(page);
      await page.close();
      if (!kind[isPatched]) {
        kind[isPatched] = true;
        const { goto, reload } = kind;
        kind.goto = async function (this: Page, ...words) {
          const response = await goto.apply(this, words);
          await awake(this);
          return response;
        };
        kind.reload = async function (this: Page, ...words) {
          const response = await reload.apply(this, words);
          await awake(this);
          return response;
        };
      }
      await use(undefined);
    },
    { scope: "worker", auto: true },
  ],
});
