// Passkeys: the browser's own words for them, which the API speaks too.

import { post } from "./api";
import { signedIn } from "./session.svelte";

interface Ceremony<T> {
  ceremony: string;
  options: { publicKey: T };
}

/** Browsers make passkeys for names, not for bare addresses of machines. */
function isNamed(host: string): boolean {
  return !/^\d+(\.\d+){3}$/.test(host) && !host.startsWith("[");
}

/** Whether this browser, at this address, can use passkeys. */
export function canUsePasskeys(): boolean {
  return (
    isSecureContext &&
    isNamed(location.hostname) &&
    typeof PublicKeyCredential !== "undefined" &&
    "parseCreationOptionsFromJSON" in PublicKeyCredential
  );
}

function made(credential: Credential | null): PublicKeyCredential {
  if (credential instanceof PublicKeyCredential) return credential;
  throw new DOMException("no passkey was used", "NotAllowedError");
}

/** Makes a passkey for the account that is signed in. */
export async function addPasskey(name: string): Promise<void> {
  const begun = await post<Ceremony<PublicKeyCredentialCreationOptionsJSON>>("/passkeys/registration");
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(begun.options.publicKey);
  const credential = made(await navigator.credentials.create({ publicKey })).toJSON();
  await post("/passkeys/registration-result", { ceremony: begun.ceremony, name, credential });
}

/** Signs in with a passkey the browser knows for this house. */
export async function signInWithPasskey(): Promise<void> {
  const begun = await post<Ceremony<PublicKeyCredentialRequestOptionsJSON>>("/passkeys/sign-in");
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(begun.options.publicKey);
  const credential = made(await navigator.credentials.get({ publicKey })).toJSON();
  await post("/passkeys/sign-in-result", { ceremony: begun.ceremony, credential });
  await signedIn();
}
