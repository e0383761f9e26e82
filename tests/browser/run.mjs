/* What browser tests share: the real host, a real browser, and people in it who know nothing of each other.
 *
 *   import { eventually, play } from "./run.mjs";
 *   await play(async ({ host, person, control, check }) => { … }, { scenario: "first-share" });
 *
 * `node test_team.mjs PROGRAM` runs one; PROGRAM is the built polder. Each person has a browser context of their own.
 * A page that logs an error, throws, or breaks its Content-Security-Policy fails the test. POLDER_PICTURES=FOLDER keeps
 * the pictures that a test takes.
 *
 * Everybody hears of everything at a time of their own: each page has its own connection, and of one page's sheets (the
 * room, the plan, the mail …) any may come first. What was seen at one page says nothing about another, nor one sheet
 * about another; only what somebody asked is answered before the sheets of the same page show it. So
 *   – what is to become so is waited for, where it is looked at: locator.waitFor(), until(), or eventually();
 *   – before somebody presses something again, it is waited for at that page what came of the first time;
 *   – that something does not come is looked for after something later has come, at the same page.
 * POLDER_SLOW=6 makes the pages of people six times as slow, to see whether that was kept to. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

const require = createRequire(import.meta.url);
let chromium, axe;
try {
  ({ chromium } = require("playwright-core"));
  axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch (error) {
  console.error("the packages of these tests are missing. Run: npm ci --prefix tests/browser");
  process.exit(1);
}

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
export const SIZES = { phone: [390, 844], tablet: [820, 1180], desk: [1440, 900] };

/* ---- the host ---- */

/* What it prints: rows of a label and a value, in this order whatever their language. */
const ROWS = ["address", "pin", "board", "control", "code", "evaluator", "evaluatorPin"];
/* Times are long: the machine may be busy with other tests. POLDER_PATIENCE is another number of milliseconds. */
const PATIENCE = Number(process.env.POLDER_PATIENCE) || 60000;
const SLOW = Number(process.env.POLDER_SLOW) || 1;
const GLANCE = 100;
const glance = () => new Promise((resolve) => setTimeout(resolve, GLANCE));

