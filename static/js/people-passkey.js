// Passkeys: asks the browser to make or to use one, and sends its answer with the form around the button.

const makes = { create: "parseCreationOptionsFromJSON", get: "parseRequestOptionsFromJSON" };

for (const form of document.querySelectorAll("[data-behaviour='passkey']")) {
  if (!window.PublicKeyCredential?.[makes[form.dataset.ask]]) continue;
  form.hidden = false;
  document.querySelector("[data-unless='passkey']")?.setAttribute("hidden", "");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form).catch((error) => say(form, error));
  });
}

async function ask(form) {
  const { ask: way, challenge } = form.dataset;
  say(form);
  const answer = await fetch(challenge, { method: "POST", body: new FormData(form) });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const publicKey = PublicKeyCredential[makes[way]](await answer.json());
  const credential = await navigator.credentials[way]({ publicKey });
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
}

function say(form, error) {
  const trouble = form.querySelector("[data-trouble]");
  trouble.hidden = !error;
  trouble.textContent = error ? sentence(error) : "";
}

function sentence({ name }) {
  if (name === "InvalidStateError") return "This device has a passkey for your account already.";
  if (name === "NotAllowedError") return "No passkey was used: that was cancelled, or took too long.";
  if (name === "SecurityError") return "Passkeys do not work at this address. Open the site by its own address.";
  return "That did not work. Nothing was changed; please try again.";
}
