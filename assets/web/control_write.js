/* An event that is written now, for any seats: it comes at once. */
import { announce, h } from "./page.js";
import { t } from "./words.js";
import { button, field, newWindow, option, ticked, ticks } from "./control_tools.js";

function drawAdd(desk, add) {
  const { seats = [], labels = [] } = desk.control().choices || {};
  const send = async (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    const isPublic = form.elements.public.checked;
    const to = ticked(form, "to");
    if (!to.length && !isPublic) return desk.refuse("write", t("Choose who receives it."));
    const fields = {
      to,
      text: form.elements.text.value.trim(),
      sender: form.elements.sender.value.trim(),
      public: isPublic,
    };
    if (form.elements.label.value) fields.label = form.elements.label.value;
    if (await desk.ask("write", "write", fields)) {
      form.reset();
      add.close();
      announce(t("Sent."));
    }
  };
  return h(
    "form",
    { onsubmit: send },
    field(
      t("What it says"),
      h("textarea", { id: "write-text", name: "text", rows: 4, required: true, maxlength: 1000 }),
    ),
    field(
      t("Who it comes from"),
      h("input", {
        id: "write-sender",
        name: "sender",
        type: "text",
        maxlength: 80,
        autocomplete: "off",
        placeholder: t("A newspaper, a grid operator …"),
      }),
    ),
    ticks(
      t("To"),
      "to",
      seats.map((seat) => [seat.id, seat.name]),
    ),
    h(
      "div",
      { class: "pair" },
      field(
        t("Label"),
        h(
          "select",
          { id: "write-label", name: "label" },
          option("", t("No label")),
          labels.map((label) => option(label, label)),
        ),
      ),
      h(
        "label",
        { class: "tick alone" },
        h("input", { type: "checkbox", name: "public" }),
        h("span", {}, t("Public: on the projector as well")),
      ),
    ),
    h(
      "div",
      { class: "choices" },
      button(t("Send now"), null, { kind: "main", type: "submit", isBusy: desk.isBusy("write") }),
      button(t("Close"), () => add.close()),
    ),
    desk.refusal("write"),
  );
}

/* The window to write one in. */
export function writing(desk) {
  const add = newWindow(desk, "write", t("Write an event now"), () => drawAdd(desk, add));
  return add;
}
