// @ts-check
// Passkeys: asks the server for a challenge, the device for its answer, and sends the form with it.
// Hooks: form[data-passkey=options address][data-passkey-purpose], form[data-passkey-new=options address],
// and inside another form [data-passkey-inside=options address] with a hidden input and a button.

/** @param {string} text @returns {ArrayBuffer} */
function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0)).buffer;
}

/** @param {ArrayBuffer | null} buffer @returns {string | undefined} */
function text(buffer) {
  if (buffer === null) return undefined;
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {string} address @param {HTMLFormElement} form @param {string} purpose */
async function optionsFrom(address, form, purpose) {
  const token = form.querySelector("input[name=csrfmiddlewaretoken]");
  if (!(token instanceof HTMLInputElement)) throw new Error("the form has no CSRF token");
  const answer = await fetch(address, { method: "POST", headers: { "X-CSRFToken": token.value }, body: new URLSearchParams({ purpose }) });
  if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error(`options: ${answer.status}`);
  const options = await answer.json();
  options.challenge = bytes(options.challenge);
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    for (const one of options[list] ?? []) one.id = bytes(one.id);
  }
  if (options.user) options.user.id = bytes(options.user.id);
  return options;
}

/** @param {Credential | null} found @returns {string} */
function asJson(found) {
  if (!(found instanceof PublicKeyCredential)) throw new Error("no passkey");
  const { response } = found;
  /** @type {Record<string, string | undefined>} */
  const said = { clientDataJSON: text(response.clientDataJSON) };
  if (response instanceof AuthenticatorAttestationResponse) said.attestationObject = text(response.attestationObject);
  if (response instanceof AuthenticatorAssertionResponse) {
    said.authenticatorData = text(response.authenticatorData);
    said.signature = text(response.signature);
    said.userHandle = text(response.userHandle);
  }
  return JSON.stringify({ id: found.id, rawId: text(found.rawId), type: found.type, response: said, clientExtensionResults: {} });
}

/** @param {Element} part @param {() => Promise<void>} act */
async function tried(part, act) {
  const failed = part.querySelector("[data-passkey-failed]");
  if (failed instanceof HTMLElement) failed.hidden = true;
  try {
    await act();
  } catch (error) {
    console.info(error);
    if (failed instanceof HTMLElement) failed.hidden = false;
  }
}

/** @param {Element} part @param {string} address @param {string} purpose @param {HTMLFormElement} form @param {string} name */
async function fill(part, address, purpose, form, name) {
  const publicKey = await optionsFrom(address, form, purpose);
  const found = purpose === "add" ? await navigator.credentials.create({ publicKey }) : await navigator.credentials.get({ publicKey });
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = asJson(found);
}

/** @param {HTMLFormElement} form @param {string} address @param {string} purpose */
function send(form, address, purpose) {
  form.hidden = false;
  form.querySelectorAll("[data-needs-passkey]").forEach((button) => button.removeAttribute("disabled"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tried(form, async () => {
      await fill(form, address, purpose, form, "passkey");
      HTMLFormElement.prototype.submit.call(form);
    });
  });
}

if (window.PublicKeyCredential && !document.documentElement.hasAttribute("data-passkeys-ready")) {
  document.documentElement.setAttribute("data-passkeys-ready", "");
  for (const form of document.querySelectorAll("form[data-passkey], form[data-passkey-new]")) {
    if (!(form instanceof HTMLFormElement)) continue;
    const { passkey, passkeyNew, passkeyPurpose } = form.dataset;
    send(form, passkey ?? passkeyNew ?? "", passkeyNew ? "add" : passkeyPurpose ?? "sign-in");
  }
  for (const part of document.querySelectorAll("[data-passkey-inside]")) {
    const form = part.closest("form");
    const button = part.querySelector("button");
    if (!(part instanceof HTMLElement) || form === null || button === null) continue;
    part.hidden = false;
    button.addEventListener("click", () => tried(part, async () => {
      await fill(part, part.dataset.passkeyInside ?? "", "confirm", form, "confirm_passkey");
      form.requestSubmit();
    }));
  }
}
