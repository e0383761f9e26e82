/* What all parts of the control page share: a desk, with the sheets that lie on it.
 *
 * A part is a function that draws itself from the sheets (render of page.js changes only what differs, so forms that
 * are half written stay). What is asked goes through desk.ask with the place where it was asked: a refusal is shown
 * there until something is asked there again. */
import { h, icon, render, svg } from "./page.js";
import { t } from "./words.js";

export function newDesk() {
  const said = new Map(),
    busy = new Map() /* place → the last that was asked there and has no answer yet */,
    parts = [];
  let isDrawing = false;
  const desk = {
    room: null /* the connection */,
    sheets: {},
    arrived: {} /* when each sheet came, for the clocks on it */,
    take(name, body) {
      desk.sheets[name] = body;
      desk.arrived[name] = performance.now();
      desk.draw();
    },
    add: (draw) => parts.push(draw),
    /* Draws everything, once for whatever happens together. */
    draw() {
      if (isDrawing) return;
      isDrawing = true;
      queueMicrotask(() => {
        isDrawing = false;
        if (desk.sheets.room) for (const draw of parts) draw(desk);
      });
    },
    /* Asks the host. What was answered, or null: then the refusal stands at `place`. Pressed twice, it is asked once;
     * what is something else waits for the answer to what was asked there before. */
    ask: (place, what, fields = {}) =>
      desk.attempt(place, () => desk.room.ask(what, fields), JSON.stringify([what, fields])),
    /* The same of anything that may be refused; `words` is what it is known by. */
    async attempt(place, ask, words = "") {
      const before = busy.get(place);
      if (before && before.words === words) return null;
      const over = before ? before.answer.catch(() => {}) : Promise.resolve();
      const mine = { words, answer: over.then(ask) };
      busy.set(place, mine);
      said.delete(place);
      desk.draw();
      try {
        return (await mine.answer) || {};
      } catch (refused) {
        said.set(place, refused.text || String(refused));
        return null;
      } finally {
        if (busy.get(place) === mine) busy.delete(place);
        desk.draw();
      }
    },
    isBusy: (place) => busy.has(place),
    problem: (place) => said.get(place) || "",
    refuse(place, text) {
      if (text) said.set(place, text);
      else said.delete(place);
      desk.draw();
    },
    refusal: (place) => h("p", { class: "error", role: "alert", key: `refusal ${place}` }, said.get(place) || ""),
    control: () => desk.sheets.control || {},
    seats: () =>
      (desk.sheets.control && desk.sheets.control.seats) || (desk.sheets.room && desk.sheets.room.seats) || [],
    nameOf(id) {
      if (id === "control") return t("Control");
      const seat = (desk.sheets.room.seats || []).find((one) => one.id === id);
      return seat ? seat.name : id;
    },
    markOf(id) {
      if (id === "control") return t("Control");
      const seat = (desk.sheets.room.seats || []).find((one) => one.id === id);
      return seat ? seat.mark || seat.id : id;
    },
    /* Milliseconds left on the clock now; null: none. */
    left() {
      const { clock, paused } = desk.sheets.room;
      if (!clock) return null;
      return Math.max(0, clock.left_ms - (paused ? 0 : performance.now() - desk.arrived.room));
    },
  };
  return desk;
}

/* A button; `key` is the key that presses it as well, as it is called on the keyboard. */
export function button(
  says,
  press,
  {
    kind = "",
    key = "",
    name = "",
    label = "",
    isBusy = false,
    type = "button",
    off = false,
    sign = "",
    expanded = null,
  } = {},
) {
  return h(
    "button",
    {
      type,
      class: kind || null,
      key: name || null,
      onclick: press || (() => {}),
      "aria-label": label || null,
      "aria-keyshortcuts": key ? (key === t("Space") ? "Space" : key) : null,
      "aria-busy": isBusy ? "true" : null,
      "aria-expanded": expanded === null ? null : String(expanded),
      disabled: off,
    },
    sign ? icon(sign) : null,
    h("span", {}, says),
    key ? h("kbd", { "aria-hidden": "true" }, key) : null,
  );
}

