// Shows what the server says, and asks it for things. Text is only ever put in as text.

/** @param {string} id @returns {HTMLElement} */
const byId = (id) => document.getElementById(id);
const state = { shop: "", contact: "" };
let shown = "";

const TICKS = { pending: "✓", sent: "✓", received: "✓✓", delivered: "✓✓", read: "✓✓", refused: "✗" };
const WORDS = {
  pending: "waits for the shop",
  sent: "arrived here",
  received: "the shop has it",
  delivered: "the shop knows it arrived",
  read: "read",
  refused: "the shop could not read it",
};

/** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

async function post(what, body) {
  byId("message").textContent = "";
  const response = await fetch(`/api/${what}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  const { error } = response ? await response.json() : { error: "The server does not answer." };
  if (error) byId("message").textContent = error;
  return !error;
}

function bubble({ id, by, text, what, isImage, at, state: how, resends }) {
  const small = element("small", how === "read" ? { class: "read" } : {}, `${TICKS[how] ?? ""} ${WORDS[how] ?? how}`);
  const again = resends > 0 ? ` · sent again ${resends}×` : "";
  small.prepend(`${by === "contact" ? "" : `${by} · `}${new Date(at).toLocaleTimeString()} · `);
  small.append(again);
  const item = element("li", { "data-by": by });
  if (isImage) {
    const source = `/api/photo?${new URLSearchParams({ shop: state.shop, id })}`;
    item.append(element("img", { src: source, alt: "Photo" }));
  }
  if (what && !isImage) item.append(element("em", {}, what), " ");
  item.append(text, small);
  return item;
}

function shopLine({ number, isOnline, devices, waiting, trouble }) {
  const words = [
    `+${number}`,
    isOnline ? "online" : "offline",
    `${devices} linked`,
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...trouble,
  ];
  const pressed = String(number === state.shop);
  const button = element("button", { type: "button", "aria-pressed": pressed }, words.join(" · "));
  button.addEventListener("click", () => choose({ shop: number }));
  return element("li", {}, button);
}

function contactLine({ number, name }) {
  const pressed = String(number === state.contact);
  const button = element("button", { type: "button", "aria-pressed": pressed }, `${name} · +${number}`);
  button.addEventListener("click", () => choose({ contact: number }));
  return element("li", {}, button);
}

function choose(part) {
  Object.assign(state, part);
  shown = "";
  void refresh();
}

async function refresh() {
  const response = await fetch(`/api/state?${new URLSearchParams(state)}`).catch(() => null);
  if (!response?.ok) return;
  const text = await response.text();
  if (text === shown) return;
  shown = text;
  const now = JSON.parse(text);
  if (!state.shop && now.shops.length > 0) return choose({ shop: now.shops[0].number });
  if (!state.contact && now.contacts.length > 0) return choose({ contact: now.contacts[0].number });
  byId("shops").replaceChildren(...now.shops.map(shopLine));
  byId("contacts").replaceChildren(...now.contacts.map(contactLine));
  byId("trouble").disabled = now.shops.length === 0;
  document.querySelector('[value="waiting"]').hidden = !now.canPickQr;
  const codes = now.codes.map((number) => `A device waits for its code to be typed on +${number}.`);
  if (now.showingQr > codes.length) codes.push("A device shows a QR code.");
  byId("waiting").textContent = codes.join(" ");
  const field = byId("link").elements.shop;
  if (field.value === "" && now.codes.length > 0) field.value = now.codes[0];
  const contact = now.contacts.find(({ number }) => number === state.contact);
  byId("chat").hidden = !contact || now.shops.length === 0;
  byId("with").textContent = contact ? `${contact.name} and the shop +${state.shop}` : "";
  byId("bubbles").replaceChildren(...now.chat.map(bubble));
  byId("bubbles").lastElementChild?.scrollIntoView({ block: "nearest" });
  if (now.faults.length > 0) byId("message").textContent = `The server did not expect this: ${now.faults.at(-1)}`;
  const unseen = now.chat.some((each) => each.by === "shop" && each.state !== "read");
  if (unseen && document.visibilityState === "visible") await post("seen", state).then(() => refresh());
}

byId("link").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { shop, value } = event.target.elements;
  const method = event.submitter?.value ?? "code";
  if (await post("link", { shop: shop.value, method, value: value.value })) {
    value.value = "";
    choose({ shop: shop.value.replace(/\D/g, "") });
  }
});

byId("contact").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { number, name } = event.target.elements;
  const added = number.value.replace(/\D/g, "");
  if (!(await post("contact", { number: number.value, name: name.value }))) return;
  event.target.reset();
  choose({ contact: added });
});

byId("write").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const { text, photo, addressing } = form.elements;
  const [file] = photo.files;
  const bytes = file ? new Uint8Array(await file.arrayBuffer()) : null;
  const sent = await post("message", {
    ...state,
    text: text.value,
    addressing: addressing.value,
    photo: bytes && { base64: bytes.toBase64?.() ?? toBase64(bytes), mime: file.type },
  });
  if (sent) {
    text.value = "";
    photo.value = "";
  }
  await refresh();
});

function toBase64(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

byId("write").elements.text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  byId("write").requestSubmit();
});

byId("trouble").addEventListener("click", async (event) => {
  if (!(event.target instanceof HTMLButtonElement)) return;
  await post("break", { shop: state.shop, how: event.target.value });
  await refresh();
});

new EventSource("/api/live").addEventListener("message", () => void refresh());
document.addEventListener("visibilitychange", () => {
  shown = "";
  void refresh();
});
void refresh();
