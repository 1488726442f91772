// Asks for news of the theme, shows what is wrong with it, and loads the page again when it changed.
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function show(fault) {
  document.getElementById("theme-fault")?.remove();
  if (!fault) return;
  const box = document.createElement("pre");
  box.id = "theme-fault";
  box.setAttribute("role", "alert");
  box.dir = "ltr";
  box.lang = "en";
  box.textContent = fault;
  Object.assign(box.style, {
    position: "fixed", insetInline: "0", insetBlockEnd: "0", zIndex: "99", margin: "0", padding: "1rem",
    maxBlockSize: "50vh", overflow: "auto", background: "#7a1010", color: "#fff",
    font: "14px/1.5 ui-monospace, monospace", whiteSpace: "pre-wrap",
  });
  document.body.append(box);
}

let seen = "";
for (;;) {
  try {
    const answer = await fetch(`/-/dev?seen=${encodeURIComponent(seen)}`, { cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    const news = await answer.json();
    if (seen && news.version !== seen && !news.fault) location.reload();
    seen = news.version;
    show(news.fault);
  } catch {
    await pause(500);
  }
}