/* A control with its label. */
export function field(says, control, { hint = "", kind = "" } = {}) {
  const id = control.id;
  if (hint) control.setAttribute("aria-describedby", `${id}-hint`);
  return h(
    "div",
    { class: `field ${kind}`.trim() },
    h("label", { for: id }, says),
    control,
    hint ? h("p", { class: "hint", id: `${id}-hint` }, hint) : null,
  );
}

export const option = (value, says) => h("option", { value, key: value }, says);

/* Boxes to tick, one for each [value, text]. */
export function ticks(says, name, options) {
  const all = (event) => {
    const boxes = [...event.currentTarget.closest("fieldset").querySelectorAll("input")];
    const wanted = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = wanted;
    event.currentTarget.closest("fieldset").dispatchEvent(new Event("change", { bubbles: true }));
  };
  return h(
    "fieldset",
    { class: "ticks" },
    h("legend", {}, says),
    h("button", { type: "button", class: "small-button", onclick: all }, t("All or none")),
    options.map(([value, text]) =>
      h("label", { class: "tick", key: value }, h("input", { type: "checkbox", name, value }), h("span", {}, text)),
    ),
  );
}

export const ticked = (form, name) =>
  [...form.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.value);

/* A window over the page, made once. `draw` draws what is in it whenever it is open; what is half written in it is
 * there when it is opened again. */
export function newWindow(desk, name, title, draw) {
  const body = h("div", { class: "body", tabindex: "-1" });
  const heading = h("h2", { id: `${name}-title` });
  const node = h(
    "dialog",
    { class: "window", id: name, "aria-labelledby": `${name}-title` },
    h(
      "div",
      { class: "head" },
      heading,
      h("button", { type: "button", class: "close", onclick: () => node.close() }, t("Close")),
    ),
    body,
  );
  node.addEventListener("click", (event) => {
    if (event.target === node) node.close();
  });
  document.body.append(node);
  const drawn = () => {
    if (!node.open) return;
    heading.textContent = typeof title === "function" ? title(desk) : title;
    render(body, draw(desk));
  };
  desk.add(drawn);
  return {
    node,
    open() {
      if (!node.open) node.showModal();
      drawn();
      (body.querySelector("input:not([type=checkbox]), textarea, select") || body).focus();
    },
    close: () => node.close(),
  };
}

/* Asks before something that is not easily undone. Resolves to true or false. */
export function confirmed(title, text, yes) {
  return new Promise((resolve) => {
    const finish = (answer) => () => {
      resolve(answer);
      node.close();
    };
    const node = h(
      "dialog",
      { class: "window question", "aria-labelledby": "question-title" },
      h("h2", { id: "question-title" }, title),
      text.map((line) => h("p", {}, line)),
      h("div", { class: "choices" }, button(yes, finish(true), { kind: "main" }), button(t("Cancel"), finish(false))),
    );
    node.addEventListener("close", () => {
      resolve(false);
      node.remove();
    });
    document.body.append(node);
    node.showModal();
  });
}

/* The picture of an address: rows of "0" and "1", 1 is dark, with the quiet border that a camera needs. */
export function codePicture(rows, says) {
  const size = rows.length + 8;
  const cells = rows.flatMap((row, y) => [...row].map((cell, x) => (cell === "1" ? `M${x + 4} ${y + 4}h1v1h-1z` : "")));
  return svg(
    "svg",
    {
      class: "code",
      viewBox: `0 0 ${size} ${size}`,
      role: "img",
      "aria-label": says || null,
      "aria-hidden": says ? null : "true",
      "shape-rendering": "crispEdges",
    },
    svg("path", { d: cells.join("") }),
  );
}

/* "14:31"; null where there is no time. */
export const timeOfDay = (at) =>
  at
    ? new Date(at).toLocaleTimeString(document.documentElement.lang, {
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      })
    : null;

/* A list of seats in words; all of them are "all". */
export function seatsInWords(desk, ids) {
  const seats = desk.sheets.room.seats || [],
    states = seats.filter((seat) => seat.playable && !seat.is_role);
  if (!ids || !ids.length) return t("nobody");
  if (ids.length >= seats.length) return t("all");
  const isOfStates = states.length > 1 && states.length === ids.length && states.every((seat) => ids.includes(seat.id));
  return isOfStates ? t("all teams of states") : ids.map((id) => desk.markOf(id)).join(", ");
}
