/* Choosing decisions from what a seat is offered, for whoever decides for it: its team, or control.
 *
 * `newChoices(source)` holds what somebody is choosing at this moment; it is nobody else's until `source.add` has it.
 * The parts that draw with it: choices_share.js (what to share and with whom), choices_actions.js (the budget and
 * every other action), which make their forms with choices_controls.js. Their style is choices.css.
 *
 *   source
 *     seat(), plan()             the sheets of that seat (protocol.h); of the plan: draft, orders and money_left
 *     isOpen()                   whether decisions are taken now
 *     add(decision)              a promise; refused with {why, text}
 *     expect(decision)           a promise of {outlook, forecast}; refused with {why, text, wait_ms}
 *     attempt(key, ask, done)    calls ask() and awaits it; says `done` when it succeeded, keeps under `key` why not;
 *                                a promise of whether it did. Nothing happens while the same key is busy
 *     problem(key), isBusy(key)  what was kept there (a text, "" for none); whether it is being asked
 *     draw()                     draws the page again
 *     words                      add, added, isIn (of a button), inPlace (of a card), rest (a function of how many
 *                                twentieths are left): how that place calls what decisions are added to
 *     id                         begins the ids of controls, so that there may be more than one form in a page
 *     kept, keep(chosen)         what was being chosen before a reload, or null; is told whenever it changes
 */
import { h } from "./page.js";

const NOTHING = () => ({ item: null, audience: [], tear: false });

export function newChoices(source) {
  return {
    ...source,
    chosen: source.kept || NOTHING(), /* what to share, and with whom */
    forms: {},                        /* action → its form */
    split: null,                      /* twentieths that are not added yet */
    outlook: null,                    /* what the host says of `chosen` */
    timers: { split: 0, outlook: 0, asked: 0 },
    orders() { return this.plan().orders || this.seat().orders; },
    /* Another round, or another seat: what was chosen goes. */
    forget() {
      clearTimeout(this.timers.split);
      clearTimeout(this.timers.outlook);
      this.timers.asked++;
      Object.assign(this, { chosen: NOTHING(), forms: {}, split: null, outlook: null });
      if (this.keep) this.keep(this.chosen);
    },
    /* What was chosen has changed. */
    changed() {
      if (this.keep) this.keep(this.chosen);
      this.draw();
    },
  };
}

/* What went wrong with what was asked under this key. */
export function problemOf(choices, key) {
  const text = choices.problem(key);
  return text ? h("p", { class: "error", key: `problem.${key}` }, text) : null;
}
