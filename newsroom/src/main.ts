import "./css/tokens.css";
import "./css/base.css";
import "./css/parts.css";
import "./css/shell.css";
import "./css/board.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { firstLanguage, speak } from "./lib/i18n.svelte";
import { follow } from "./lib/router.svelte";
import { begin } from "./lib/session.svelte";

async function start(): Promise<void> {
  await speak(firstLanguage());
  follow();
  const target = document.getElementById("app");
  if (!target) return;
  mount(App, { target });
  await begin();
}

void start();
