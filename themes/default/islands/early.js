// Puts reading settings into force before anything is painted: it runs before the rest of the page is read.

{
  const root = document.documentElement;
  let settings = {};
  try {
    settings = JSON.parse(localStorage.getItem("dateline.settings")) ?? {};
  } catch {
    // Nothing can be kept in this browser: the page is as it comes.
  }
  const { size, theme } = settings;
  if (size) root.dataset.size = size;
  if (theme) root.dataset.theme = theme;
  if (settings.saver ?? navigator.connection?.saveData) {
    root.dataset.saver = "";
    // Pictures are told to be small as they come in, before their turn to be fetched.
    const small = () => {
      for (const sized of document.querySelectorAll('[sizes]:not([sizes="1px"])')) sized.sizes = "1px";
    };
    const watch = new MutationObserver(small);
    watch.observe(root, { childList: true, subtree: true });
  }
}
