// Shows the pictures of a gallery one by one over the whole window: by button, arrow key or swipe.

/** How far a finger must go across, in pixels, for the next picture. */
const SWIPE = 40;

function button(kind, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `viewer-${kind}`;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

/** The window over the page, made anew each time it is opened. */
class Viewer {
  constructor(gallery, openers) {
    this.openers = openers;
    this.dialog = document.createElement("dialog");
    this.dialog.className = "viewer";
    this.dialog.setAttribute("aria-label", gallery.getAttribute("aria-label"));
    this.place = document.createElement("p");
    this.place.className = "viewer-place";
    this.place.setAttribute("role", "status");
    this.stage = document.createElement("div");
    this.stage.className = "viewer-stage";
    const { close, previous, next } = gallery.dataset;
    this.previous = button("previous", previous, () => this.step(-1));
    this.next = button("next", next, () => this.step(1));
    this.dialog.append(this.place, button("close", close, () => this.dialog.close()), this.previous, this.stage, this.next);
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("close", () => this.leave());
    this.listenForSwipes();
  }

  show(at) {
    this.at = at;
    const opener = this.openers[at];
    const shown = opener.closest("figure").cloneNode(true);
    shown.querySelector(".gallery-open").remove();
    for (const sized of shown.querySelectorAll("[sizes]")) sized.sizes = "100vw";
    const picture = shown.querySelector("img");
    picture.loading = "eager";
    this.stage.replaceChildren(shown);
    // Who cannot see it hears what it shows after its place.
    const heard = document.createElement("span");
    heard.className = "hidden";
    heard.textContent = picture.alt && `: ${picture.alt}`;
    this.place.replaceChildren(opener.dataset.place, heard);
    this.previous.setAttribute("aria-disabled", at === 0);
    this.next.setAttribute("aria-disabled", at === this.openers.length - 1);
    if (!this.dialog.isConnected) {
      document.body.append(this.dialog);
      this.dialog.showModal();
    }
  }

  step(by) {
    const to = this.at + by;
    if (to >= 0 && to < this.openers.length) this.show(to);
  }

  /** Forward is where the text goes. */
  get forward() {
    return getComputedStyle(this.dialog).direction === "rtl" ? -1 : 1;
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const acts = {
      ArrowRight: () => this.step(this.forward),
      ArrowLeft: () => this.step(-this.forward),
      Home: () => this.show(0),
      End: () => this.show(this.openers.length - 1),
    };
    if (!acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  }

  /** One finger across turns over; two fingers, or a page that is enlarged, are the reader's own. */
  listenForSwipes() {
    let from;
    this.dialog.addEventListener("touchstart", ({ touches }) => {
      const isEnlarged = (window.visualViewport?.scale ?? 1) > 1.01;
      from = touches.length === 1 && !isEnlarged ? touches[0] : undefined;
    }, { passive: true });
    this.dialog.addEventListener("touchend", ({ changedTouches }) => {
      if (!from) return;
      const across = changedTouches[0].clientX - from.clientX;
      const down = changedTouches[0].clientY - from.clientY;
      from = undefined;
      if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down)) this.step(across < 0 ? this.forward : -this.forward);
    });
  }

  /** Back to the picture that was shown last. */
  leave() {
    this.dialog.remove();
    this.openers[this.at].focus();
  }
}

for (const gallery of document.querySelectorAll(".gallery")) {
  const openers = [...gallery.querySelectorAll(".gallery-open")];
  openers.forEach((opener, at) => {
    opener.addEventListener("click", () => new Viewer(gallery, openers).show(at));
    opener.hidden = false;
  });
}