/* Until the assertions in it hold; what it returns then. */
export async function eventually(body) {
  for (const end = Date.now() + PATIENCE; ; await glance()) {
    try {
      return await body();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

function readRows(text, isSolo) {
  if (isSolo) return /^http\S+$/m.test(text) ? { address: text.match(/^http\S+$/m)[0] } : null;
  const rows = [...text.matchAll(/^ {2}\S.*? {2,}(\S+)$/gm)].map((match) => match[1]);
  return rows.length < ROWS.length ? null : Object.fromEntries(ROWS.map((name, index) => [name, rows[index]]));
}

/* A host that is to come again at the same port has one that the system gives nobody by itself while it is away. */
export async function startHost(program, options) {
  for (let tries = 1; options.port === "kept"; tries++) {
    const port = 20000 + Math.floor(Math.random() * 12000);
    try {
      return await beginHost(program, { ...options, port });
    } catch (error) {
      if (!error.message.includes("--port") || tries === 20) throw error;
    }
  }
  return beginHost(program, options);
}

/* A host of its own: {address, pin, code, evaluatorPin, file, stop(), kill()}. */
async function beginHost(program, { scenario = "first-share", session, args = [], folder, port = 0 }) {
  const isSolo = args.includes("--solo");
  const file = session || path.join(folder, "exercise.polder");
  const operand = existsSync(file) ? [] : [scenario];
  const child = spawn(program, ["host", ...operand, "--session", file, "--no-board", "--port", String(port), ...args], {
    env: { ...process.env, XDG_DATA_HOME: folder, HOME: folder }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "", complained = "";
  child.stderr.on("data", (bytes) => { complained += bytes; });
  const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
  const rows = await new Promise((resolve, reject) => {
    child.on("error", reject);
    const late = setTimeout(() => reject(new Error(`the host says nothing: ${said}${complained}`)), PATIENCE);
    child.stdout.on("data", (bytes) => {
      said += bytes;
      const found = readRows(said, isSolo);
      if (found) { clearTimeout(late); resolve(found); }
    });
    ended.then(({ code }) => { clearTimeout(late); reject(new Error(`the host ended with ${code}: ${complained}`)); });
  });
  return {
    ...rows, file, child,
    port: Number(new URL(rows.address).port),
    base: rows.address.replace(/\/$/, ""),
    log: () => said,
    complaints: () => complained,
    isKilled: false,
    async stop() { child.kill("SIGINT"); return ended; },
    async kill() { this.isKilled = true; child.kill("SIGKILL"); return ended; },
  };
}

/* ---- people ---- */

/* Somebody with a browser: {page, context, sit(seat), …}; `size` is one of SIZES. */
async function newPerson(stage, { name = "Anna", size = "phone", lang = "en", colour = "light" } = {}) {
  const [width, height] = SIZES[size];
  const context = await stage.browser.newContext({ viewport: { width, height }, locale: lang, colorScheme: colour, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  if (SLOW > 1) await (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate: SLOW });
  const faults = [];
  const watch = (one) => {
    one.on("pageerror", (error) => faults.push(`${name}: ${error.message}`));
    one.on("console", (message) => { if (message.type() === "error" && !isExpected(message.text())) faults.push(`${name}: ${message.text()}`); });
  };
  watch(page);
  context.on("page", (one) => { if (one !== page) watch(one); });
  const person = { name, page, context, faults };
  stage.people.push(person);

  /* Sits down by the form, as people do; `host` may be another than the stage's after a restart. */
  person.sit = async (seat, host = stage.host) => {
    await page.goto(`${host.base}/${host.pin ? `#${host.pin}` : ""}`);
    await page.locator(`input[name="seat"][value="${seat}"]`).check();
    await page.locator("#name").fill(name);
    await page.locator('button[type="submit"]').click();
    await page.waitForURL("**/team");
    await page.locator("#top h1").waitFor();
  };
  person.tab = async (part) => {
    const tab = page.locator(`.tab[data-part="${part}"]`);
    await tab.waitFor({ state: "attached" });
    if (await tab.isVisible()) await tab.click();
  };
  /* Serious findings of axe-core, as lines. */
  person.findings = async () => {
    await page.evaluate(axe);
    const result = await page.evaluate(() => globalThis.axe.run(document));
    return result.violations.filter((one) => ["serious", "critical"].includes(one.impact))
      .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join("; ")}`);
  };
  person.picture = async (what) => {
    if (!process.env.POLDER_PICTURES) return;
    mkdirSync(process.env.POLDER_PICTURES, { recursive: true });
    await page.screenshot({ path: path.join(process.env.POLDER_PICTURES, `${what}.png`) });
  };
  return person;
}

/* A browser says so when a server is not there, or is reached without TLS and not on its own machine; that is no fault of
 * the page. */
function isExpected(text) {
  return /net::ERR_|WebSocket connection to|favicon|Cross-Origin-Opener-Policy header has been ignored/.test(text);
}

/* ---- control, without its page ---- */

/* Asks as control: ask("start"), ask("extend", {seconds: 60}) …; sheet(name) is the last of that name that came here,
 * which may be older than what was just seen elsewhere. */
async function newControl(stage, host = stage.host) {
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${host.base}/base.css`);
  await page.evaluate(async (code) => {
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}/socket`, "polder.1");
    const waiting = new Map();
    globalThis.sheets = {};
    let next = 1;
    globalThis.ask = (what, fields = {}) => new Promise((resolve, reject) => {
      waiting.set(next, { resolve, reject });
      socket.send(JSON.stringify({ ask: next++, do: what, ...fields }));
    });
    const whole = ({ sheet, after, body, lists }) => { /* as connection.js: a sheet may come in part */
      if (after === undefined) return body;
      const all = { ...globalThis.sheets[sheet], ...body };
      for (const [key, { cut = 0, add = [], put = [] }] of Object.entries(lists)) {
        all[key] = all[key].slice(cut).concat(add);
        for (const [place, item] of put) all[key][place] = item;
      }
      return all;
    };
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.sheet) globalThis.sheets[message.sheet] = whole(message);
      else if (message.ok) waiting.get(message.re).resolve(message.ok);
      else waiting.get(message.re).reject(new Error(`${message.refused.why}: ${message.refused.text}`));
    };
    await new Promise((resolve, reject) => { socket.onopen = resolve; socket.onerror = reject; });
    await globalThis.ask("hello", { protocol: 1, page: "control" });
    const { token } = await globalThis.ask("control", { code });
    await globalThis.ask("hello", { protocol: 1, page: "control", token });
  }, host.code);
  const control = {
    ask: (what, fields) => page.evaluate(([w, f]) => globalThis.ask(w, f), [what, fields || {}]),
    sheet: (name) => control.until(name, () => true),
    /* Waits until the sheet is so. */
    async until(name, is) {
      let sheet;
      for (const end = Date.now() + PATIENCE; Date.now() < end; await glance()) {
        sheet = await page.evaluate((n) => globalThis.sheets[n], name);
        if (sheet && is(sheet)) return sheet;
      }
      throw new Error(`the sheet "${name}" did not become as expected: ${JSON.stringify(sheet)?.slice(0, 500)}`);
    },
  };
  return control;
}

/* ---- a test ---- */

export async function play(scene, options = {}) {
  const program = process.argv[2];
  if (!program) {
    console.error(`usage: node ${path.basename(process.argv[1])} PROGRAM`);
    process.exit(2);
  }
  const executablePath = process.env.POLDER_BROWSER || BROWSERS.find(existsSync);
  if (!executablePath) {
    console.error("Chromium is missing. On Debian: apt-get install chromium");
    process.exit(1);
  }
  const folder = mkdtempSync(path.join(tmpdir(), "polder-browser-"));
  const stage = { people: [], folder, program };
  const hosts = [];
  let failed = 0;
  stage.check = async (title, body) => {
    try {
      await body();
      console.log(`ok    ${title}`);
    } catch (error) {
      failed++;
      console.log(`FAIL  ${title}\n${error.stack}`);
      for (const person of stage.people) await person.picture(`fail-${title}-${person.name}`.replace(/\W+/g, "-")).catch(() => {});
    }
  };
  try {
    stage.browser = await chromium.launch({ executablePath, args: process.getuid() === 0 ? ["--no-sandbox"] : [] });
    stage.startHost = async (more) => {
      hosts.push(await startHost(program, { folder, ...more }));
      return hosts.at(-1);
    };
    stage.host = await stage.startHost(options);
    stage.person = (about) => newPerson(stage, about);
    stage.control = (host) => newControl(stage, host);
    await scene({ ...stage, assert });
    await stage.check("no page complained", () => assert.deepEqual(stage.people.flatMap((one) => one.faults), []));
    await stage.check("no host complained, and each ends in good order", async () => {
      for (const host of hosts) {
        const { code } = await host.stop();
        assert.equal(host.complaints(), "");
        if (!host.isKilled) assert.equal(code, 0);
      }
    });
  } catch (error) {
    failed++;
    console.log(`FAIL  ${error.stack}`);
  } finally {
    await stage.browser?.close();
    for (const host of hosts) await host.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  process.exit(failed ? 1 : 0);
}
