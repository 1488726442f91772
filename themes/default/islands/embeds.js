// Shows the player of another service in its place, once the reader asks for it and not before.

/** The player as a frame that can neither leave its place nor look into ours. */
function frame({ player, title }) {
  const made = document.createElement("iframe");
  made.title = title;
  made.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  // Players refuse to work without a referrer; they get the paper's name, not the story's.
  made.referrerPolicy = "strict-origin";
  made.setAttribute("sandbox", "allow-same-origin allow-scripts allow-presentation allow-popups allow-popups-to-escape-sandbox");
  made.src = player;
  return made;
}

for (const button of document.querySelectorAll(".embed-play")) {
  button.addEventListener("click", () => {
    const shown = frame(button.dataset);
    button.closest(".embed").querySelector(".embed-place").replaceChildren(shown);
    shown.focus();
  });
  button.hidden = false;
}
