/* The connection of a page with the host (protocol.h): it says hello, asks, hands on sheets, and comes back by itself.
 *
 *   connecting ──► connected ──► lost ──► connecting …        refused: it makes no sense to try again
 *
 * What was asked and not answered when a connection breaks is refused with why "lost" and never sent again by itself:
 * whoever asked decides, with the form still as it was. A dead socket is found by a ping that stays without answer, and
 * one that slept with its phone is given up at once. Where pages come through but no socket does, that is said. */
import { t } from "./words.js";

const PING_EVERY = 7000, PING_WAITS = 6000, OPENING_WAITS = 10000, ANSWER_WAITS = 30000;
const PAUSES = [300, 700, 1500, 3000, 5000, 8000];
const SLEPT = 20000; /* a socket that was silent for so long is not asked whether it is there */
const FEW = 3; /* sockets that did not open: then it is looked why */

/* ---- tokens: kept per exercise and kind of role ---- */
const KIND = { control: "control", cards: "control", manual: "control", board: "control", evaluator: "evaluator" }; /* every other page is a team's */
const memory = new Map(); /* where the browser keeps nothing for us */
const store = {
  get(key) {
    try { return localStorage.getItem(key); } catch (error) { return memory.get(key) || null; }
  },
  set(key, value) {
    memory.set(key, value);
    try { localStorage.setItem(key, value); } catch (error) { /* it lasts as long as the page */ }
  },
  remove(key) {
    memory.delete(key);
    try { localStorage.removeItem(key); } catch (error) { /* nothing is kept there */ }
  },
};

class Refused extends Error {
  constructor({ why, text, wait_ms }) {
    super(text || why);
    this.why = why;
    this.text = text || t("The host refused this.");
    this.wait_ms = wait_ms || 0;
  }
}

/* page: its name in "hello". onSheet(name, body). onState({state, text, why?}): connecting, connected, lost, refused.
 * onHello({role, seat, name, language, exercise}): who this page is now; again after each reconnection, and after
 * join, control and evaluate.
 *
 * Returns
 *   ask(what, fields)   a promise of the ok-object; rejects with {why, text, wait_ms}
 *   enter(what, fields) asks join, control or evaluate, keeps the token it brings, and says hello with it
 *   leave()             forgets the token here and at the host
 *   hello()             who this page is; null before the first answer */
