/* The back button, and a phone's back gesture: from any other part back to deciding; from there not out of the page
 * without a word.
 *
 *   (what was before this page) ◄── leaving: says so ◄── deciding ◄── another part
 *
 * A browser passes over entries that were made before anybody touched the page, so they are made at the first touch. */

export function keepBack({ part, show, warn }) {
  const here = () => (history.state && history.state.polder) || null;
  let isReady = Boolean(here()) && here() !== "leaving"; /* a page that was loaded again */

  function begin() {
    if (isReady) return;
    isReady = true;
    history.replaceState({ polder: "leaving" }, "");
    history.pushState({ polder: "decide" }, "");
    if (part() !== "decide") history.pushState({ polder: part() }, "");
    warn(false);
  }
  for (const type of ["pointerup", "keydown"]) window.addEventListener(type, begin, { capture: true });

  window.addEventListener("popstate", () => {
    const to = here();
    if (to === "leaving") {
      isReady = false; /* the next touch makes the entries again; another step back leaves */
      warn(true);
    } else if (to) {
      show(to);
    }
  });

  /* Another part is shown. */
  return (next) => {
    if (!isReady || here() === next) return;
    if (here() === "decide") history.pushState({ polder: next }, "");
    else if (next === "decide") history.back();
    else history.replaceState({ polder: next }, "");
  };
}
