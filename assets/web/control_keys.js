/* Keys of the control page: single letters, so they are silent while somebody types or a window is open, and can be
 * switched off. */
import { h } from "./page.js";
import { t } from "./words.js";
import { newWindow } from "./control_tools.js";

const KEPT = "polder.control.keys";
const isOff = () => {
  try {
    return localStorage.getItem(KEPT) === "off";
  } catch (error) {
    return false;
  }
};
const keep = (isOn) => {
  try {
    localStorage.setItem(KEPT, isOn ? "on" : "off");
  } catch (error) {
    /* as long as the page */
  }
};

const isTyping = (target) =>
  target instanceof Element &&
  (target.closest("textarea, select, [contenteditable]") ||
    (target.localName === "input" && !["checkbox", "radio", "button"].includes(target.type)));
/* On these the space bar does something already. */
const takesSpace = (target) =>
  target instanceof Element && target.closest("button, summary, a, input, label, select, textarea");

/* `rows`: [key, as it is shown, what it does, do it]. */
export function keys(desk, rows) {
  let isOn = !isOff();
  const window = newWindow(desk, "keys", t("Keys"), () => [
    h(
      "dl",
      { class: "key-list" },
      [...rows, ["?", "?", t("this list"), null]].map(([, shown, says]) =>
        h("div", { key: shown }, h("dt", {}, h("kbd", {}, shown)), h("dd", {}, says)),
      ),
    ),
    h("p", { class: "hint" }, t("Keys are silent while you type and while a window like this one is open.")),
    h(
      "label",
      { class: "tick alone" },
      h("input", {
        type: "checkbox",
        checked: isOn,
        onchange: (event) => {
          isOn = event.target.checked;
          keep(isOn);
        },
      }),
      h("span", {}, t("Keys are on")),
    ),
  ]);
  document.addEventListener("keydown", (event) => {
    if (!isOn || !desk.sheets.room || document.getElementById("desk").hidden) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === " " && takesSpace(event.target)) return;
    if (event.key === "?") {
      event.preventDefault();
      return window.open();
    }
    const row = rows.find(([key]) => key && key === event.key.toLowerCase());
    if (!row) return;
    event.preventDefault();
    row[3]();
  });
  return window;
}