export function connect({ page, onSheet = () => {}, onState = () => {}, onHello = () => {} }) {
  const kind = KIND[page] || "team";
  let socket = null, who = null, isOpen = false, isOver = false;
  let next = 1, tries = 0, again = 0, heard = 0, pinged = 0, unopened = 0, ticked = Date.now();
  let waiting = new Map(); /* number → {resolve, reject, timer} */
  let versions = new Map(), bodies = new Map(); /* of sheets */

  const key = (exercise) => `polder.${kind}.${exercise}`;
  const last = `polder.${kind}`; /* the exercise it was in last */
  const token = (exercise) => (exercise ? store.get(key(exercise)) : null);

  function say(state, text, why) {
    onState({ state, text, why });
  }

  function open() {
    clearTimeout(again);
    again = 0;
    if (socket || isOver) return;
    if (unopened < FEW) say("connecting", t("Connecting")); /* else what is said already holds */
    const address = `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/socket`;
    const mine = new WebSocket(address, "polder.1");
    socket = mine;
    const slow = setTimeout(() => drop(mine), OPENING_WAITS);
    mine.onopen = () => {
      clearTimeout(slow);
      if (mine !== socket) return;
      isOpen = true;
      unopened = 0;
      heard = Date.now();
      pinged = 0;
      forget();
      greet(mine);
    };
    mine.onmessage = (event) => { if (mine === socket) hear(event.data); };
    mine.onclose = () => { clearTimeout(slow); drop(mine); };
    mine.onerror = () => drop(mine);
  }

  /* Says hello with the token of the exercise that was last; where that counts no more, with the one of the exercise
   * that is here now; else without. */
  async function greet(mine) {
    try {
      const guess = store.get(last);
      try {
        await introduce(guess, token(guess));
      } catch (refused) {
        if (refused.why !== "token") throw refused;
        await introduce(null, null);
        const here = who.exercise;
        if (here === guess) {
          store.remove(key(here));
          say("connected", t("Connected"), "token");
          announceHello();
          return;
        }
      }
      const known = token(who.exercise);
      if (who.role === "observer" && known) {
        try {
          await introduce(who.exercise, known);
        } catch (refused) {
          if (refused.why !== "token") throw refused;
          store.remove(key(who.exercise));
          await introduce(null, null);
        }
      }
      tries = 0;
      say("connected", t("Connected"));
      announceHello();
    } catch (refused) {
      if (refused.why === "version") {
        isOver = true;
        say("refused", t("This page is of another version than the host. Load it again."), "version");
      } else if (refused.why !== "lost") {
        drop(mine, refused.text);
      }
    }
  }

  async function introduce(exercise, secret) {
    const fields = { protocol: 1, page };
    if (secret) fields.token = secret;
    who = await request("hello", fields);
    forget(); /* whatever comes after that answer comes whole */
    if (who.role !== "observer") store.set(last, who.exercise);
  }

  function announceHello() {
    onHello(who);
  }

  function hear(text) {
    heard = Date.now();
    pinged = 0;
    let message;
    try { message = JSON.parse(text); } catch (error) { return; }
    if (message.re !== undefined) {
      const one = waiting.get(message.re);
      if (!one) return;
      waiting.delete(message.re);
      clearTimeout(one.timer);
      if (message.ok) one.resolve(message.ok);
      else one.reject(new Refused(message.refused || { why: "shape" }));
    } else if (message.sheet && !(versions.get(message.sheet) >= message.version)) {
      const body = whole(message);
      if (!body) return drop(socket); /* the part of something else: from the beginning */
      versions.set(message.sheet, message.version);
      bodies.set(message.sheet, body);
      onSheet(message.sheet, body);
    }
  }

  function forget() {
    versions = new Map();
    bodies = new Map();
  }

  /* A sheet may come in part: a key that is not there says what it said, and a list has lost some and got some, or some
   * of it are others. */
  function whole({ sheet, after, body, lists }) {
    if (after === undefined) return body;
    if (versions.get(sheet) !== after) return null;
    const all = { ...bodies.get(sheet), ...body };
    for (const [key, { cut = 0, add = [], put = [] }] of Object.entries(lists)) {
      all[key] = all[key].slice(cut).concat(add);
      for (const [place, item] of put) all[key][place] = item;
    }
    return all;
  }

  /* This socket is done for: whatever waited is refused, and after a pause there will be another. */
  function drop(mine, text) {
    if (mine !== socket) return;
    socket = null;
    if (!isOpen) unopened++;
    isOpen = false;
    mine.onmessage = null;
    try { mine.close(); } catch (error) { /* it is closed */ }
    const left = waiting;
    waiting = new Map();
    for (const { reject, timer } of left.values()) {
      clearTimeout(timer);
      reject(lost(t("The connection was lost before the host answered. Look whether it arrived before you try again.")));
    }
    if (isOver) return;
    if (text) say("lost", text);
    else if (unopened < FEW) say("lost", t("Connection lost. Trying again."));
    else lookWhy();
    const pause = PAUSES[Math.min(tries++, PAUSES.length - 1)];
    again = setTimeout(open, pause * (0.75 + Math.random() / 2)); /* not everybody at once */
  }

  /* Pages come and sockets do not: a network between here and the host lets only the first through, or the host has as
   * many people as it can take. */
  async function lookWhy() {
    let isThere = false;
    try { isThere = (await fetch("/words.json", { method: "HEAD", cache: "no-store" })).ok; } catch (error) { /* it is away */ }
    if (isOpen || isOver) return;
    if (isThere) say("lost", t("The host is there, but this network does not let the connection of this page through. Use another network, or tell the facilitator. The page keeps trying."), "blocked");
    else say("lost", t("Connection lost. Trying again."));
  }

  function lost(text) {
    return new Refused({ why: "lost", text });
  }

  function request(what, fields) {
    if (!isOpen) return Promise.reject(lost(t("Not sent: there is no connection. Try again when it is back.")));
    const number = next++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        if (waiting.delete(number)) reject(lost(t("The host did not answer. Look whether it arrived before you try again.")));
      }, ANSWER_WAITS);
      waiting.set(number, { resolve, reject, timer });
      socket.send(JSON.stringify({ ask: number, do: what, ...fields }));
    });
  }

  async function enter(what, fields) {
    const answer = await request(what, fields);
    store.set(key(who.exercise), answer.token);
    store.set(last, who.exercise);
    await introduce(who.exercise, answer.token);
    announceHello();
    return answer;
  }

  async function leave() {
    try { await request("leave", {}); } finally { if (who) store.remove(key(who.exercise)); }
  }

  /* ---- is it still there? ---- */
  function check(limit) {
    if (!isOpen) {
      if (!socket) open();
      return;
    }
    const mine = socket;
    if (!pinged) {
      pinged = Date.now();
      request("ping", {}).catch(() => {});
    }
    setTimeout(() => { if (mine === socket && pinged && Date.now() - pinged >= limit) drop(mine); }, limit + 20);
  }

  /* The phone was asleep, or somebody comes back to this page. Nobody waits for what will not answer. */
  function wake() {
    if (isOver) return;
    tries = 0;
    if (isOpen && Date.now() - heard < SLEPT) return check(3000);
    if (socket && !isOpen) return undefined; /* it is on its way */
    if (socket) drop(socket);
    return open();
  }

  setInterval(() => {
    const slept = Date.now() - ticked > SLEPT && !document.hidden;
    ticked = Date.now();
    if (slept) wake();
    else if (isOpen && Date.now() - heard >= PING_EVERY) check(PING_WAITS);
  }, PING_EVERY / 4);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) wake(); });
  document.addEventListener("resume", wake);
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", (event) => { if (event.persisted) wake(); });
  window.addEventListener("offline", () => { if (socket) drop(socket); });
  open();

  return { ask: request, enter, leave, hello: () => who };
}
