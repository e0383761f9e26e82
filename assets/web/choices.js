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
 *   and may have
 *     reach(decision)            a promise of {audiences: [{id, locked, why}]}: who would get nothing of it, and why
 *     keep(half)                 is told what is half chosen whenever that changes, null for nothing; restore(half) has
 *                                it again after a reload
 */
import { h } from "./page.js";

const NOTHING = () => ({
  chosen: { item: null, audience: [], tear: false }, /* what to share, and with whom; isSuggested: by the standing order */
  forms: {},      /* action → its form */
  unfolded: {},   /* action → whether its form is */
  split: null,    /* twentieths that are not added yet */
});
const UNKNOWN = () => ({ outlook: null, isAsking: false, barred: new Map(), explained: null });

export function newChoices(source) {
  return {
    ...source,
    ...NOTHING(),
    ...UNKNOWN(), /* what the host says of `chosen`; barred: audience → {locked, why}; explained: whose why is shown */
    timers: { split: 0, outlook: 0, reach: 0, asked: 0 },
    orders() { return this.plan().orders || this.seat().orders; },
    /* Another round, or another seat: what was chosen goes. */
    forget() {
      for (const name of ["split", "outlook", "reach"]) clearTimeout(this.timers[name]);
      this.timers.asked++;
      Object.assign(this, NOTHING(), UNKNOWN());
      if (this.keep) this.keep(null);
    },
    /* What was chosen has changed. */
    changed() {
      const { chosen, forms, unfolded, split } = this;
      const isNothing = !chosen.item && !split && !Object.values(unfolded).some(Boolean);
      if (this.keep) this.keep(isNothing ? null : { chosen, forms, unfolded, split });
      this.draw();
    },
    restore(half) { Object.assign(this, NOTHING(), half); },
  };
}

/* What went wrong with what was asked under this key. */
export function problemOf(choices, key) {
  const text = choices.problem(key);
  return text ? h("p", { class: "error", key: `problem.${key}` }, text) : null;
}
