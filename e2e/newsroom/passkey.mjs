// Signing in with a passkey, on an authenticator the browser plays.

import { describe, it } from "node:test";
import { atDesk, PASSWORD } from "./desk.mjs";

export function withPasskey(house) {
  describe("a passkey", () => {
    it("is made after saying the password once more, and then lets somebody in alone", async () => {
      const { page, context } = await atDesk(house, "jonas");
      const session = await context.newCDPSession(page);
      await session.send("WebAuthn.enable");
      await session.send("WebAuthn.addVirtualAuthenticator", {
        options: {
          protocol: "ctap2",
          transport: "internal",
          hasResidentKey: true,
          hasUserVerification: true,
          isUserVerified: true,
          automaticPresenceSimulation: true,
        },
      });
      await page.goto(`${house.origin}/newsroom/account`);
      await page.getByRole("button", { name: "Add a passkey" }).click();
      const naming = page.getByRole("dialog", { name: "Add a passkey" });
      await naming.getByLabel("Name").fill("Telephone");
      await naming.getByRole("button", { name: "Add a passkey" }).click();
      const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
      const added = page.getByText("The passkey is added.");
      await proof.or(added).first().waitFor();
      if (await proof.count()) {
        await proof.getByLabel("Password").fill(PASSWORD);
        await proof.getByRole("button", { name: "Go on" }).click();
      }
      await added.waitFor();

      await page.getByRole("button", { name: /^Your account/ }).click();
      await page.getByRole("menuitem", { name: "Sign out" }).click();
      await page.getByRole("button", { name: "Sign in with a passkey" }).click();
      await page.getByRole("heading", { name: "Your account" }).waitFor();
      await context.close();
    });
  });
}
