/* Asks the browser for a passkey and sends what it answers with the form around the button. Where script is off, or the
   browser knows no passkeys, the button stays hidden and a sentence says so. */
(() => {
  "use strict";
  if (!window.PublicKeyCredential || !navigator.credentials || window.balaiPasskeys) return;
  window.balaiPasskeys = true;
  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0)).buffer;
  };
  const text = (buffer) =>
    buffer && btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const create = async (options) => {
    const wanted = { ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) } };
    wanted.excludeCredentials = named(options.excludeCredentials);
    wanted.authenticatorSelection = {
      ...options.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required",
    };
    const made = await navigator.credentials.create({ publicKey: wanted });
    return told(made, {
      attestationObject: text(made.response.attestationObject),
      transports: made.response.getTransports ? made.response.getTransports() : [],
    });
  };
  const get = async (options) => {
    const wanted = { ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials) };
    const given = await navigator.credentials.get({ publicKey: wanted });
    const { authenticatorData, signature, userHandle } = given.response;
    return told(given, {
      authenticatorData: text(authenticatorData), signature: text(signature), userHandle: text(userHandle) || null,
    });
  };
  const told = (credential, more) => ({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...more },
  });
  const optionsFor = async (form) => {
    const place = form.dataset.options && document.getElementById(form.dataset.options);
    if (place) return JSON.parse(place.textContent).publicKey;
    const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(form.action, { headers, credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).request_options.publicKey;
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const button = form.querySelector("[data-passkey-button]");
    const failed = form.querySelector("[data-passkey-failed]");
    form.querySelector("[data-passkey-needs]").hidden = true;
    button.hidden = false;
    form.addEventListener("submit", async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      failed.hidden = true;
      button.disabled = true;
      try {
        const options = await optionsFor(form);
        const credential = await (form.dataset.passkey === "create" ? create(options) : get(options));
        form.elements.credential.value = JSON.stringify(credential);
        form.submit();
      } catch {
        failed.hidden = false;
        button.disabled = false;
      }
    });
  }
})();
