/* What is half written in a field outlives a reload: it is kept in this tab, until it is sent or the tab is closed.
 *
 * `whose` is what hello said, so that one seat's words do not turn up in another's page. */

const keyOf = (whose, field) => `polder.written.${whose ? `${whose.exercise}.${whose.role}.${whose.seat || ""}` : ""}.${field}`;

export function written(whose, field) {
  try { return sessionStorage.getItem(keyOf(whose, field)) || ""; } catch (error) { return ""; }
}
/* "" forgets it. */
export function keepWritten(whose, field, text) {
  try {
    if (text) sessionStorage.setItem(keyOf(whose, field), text);
    else sessionStorage.removeItem(keyOf(whose, field));
  } catch (error) { /* then it lasts as long as the page */ }
}
/* `text` of this field was sent: it is emptied, unless something else is written there by now. */
export function forgetSent(whose, field, input, text) {
  if (input.value.trim() !== text) return;
  input.value = "";
  keepWritten(whose, field, "");
}
