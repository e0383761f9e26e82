/* What the room can see: reveals, and a line that control writes on the board. */
import { h, render } from "./page.js";
import { t } from "./words.js";
import { button, confirmed } from "./control_tools.js";

const REVEALS = [
  [
    "found",
    () => t("Organisations hit"),
    () => t("The room sees in every state how many organisations were found hit, and the curve."),
  ],
  [
    "sharing",
    () => t("Who shared with whom"),
    () => t("The room sees which seat shared with which, with the label, never the finding itself."),
  ],
];

/* Showing asks first and says what the room will see; hiding is immediate. */
async function turn(desk, what, title, preview, isShown) {
  if (!isShown && !(await confirmed(t("Show to the room: %1$s?", title), [preview], t("Show")))) return;
  await desk.ask("projector", "reveal", { what, shown: !isShown });
}

export function projector(desk) {
  const panel = document.getElementById("projector");
  const send = async (event) => {
    event.preventDefault();
    await desk.ask("projector", "spotlight", { text: event.currentTarget.elements.spotlight.value.trim() });
  };
  const clear = async () => {
    if (await desk.ask("projector", "spotlight", { text: "" })) panel.querySelector("#spotlight").value = "";
  };
  desk.add(() => {
    const reveals = desk.control().reveals || {},
      line = desk.sheets.room.spotlight;
    render(
      panel,
      h("div", { class: "head" }, h("h2", { id: "projector-title" }, t("On the projector"))),
      h(
        "ul",
        { class: "plain list" },
        REVEALS.map(([what, title, preview]) =>
          h(
            "li",
            { class: "switch-row", key: what },
            h(
              "button",
              {
                type: "button",
                role: "switch",
                class: "switch",
                "aria-checked": String(Boolean(reveals[what])),
                "aria-label": title(),
                onclick: () => turn(desk, what, title(), preview(), reveals[what]),
              },
              h("span", { class: "knob" }),
            ),
            h("span", { class: "says" }, title()),
            h("span", { class: reveals[what] ? "now" : "dim" }, reveals[what] ? t("shown") : t("hidden")),
          ),
        ),
      ),
      h(
        "form",
        { class: "one-line", onsubmit: send },
        h("label", { class: "unseen", for: "spotlight" }, t("A line on the board")),
        h("input", {
          id: "spotlight",
          name: "spotlight",
          type: "text",
          maxlength: 300,
          autocomplete: "off",
          placeholder: t("A line on the board"),
          value: line || "",
        }),
        button(t("Show"), null, { type: "submit", kind: "small" }),
        line ? button(t("Take away"), clear, { kind: "small" }) : null,
      ),
      line ? h("p", { class: "about" }, t("On the board: %1$s", line)) : null,
      desk.refusal("projector"),
    );
  });
}
