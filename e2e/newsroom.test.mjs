// The newsroom in a browser: one server and one browser for all suites.

import { after, before, describe } from "node:test";
import { launch } from "./lib/browser.mjs";
import { startServer } from "./lib/server.mjs";
import { appAccessibility } from "./newsroom/accessibility.mjs";
import { door } from "./newsroom/door.mjs";
import { fromTheFirstLine } from "./newsroom/story.mjs";
import { together } from "./newsroom/together.mjs";
import { withPasskey } from "./newsroom/passkey.mjs";

describe("newsroom", () => {
  const house = { origin: "", browser: undefined };
  let server;

  before(async () => {
    server = await startServer({ host: "localhost" });
    house.origin = server.origin;
    house.server = server;
    house.browser = await launch();
  });

  after(async () => {
    await house.browser?.close();
    await server?.stop();
  });

  door(house);
  fromTheFirstLine(house);
  appAccessibility(house);
  withPasskey(house);
  // Last: it kills the server and starts it anew.
  together(house);
});
