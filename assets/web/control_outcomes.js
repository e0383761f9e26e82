/* One outcome of a ruling as a form: its words, its odds, and what it changes. */
import { h, svg } from "./page.js";
import { t } from "./words.js";
import { button } from "./control_tools.js";
import { drawEffect, newEffect } from "./control_effects.js";
import { place, rule } from "./control_ruling.js";

const MOST_EFFECTS = 8;
const FILLS = ["works", "partly", "fails", "other"];

const effectsWord = ({ effects }) => (effects.length ? t("Effects: %1$s", effects.length) : t("Effects"));

export function drawOutcome(desk, move, ruling, outcome, i, odds) {
  const id = `outcome-${outcome.id}`,
    redraw = () => desk.draw();
  return h(
    "li",
    { class: "outcome", key: outcome.id },
    h(
      "div",
      { class: "outcome-line" },
      h("label", { class: "unseen", for: id }, t("Outcome %1$s in words", i + 1)),
      h("input", {
        id,
        type: "text",
        maxlength: 1000,
        autocomplete: "off",
        value: outcome.text,
        oninput: (event) => {
          outcome.text = event.target.value;
        },
      }),
      ruling.isCertain
        ? button(t("This happens"), () => rule(desk, move, outcome), { kind: "main small" })
        : [
            h("meter", {
              class: "unseen",
              min: "0",
              max: "100",
              value: odds,
              "aria-label": t("Odds of outcome %1$s after the shift", i + 1),
            }),
            h("span", { class: "bar-place", key: "bar" }, barOf(odds, FILLS[i])),
            h("label", { class: "unseen", for: `${id}-odds` }, t("Odds of outcome %1$s in percent", i + 1)),
            h("input", {
              id: `${id}-odds`,
              class: "odds",
              type: "number",
              min: "0",
              max: "100",
              step: "5",
              value: String(outcome.odds),
              oninput: (event) => {
                outcome.odds = Math.max(0, Math.min(100, Math.round(Number(event.target.value) || 0)));
                desk.refuse(place(move), "");
              },
            }),
            h("span", { class: "percent" }, ruling.shift ? t("now %1$s %%", odds) : "%"),
          ],
      button(
        effectsWord(outcome),
        () => {
          outcome.isOpen = !outcome.isOpen;
          redraw();
        },
        {
          kind: "small quiet effects-button",
          label: `${effectsWord(outcome)} · ${t("Outcome %1$s", i + 1)}`,
          expanded: Boolean(outcome.isOpen),
        },
      ),
      ruling.outcomes.length > 1
        ? button(
            "×",
            () => {
              ruling.outcomes = ruling.outcomes.filter((one) => one !== outcome);
              redraw();
            },
            { kind: "small quiet", label: t("Take outcome %1$s away", i + 1) },
          )
        : null,
    ),
    outcome.isOpen
      ? h(
          "div",
          { class: "effects", key: "effects" },
          outcome.effects.length ? null : h("p", { class: "about" }, t("It changes nothing but what is told.")),
          h(
            "ul",
            { class: "plain" },
            outcome.effects.map((one) =>
              drawEffect(desk, one, {
                id: `effect-${one.key}`,
                seat: move.seat,
                redraw,
                remove: () => {
                  outcome.effects = outcome.effects.filter((other) => other !== one);
                  redraw();
                },
              }),
            ),
          ),
          outcome.effects.length < MOST_EFFECTS
            ? button(
                t("Add an effect"),
                () => {
                  outcome.effects.push(newEffect(((desk.control().effects || [])[0] || {}).effect));
                  redraw();
                },
                { kind: "small" },
              )
            : null,
        )
      : null,
  );
}

/* The bar as a drawing: the policy of the page allows no style in an attribute. */
const barOf = (odds, fill) =>
  svg(
    "svg",
    { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: fill, width: Math.max(0, Math.min(100, odds)), height: 10 }),
  );
