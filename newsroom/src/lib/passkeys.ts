// Passkeys: what the browser wants in bytes, the API says in base64url.

import { post } from "./api";
import { signedIn } from "./session.svelte";

type Json = Record<string, unknown>;

/** Whether this browser, at this address, can use passkeys. */
export function canUsePasskeys(): boolean {
  return typeof PublicKeyCredential !== "undefined" && isSecureContext;
}

function bytes(text: string): ArrayBuffer {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

function text(buffer: ArrayBuffer | null): string | null {
  if (!buffer) return null;
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function withBytes(list: unknown): PublicKeyCredentialDescriptor[] | undefined {
  if (!Array.isArray(list)) return undefined;
  return list.map(
    (entry: Json) => ({ ...entry, id: bytes(String(entry.id)) }) as PublicKeyCredentialDescriptor,
  );
}

/** The options, wherever the server put them: bare, or as `publicKey`. */
function options(answer: Json): Json {
  const inner = (answer.options ?? answer) as Json;
  return (inner.publicKey ?? inner) as Json;
}

/** Makes a passkey for the account that is signed in. */
export async function addPasskey(name: string): Promise<void> {
  const begun = await post<Json>("/passkeys/registration", { name });
  const given = options(begun);
  const user = given.user as Json;
  const made = (await navigator.credentials.create({
    publicKey: {
      ...given,
      challenge: bytes(String(given.challenge)),
      user: { ...user, id: bytes(String(user.id)) },
      excludeCredentials: withBytes(given.excludeCredentials),
    } as unknown as PublicKeyCredentialCreationOptions,
  })) as PublicKeyCredential | null;
  if (!made) throw new DOMException("no passkey was made", "NotAllowedError");
  const answer = made.response as AuthenticatorAttestationResponse;
  await post("/passkeys/registration-result", {
    name,
    state: begun.state,
    credential: {
      id: made.id,
      rawId: text(made.rawId),
      type: made.type,
      extensions: made.getClientExtensionResults(),
      response: {
        attestationObject: text(answer.attestationObject),
        clientDataJSON: text(answer.clientDataJSON),
        transports: answer.getTransports?.() ?? [],
      },
    },
  });
}

/** Signs in with a passkey the browser knows for this house. */
export async function signInWithPasskey(): Promise<void> {
  const begun = await post<Json>("/passkeys/sign-in", {});
  const given = options(begun);
  const used = (await navigator.credentials.get({
    publicKey: {
      ...given,
      challenge: bytes(String(given.challenge)),
      allowCredentials: withBytes(given.allowCredentials),
    } as unknown as PublicKeyCredentialRequestOptions,
  })) as PublicKeyCredential | null;
  if (!used) throw new DOMException("no passkey was used", "NotAllowedError");
  const answer = used.response as AuthenticatorAssertionResponse;
  await post("/passkeys/sign-in-result", {
    state: begun.state,
    credential: {
      id: used.id,
      rawId: text(used.rawId),
      type: used.type,
      extensions: used.getClientExtensionResults(),
      response: {
        authenticatorData: text(answer.authenticatorData),
        clientDataJSON: text(answer.clientDataJSON),
        signature: text(answer.signature),
        userHandle: text(answer.userHandle),
      },
    },
  });
  await signedIn();
}
