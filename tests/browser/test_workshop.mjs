/* A whole evening: eight teams, control and an evaluator, each in a browser of their own, play a workshop as people do.
 *
 * They mistype, write to each other, lose the connection, come late and go home; control fires, skips, writes, rules,
 * pauses, steps back and ends. Afterwards the file tells it all again and verifies. What a single page does in detail
 * is in the tests beside this one. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { eventually, play } from "./run.mjs";

const TEAMS = [
  ["NLD", "Anna", "phone"], ["DEU", "Dieter", "tablet"], ["FRA", "Fleur", "phone"], ["GBR", "Gwen", "desk"],
  ["POL", "Piotr", "phone"], ["FIN", "Frida", "phone"], ["press", "Petra", "phone"],
];
const HALF = "We have found something in the po";
const PAUSE = 5000; /* milliseconds in which nothing may move */

await play(async ({ host, person, control, check, program, startHost, folder }) => {
  const chris = await person({ name: "Chris", size: "desk", colour: "dark" });
  const eva = await person({ name: "Eva", size: "tablet" });
  const watcher = await control(); /* looks only, so that what the pages did is seen at the host */
  const room = (is) => watcher.until("room", is);
  const sheet = (is) => watcher.until("control", is);
  const mail = (text) => watcher.until("mail", (one) => one.messages.some((message) => message.text === text));
  const { page } = chris;
  const dialog = page.locator("dialog[open]");
  const press = (says, within = page) => within.getByRole("button", { name: says, exact: true }).first().click();
  const more = async (says) => { await press("More"); await press(says, dialog); };
  const stands = (hasText, where = page) => where.locator("#top", { hasText }).waitFor();
  const at = {}; /* seat → who sits there first */

  /* Closes a round and lets its days be over at once. */
  const through = async (round) => {
    await watcher.ask("next");
    await room((one) => one.phase === "passing");
    await watcher.ask("next");
    await room((one) => one.phase === "deciding" && one.round === round + 1);
    await stands(`Round ${round + 1} of 12`);
  };

  await check("control is in, and an evaluator", async () => {
    await page.goto(`${host.base}/control`);
    await page.locator("#code").fill(host.code);
    await page.locator("#door-form button").click();
    await page.locator("#msel-title").waitFor();
    await eva.page.goto(`${host.base}/evaluator`);
    await eva.page.locator("#name").fill("Eva");
    await eva.page.locator("#pin").fill(host.evaluatorPin);
    await eva.page.locator("#door-form button").click();
    await eva.page.locator("#part-note h2").waitFor();
  });

  await check("seven teams join with the PIN, one after mistyping it", async () => {
    for (const [seat, name, size] of TEAMS) {
      const one = await person({ name, size });
      at[seat] = one;
      if (seat !== "NLD") { await one.sit(seat); continue; }
      await one.page.goto(`${host.base}/`);
      await one.page.locator("#pin").fill(host.pin === "123456" ? "654321" : "123456");
      await one.page.locator('input[value="NLD"]').check();
      await one.page.locator("#name").fill(name);
      await one.picture("workshop-join-phone");
      await one.page.locator('button[type="submit"]').click();
      await one.page.locator("#problem:not(:empty)").waitFor();
      await one.page.locator("#pin").fill(host.pin);
      await one.page.locator('button[type="submit"]').click();
      await one.page.waitForURL("**/team");
    }
    at.second = await person({ name: "Bram", size: "desk" });
    await at.second.sit("NLD");
    await sheet((one) => TEAMS.every(([seat]) => one.seats.find((it) => it.id === seat).people.length));
    await at.NLD.picture("workshop-lobby-phone");
    await chris.picture("workshop-control-lobby");
  });

  await check("control starts; what a seat has committed is there for both people in it", async () => {
    await press("Start");
    await room((one) => one.phase === "deciding");
    await watcher.ask("pace", { seconds: 60 }); /* a day lasts until it was looked at */
    for (const [seat] of TEAMS.slice(0, 6)) {
      await from(at[seat], "NLD+FIN".includes(seat) ? 1 : 0);
      await at[seat].page.locator("#draft li").first().waitFor();
    }
    await at.second.page.locator("#draft", { hasText: "Anna" }).waitFor();
    await at.second.picture("workshop-team-desk");
    await at.DEU.picture("workshop-team-tablet");
    await at.second.page.locator("#commit").click();
    await at.NLD.page.locator("#commit.done").waitFor();
    for (const seat of ["DEU", "FRA", "GBR", "POL"]) await commit(at[seat]);
    const { seats } = await sheet((one) => one.seats.filter((it) => it.ready).length >= 5);
    assert.equal(seats.find((it) => it.id === "NLD").committed.length, 1);
    assert.deepEqual(seats.find((it) => it.id === "FIN").committed, []);
    await at.NLD.picture("workshop-team-phone");
  });

  await check("messages to one seat, to several, to control, and to all from control", async () => {
    await write(at.NLD, ["Germany"], "Are you seeing it as well?");
    await write(at.FRA, ["Netherlands", "Poland", "Control"], "Shall we meet at noon?");
    await page.locator("#mail-text").fill("Ten minutes more, no longer.");
    await page.locator("#mail-text").press("Enter");
    await mail("Ten minutes more, no longer.");
    await shows(at.DEU, "Are you seeing it as well?");
    await shows(at.POL, "Shall we meet at noon?");
    await shows(at.press, "Ten minutes more, no longer.");
    await shows(at.FIN, "Ten minutes more, no longer.");
    assert.equal(await at.FIN.page.getByText("Shall we meet at noon?").count(), 0);
    await at.POL.tab("messages");
    await at.POL.picture("workshop-messages-phone");
  });

  await check("a move in words is ruled on with odds: one is drawn, and the team is told", async () => {
    await move(at.POL, "We call the three harbours tonight.");
    await page.locator("#moves blockquote", { hasText: "three harbours" }).waitFor();
    await chris.picture("workshop-control-move");
    await press(/^Roll the odds/);
    const { rulings } = await sheet((one) => one.rulings.length === 1);
    assert.deepEqual(rulings[0].outcomes.map((one) => one.odds_milli), [350, 400, 250]);
    await shows(at.POL, rulings[0].outcomes[rulings[0].outcome].text);
  });

  await check("another is refused, with the reason", async () => {
    await move(at.FRA, "We shut the border.");
    await page.locator("#moves blockquote", { hasText: "shut the border" }).waitFor();
    await press("Refuse");
    await page.locator("#moves .inline textarea").fill("Your cabinet says no.");
    await press("Refuse the move");
    await shows(at.FRA, "Your cabinet says no.");
    const { rulings } = await sheet((one) => one.moves.every((it) => it.state !== "waiting"));
    assert.equal(rulings.length, 1);
  });

  await check("an event is fired, one is skipped, and one is written", async () => {
    const next = (one) => page.locator("#msel .event.chosen", { hasText: one.text.slice(0, 60) });
    const waiting = (await watcher.sheet("control")).msel.filter((one) => ["waiting", "delayed"].includes(one.state));
    await next(waiting[0]).getByRole("button", { name: /^Fire now/ }).click();
    await sheet((one) => one.msel.some((it) => it.inject === waiting[0].inject && it.state === "fired"));
    await next(waiting[1]).getByRole("button", { name: "Skip", exact: true }).click();
    await sheet((one) => one.msel.some((it) => it.inject === waiting[1].inject && it.state === "skipped"));
    await press(/^Add/);
    await dialog.locator("#write-text").fill("The ferry company does not answer the phone.");
    await dialog.locator("#write-sender").fill("Harbour office");
    await dialog.locator('input[name="to"][value="NLD"]').check();
    await press("Send now", dialog);
    await at.NLD.page.getByText("The ferry company does not answer").first().waitFor({ state: "attached" });
  });

  await check("during a pause nothing moves, and the rest of the time is given back", async () => {
    await press(/^Pause/);
    const before = (await room((one) => one.paused)).clock.left_ms;
    await at.NLD.page.locator("#notices", { hasText: "Paused" }).waitFor();
    const shown = await at.NLD.page.locator(".clock.stands #time").innerText();
    const states = (await watcher.sheet("control")).msel.map((one) => one.state);
    await at.NLD.page.waitForTimeout(PAUSE);
    assert.equal(await at.NLD.page.locator("#time").innerText(), shown);
    const { clock, round } = await watcher.sheet("room");
    assert.deepEqual([clock.left_ms, round], [before, 1]);
    assert.deepEqual((await watcher.sheet("control")).msel.map((one) => one.state), states);
    await chris.picture("workshop-control-paused");
    await press(/^Resume/);
    await page.locator(".paused").waitFor({ state: "detached" });
    await room((one) => !one.paused);
    await press("+2 min: two minutes more");
    await room((one) => one.clock.left_ms > clock.left_ms); /* though some time has passed */
  });

  await check("who reloads in the middle of a sentence finds it again", async () => {
    await at.FIN.tab("messages");
    await at.FIN.page.locator("#message-text").pressSequentially(HALF);
    await at.FIN.page.reload();
    await at.FIN.page.locator("#top h1", { hasText: "Finland" }).waitFor();
    await at.FIN.tab("messages");
    await eventually(async () => assert.equal(await at.FIN.page.locator("#message-text").inputValue(), HALF));
    await write(at.FIN, ["Control"], `${HALF}rt.`);
    await mail(`${HALF}rt.`);
  });

  await check("a lost connection ends in the same seat, with what happened meanwhile", async () => {
    await at.DEU.context.setOffline(true);
    await at.DEU.page.locator("#notices", { hasText: "no connection" }).waitFor();
    await write(at.NLD, ["Germany"], "Where are you?");
    await at.DEU.context.setOffline(false);
    await at.DEU.page.locator(".connection.on").waitFor();
    await shows(at.DEU, "Where are you?");
    await at.DEU.page.locator("#commit.done").waitFor({ state: "attached" });
  });

  await check("the evaluator notes what was observed, of an objective and in general", async () => {
    const { objectives } = await watcher.sheet("observed");
    await eva.page.locator("#note-text").fill("France asked before it was asked.");
    await eva.page.locator(".aims .partly").first().click();
    const { notes } = await watcher.until("observed", (one) => one.notes.length === 1);
    assert.deepEqual([notes[0].objective, notes[0].observed, notes[0].by], [objectives[0].id, "partly", "Eva"]);
    await eva.picture("workshop-evaluator-tablet");
  });

  await check("the days pass, and who comes late sees where things stand", async () => {
    await press("End round");
    await press("End round", dialog);
    await room((one) => one.phase === "passing");
    await at.NLD.tab("decide");
    await at.NLD.picture("workshop-passing-phone");
    await watcher.ask("next");
    await room((one) => one.phase === "deciding" && one.round === 2);
    at.EST = await person({ name: "Ello", size: "phone" });
    await at.EST.page.goto(`${host.base}/#${host.pin}`);
    await at.EST.page.locator("#main", { hasText: "Round 2 of 12 is under way" }).waitFor();
    await at.EST.picture("workshop-late-phone");
    await at.EST.sit("EST");
    await at.EST.page.locator("#commit").waitFor();
    await at.EST.tab("state");
    await at.EST.page.locator("#state summary", { hasText: "Round 1" }).click();
    await at.EST.page.locator("#state details[open]", { hasText: "The days pass" }).waitFor();
    await at.EST.picture("workshop-state-phone");
  });

  await check("a seat is handed to a bot, and back", async () => {
    const row = page.locator(".seat", { has: page.locator(".names", { hasText: "Finland" }) });
    await row.getByRole("button", { name: /Bot$/ }).click();
    await at.FIN.page.locator("#notices", { hasText: "A bot decides" }).waitFor();
    await row.getByRole("button", { name: /Bot$/, pressed: true }).waitFor();
    await row.getByRole("button", { name: /Human$/ }).click();
    await at.FIN.page.locator("#notices", { hasText: "A bot decides" }).waitFor({ state: "detached" });
  });

  await check("another round, decided by a team and closed by control", async () => {
    await stands("Round 2 of 12", at.GBR.page);
    await from(at.GBR, 2);
    await at.GBR.page.locator("#draft li").first().waitFor();
    await commit(at.GBR);
    await through(2);
  });

  await check("one round again: the exercise goes on from its opening, and the old file is kept", async () => {
    const { files } = await watcher.sheet("control");
    await more("Step back to an earlier round");
    await press("Step back", dialog);
    await stands("Paused");
    await room((one) => one.round === 2 && one.paused);
    const after = await sheet((one) => one.files.now !== files.now);
    assert.ok(after.files.kept.includes(files.now));
    await at.GBR.page.locator("#top", { hasText: "Round 2 of 12" }).waitFor();
    await at.GBR.page.locator("#commit:not(.done)").waitFor();
    await shows(at.POL, "Shall we meet at noon?");
    await press(/^Resume/);
    await page.locator(".paused").waitFor({ state: "detached" });
    await room((one) => !one.paused);
    await through(2);
    await chris.picture("workshop-control-round-3");
    await at.second.picture("workshop-round-3-desk");
  });

  await check("in the break: what if, and the fan", async () => {
    await more("In the break");
    await dialog.locator("#what-if-seat").selectOption("GBR");
    await dialog.locator("#what-if-offer").waitFor();
    await press("What would have come of it?", dialog);
    await dialog.locator(".curves").waitFor();
    await dialog.locator("#fan-runs").selectOption("50");
    await press("Draw the fan", dialog);
    await dialog.locator(".bins").waitFor();
    await chris.picture("workshop-break");
    await page.keyboard.press("Escape");
  });

  await check("a note of control's, and the end", async () => {
    await page.locator("#note-text").fill("The second half was faster.");
    await press("Note");
    await watcher.until("observed", (one) => one.notes.some((note) => note.text === "The second half was faster."));
    await more("End the exercise");
    await press("End the exercise", dialog);
    await room((one) => one.phase === "over");
    await at.NLD.page.locator("#decide h2", { hasText: "The exercise is over" }).waitFor();
    await at.NLD.picture("workshop-over-phone");
    await at.second.picture("workshop-over-desk");
  });

  const told = {};
  await check("the reports are fetched and opened: messages, rulings and notes are in them", async () => {
    await press("Reports");
    for (const [ending, says] of [["html", "Page for the debrief"], ["json", "Everything as JSON"]]) {
      const [download] = await Promise.all([page.waitForEvent("download"), press(says, dialog)]);
      told[ending] = readFileSync(await download.path(), "utf8");
    }
    const reader = await person({ name: "Rosa", size: "tablet" });
    await reader.page.setContent(told.html);
    await reader.page.locator("h1").first().waitFor();
    await reader.picture("workshop-report-tablet");
    const text = await reader.page.locator("body").textContent(); /* what is folded is in it */
    for (const words of ["We call the three harbours tonight", "France asked before it was asked", "Shall we meet at noon?"])
      assert.ok(text.includes(words), `the report lacks "${words}"`);
  });

  await check("the files verify, and tell the same digest however they are asked", async () => {
    const { files } = await watcher.sheet("control");
    await host.stop();
    for (const name of [files.now, ...files.kept]) {
      const digest = digestOf(name.startsWith("/") ? name : `${folder}/${name}`);
      if (name === files.now) assert.ok(told.json.includes(digest), "the report has another digest");
    }
  });

  await check("a short exercise, from the first round to the reckoning", async () => {
    const short = await startHost({ scenario: "first-share", session: `${folder}/short.polder`, args: ["--minutes", "60"] });
    const director = await control(short);
    const pair = [await person({ name: "Nel", size: "phone" }), await person({ name: "Otto", size: "tablet" })];
    for (const one of pair) await one.sit("noordland", short);
    await director.ask("start");
    await director.ask("pace", { seconds: 60 });
    for (let round = 1; round <= 6; round++) {
      const one = pair[round % 2]; /* they take turns */
      await one.page.locator("#top", { hasText: `Round ${round} of 6` }).waitFor();
      if (round === 1) {
        await from(one, 0);
        await one.page.locator("#draft li").first().waitFor();
        await commit(one);
        await pair[0].page.locator("#commit.done").waitFor();
      }
      if (round === 3) await one.picture("workshop-first-share-tablet");
      await director.ask("next");
      await director.until("room", ({ phase }) => phase === "passing");
      await director.ask("next");
      await director.until("room", (now) => now.round === round + 1 || now.phase === "over");
    }
    for (const one of pair) await one.page.locator("#decide .lead", { hasText: "points" }).waitFor();
    await pair[0].picture("workshop-reckoning-phone");
    await pair[1].picture("workshop-reckoning-tablet");
    const { path: report } = await director.ask("report", { as: "md" });
    const text = await (await fetch(short.base + report)).text();
    assert.match(text, /^# /m);
    await short.stop();
    digestOf(short.file);
  });

  /* Verifies a file; its last digest, which must be the same as JSON. */
  function digestOf(file) {
    const run = (...args) => spawnSync(program, ["replay", file, ...args], { encoding: "utf8" });
    const verified = run("--verify");
    assert.equal(verified.status, 0, verified.stderr);
    const digest = verified.stdout.match(/digest ([0-9a-f]{16})/)[1];
    assert.equal(JSON.parse(run("--json").stdout).digests.at(-1), digest);
    return digest;
  }
}, { scenario: "withdrawal", args: ["--minutes", "60"] });

/* ---- what a team does ---- */

/* A standing order for whoever is the n-th to choose from; what is found from now on goes to them. */
async function from(who, n) {
  await who.tab("decide");
  const part = who.page.locator("#decide");
  await part.locator(".items .item").last().click();
  await part.locator(".chips.many").first().locator(".pick").nth(n).click();
  await part.getByRole("button", { name: "Add to the draft", exact: true }).first().click();
}

async function commit(who) {
  await who.page.locator("#commit").click();
  await who.page.locator("#commit.done").waitFor();
}

async function write(who, names, text) {
  await who.tab("messages");
  const form = who.page.locator("#messages form");
  const chosen = form.locator('.pick[aria-pressed="true"]');
  for (let count = await chosen.count(); count > 0; count--) await chosen.first().click();
  for (const name of names) await form.locator(".pick", { hasText: name }).first().click();
  await form.locator("#message-text").fill(text);
  await form.locator('button[type="submit"]').click();
  await who.page.locator("#messages article.mine", { hasText: text }).waitFor();
  await eventually(async () => assert.equal(await form.locator("#message-text").inputValue(), ""));
}

async function shows(who, text) {
  await who.tab("messages");
  await who.page.locator("#messages article", { hasText: text }).first().waitFor();
}

async function move(who, text) {
  await who.tab("decide");
  const part = who.page.locator("details", { has: who.page.locator("#move") });
  if (!(await who.page.locator("#move").isVisible())) await part.locator("summary").click();
  await who.page.locator("#move").fill(text);
  await part.locator('button[type="submit"]').click();
}
