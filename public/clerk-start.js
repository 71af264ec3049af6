// Starts Clerk on a page: keeps the session's short-lived token fresh, and shows the screen the page has a place for.
(() => {
  // Read while this runs: later there is no current script. Styles of Clerk's screens need it as scripts do.
  const nonce = document.currentScript?.nonce;

  // Looked for, not listened to: a script may have loaded, or failed to, before this one ran.
  const PATIENCE_MS = 8000;
  const loaded = (global) =>
    new Promise((resolve, reject) => {
      const since = Date.now();
      const look = () => {
        if (window[global]) resolve();
        else if (Date.now() - since > PATIENCE_MS) reject(new Error(`${global} did not load`));
        else setTimeout(look, 50);
      };
      look();
    });

  const screens = {
    "sign-in": (clerk, place, next) =>
      clerk.mountSignIn(place, { routing: "hash", signUpUrl: "/sign-up", fallbackRedirectUrl: next }),
    "sign-up": (clerk, place, next) =>
      clerk.mountSignUp(place, { routing: "hash", signInUrl: "/sign-in", fallbackRedirectUrl: next }),
    profile: (clerk, place) => clerk.mountUserProfile(place, { routing: "hash" }),
    switch: async (clerk, place) => {
      await clerk.setActive({ organization: place.dataset.to || null });
      window.location.replace("/");
    },
  };

  // A place may be there before Clerk is, or come later, with a page that was not loaded anew.
  let offered = null;
  let isBroken = false;
  const show = async () => {
    if (!offered || !window.Clerk?.loaded) return;
    const place = offered;
    offered = null;
    for (const waiting of document.querySelectorAll("[data-clerk-waiting]")) waiting.hidden = true;
    await screens[place.dataset.clerkScreen]?.(window.Clerk, place, place.dataset.next || "/");
  };
  const failed = () => {
    isBroken = true;
    for (const hidden of document.querySelectorAll("[data-clerk-failed]")) hidden.hidden = false;
    for (const shown of document.querySelectorAll("[data-clerk-waiting]")) shown.hidden = true;
  };
  document.addEventListener("clerk-place", ({ target }) => {
    offered = target;
    if (isBroken) failed();
    else show().catch(failed);
  });

  const start = async () => {
    await Promise.all([loaded("Clerk"), loaded("__internal_ClerkUICtor")]);
    await window.Clerk.load({
      ui: { ClerkUI: window.__internal_ClerkUICtor },
      nonce,
      signInUrl: "/sign-in",
      signUpUrl: "/sign-up",
      afterSignOutUrl: "/sign-in",
    });
    // Offered before this script ran.
    offered ??= document.querySelector("[data-clerk-screen][data-offered]");
    await show();
  };

  start().catch(failed);
})();
