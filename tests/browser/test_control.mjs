/* Control runs an exercise from its page: clock, events, a free move, seats, notes, what is done in the break, an earlier
 * round again, and a report. What it does is looked for at the host and on a team's page, not only where it was done. */
import { eventually, play } from "./run.mjs";

await play(async ({ host, person, control, check, assert }) => {
  const chris = await person({ name: "Chris", size: "desk", colour: "dark" });
  const anna = await person({ name: "Anna", size: "phone" });
  const { page } = chris;
  const watcher = await control();
  const room = (is) => watcher.until("room", is);
  const sheet = (is) => watcher.until("control", is);
  const press = (says, within = page) => within.getByRole("button", { name: says, exact: true }).first().click();
  const open = () => page.locator("dialog[open]");
  const stands = (hasText) => page.locator("#top", { hasText }).waitFor();
  const away = () => page.locator("#msel").focus();
  const eventOf = (inject, round = "") => page.locator(`#msel ${round ? `.round[data-round="${round}"]` : ""} li[data-inject="${inject}"]`);

  await check("the code lets control in, and is never in the address", async () => {
    await page.goto(`${host.base}/control`);
    await page.locator("#code").fill("not the code");
    await page.locator("#door-form button").click();
    await page.locator("#door-refusal:not(:empty)").waitFor();
    await page.locator("#code").fill(host.code);
    await page.locator("#door-form button").click();
    await page.locator("#msel-title").waitFor();
    assert.equal(page.url(), `${host.base}/control`);
    await chris.picture("control-lobby");
  });

  await check("it shows how to join, with a code to scan", async () => {
    await page.locator(".code-button").click();
    for (const hasText of [host.pin, host.evaluatorPin]) await open().filter({ hasText }).waitFor();
    await eventually(async () => assert.equal(await open().locator("svg.code path").count(), 1));
    await page.keyboard.press("Escape");
  });

  await anna.sit("noordland");
  await page.locator(".seat", { hasText: "connected" }).first().waitFor();

  await check("the space bar starts, pauses and resumes; not while somebody types", async () => {
    await away();
    await page.keyboard.press("Space");
    await stands("teams decide");
    await watcher.ask("extend", { seconds: 3600 }); /* the machine may be busy: the round does not close by itself */
    await watcher.ask("pace", { seconds: 60 });
    await page.locator("#note-text").pressSequentially("a note with f and space");
    assert.equal(await page.locator(".paused").count(), 0);
    await away();
    await page.keyboard.press("Space");
    await page.locator(".paused").waitFor();
    await room((one) => one.paused);
    await page.keyboard.press("Space");
    await page.locator(".paused").waitFor({ state: "detached" });
    await room((one) => !one.paused);
    assert.equal(await page.locator("#note-text").inputValue(), "a note with f and space");
  });

  await check("two minutes more", async () => {
    const before = (await room((one) => one.clock.of_ms > 3600000)).clock.of_ms;
    await press("+2 min: two minutes more");
    await room((one) => one.clock.of_ms > before);
  });

  const first = (await watcher.sheet("control")).msel.find((one) => one.state === "waiting").inject;
  const isOpen = (one) => ["waiting", "delayed", "conditional"].includes(one.state);
  const next = page.locator("#msel .event.chosen");
  /* The event that comes next, at the host and then on the page. */
  const whatIsNext = () => eventually(async () => {
    const { msel } = await watcher.sheet("control");
    const one = msel.find((row) => row.state === "waiting" || row.state === "delayed") || msel.find(isOpen);
    assert.ok((await next.innerText()).includes(one.text.slice(0, 60)));
    return one;
  });
  const rows = async (is) => (await sheet((one) => one.msel.some(is))).msel.find(is);

  await check("what is half written stays while everything around changes", async () => {
    await away();
    await page.keyboard.press("e");
    const field = page.locator(`#reword-${first}`);
    await field.fill("Half a sen");
    await field.evaluate((one) => one.setSelectionRange(4, 4));
    await watcher.ask("say", { to: ["noordland"], text: "Something else happens." });
    await page.locator("#mail", { hasText: "Something else happens." }).waitFor();
    assert.equal(await field.inputValue(), "Half a sen");
    assert.equal(await page.evaluate(() => document.activeElement.id), `reword-${first}`);
    assert.equal(await field.evaluate((one) => one.selectionStart), 4);
  });

  await check("an event is reworded, and then fired by a key: the team reads it so", async () => {
    await page.locator(`#reword-${first}`).fill("Reworded by control");
    await press("Reword");
    await rows((one) => one.inject === first && one.is_reworded);
    await next.filter({ hasText: "Reworded by control" }).waitFor();
    await away();
    await page.keyboard.press("f");
    await rows((one) => one.inject === first && one.state === "fired");
    await anna.tab("inbox");
    await anna.page.getByText("Reworded by control").first().waitFor();
  });

  await check("a refusal is shown where the action was", async () => {
    const id = (await whatIsNext()).inject;
    await press("Edit", next);
    await page.locator(`#reword-${id}`).fill("x".repeat(999) + "é");
    await press("Reword", next);
    await next.locator(".error:not(:empty)").waitFor();
    assert.equal((await page.locator(`#reword-${id}`).inputValue()).length, 1000);
    await press("Cancel", next);
  });

  await check("one is moved to another round, another skipped", async () => {
    const delayed = await whatIsNext(), skipped = (await watcher.sheet("control")).msel.filter(isOpen).at(-1);
    assert.notEqual(skipped.inject, delayed.inject);
    await press("Move", next);
    await next.locator("select[name=round]").selectOption({ index: 0 });
    await next.locator("form button.main").click();
    await rows((one) => one.inject === delayed.inject && one.state === "delayed");
    await eventOf(delayed.inject).and(page.locator(".delayed, .next")).waitFor();
    const row = eventOf(skipped.inject);
    if (await row.locator('.fold[aria-expanded="false"]').count()) await row.locator(".fold").click();
    await press("Skip", row);
    await rows((one) => one.inject === skipped.inject && one.state === "skipped");
    await chris.picture("control-events");
  });

  await check("one is dragged to a round, and moved to the next by keyboard, which keeps it in hand", async () => {
    const { inject } = await whatIsNext();
    const row = eventOf(inject);
    await row.scrollIntoViewIfNeeded();
    const from = await row.boundingBox();
    await page.mouse.move(from.x + 6, from.y + 6);
    await page.mouse.down();
    await page.mouse.move(from.x + 6, from.y + 30, { steps: 4 });
    const round = page.locator('#msel.dragging .round[data-round="5"]');
    await round.waitFor();
    await round.scrollIntoViewIfNeeded();
    const to = await round.boundingBox();
    await page.mouse.move(to.x + 40, to.y + 12, { steps: 4 });
    await page.mouse.up();
    await rows((one) => one.inject === inject && one.state === "delayed" && one.round === 5);
    await eventOf(inject, 5).locator(".fold, .says").first().waitFor();
    await eventOf(inject, 5).locator("button, summary").first().focus();
    await page.keyboard.press("Alt+ArrowDown");
    await rows((one) => one.inject === inject && one.round === 6);
    await eventOf(inject, 6).locator(":focus").waitFor();
  });

  await check("an event is written now, for one seat", async () => {
    await away();
    await page.keyboard.press("n");
    await open().locator("#write-text").fill("<b>A call</b> from the grid operator.");
    await open().locator("#write-sender").fill("Grid operator");
    await open().locator('input[name="to"][value="noordland"]').check();
    await press("Send now", open());
    await watcher.until("control", (one) => one.written.length === 1);
    await anna.tab("messages");
    await anna.page.locator("#messages", { hasText: "<b>A call</b> from the grid operator." }).waitFor();
  });

  await check("a free move: odds that do not add up are refused, then drawn; the team hears it", async () => {
    await moveOf(anna, "We phone the three largest firms tonight.");
    await page.locator("#moves.waiting blockquote", { hasText: "We phone the three largest" }).waitFor();
    const odds = page.locator(".outcome input.odds");
    await odds.nth(0).fill("20");
    await press(/Roll the odds/);
    await page.locator("#moves .error", { hasText: "85 %" }).waitFor();
    await odds.nth(0).fill("35");
    await page.locator(".shift input").fill("10");
    await page.locator(".outcome .effects-button").first().click();
    await press("Add an effect");
    await page.locator('[id$="-what"]').selectOption("confidence");
    await page.locator('[id$="-amount"]').fill("5");
    await chris.picture("control-move");
    await away();
    await page.keyboard.press("r");
    await page.locator("#moves .result").waitFor();
    const { rulings } = await sheet((one) => one.rulings.length === 1);
    assert.deepEqual(rulings[0].outcomes.map((one) => one.odds_milli), [450, 400, 150]);
    await sheet((one) => one.moves.every((move) => move.state === "ruled"));
  });

  await check("another move is decided without a draw", async () => {
    await moveOf(anna, "We ask the press to wait.");
    await page.locator("#moves.waiting blockquote", { hasText: "We ask the press" }).waitFor();
    await press("Decide myself");
    await page.locator(".outcome", { has: page.getByRole("button", { name: "This happens" }) }).nth(2).getByRole("button", { name: "This happens" }).click();
    const { rulings } = await sheet((one) => one.rulings.length === 2);
    const plain = rulings.find((one) => one.outcomes.length === 1);
    assert.equal(plain.outcomes[0].odds_milli, 1000);
  });

  await check("a move is asked back about: the team sees which, and its answer comes back to it", async () => {
    await moveOf(anna, "We ask our neighbours for help.");
    await page.locator("#moves.waiting blockquote", { hasText: "We ask our neighbours" }).waitFor();
    await press("Ask back");
    await page.locator("#moves .inline textarea").fill("Which neighbours?");
    await press("Ask");
    await sheet((one) => one.moves.some((move) => move.state === "asked"));
    await page.locator("#moves:not(.waiting)").waitFor();
    await anna.tab("messages");
    const letter = anna.page.locator("#messages .letter", { hasText: "Which neighbours?" });
    await letter.locator(".answered", { hasText: "We ask our neighbours for help." }).waitFor();
    await letter.getByRole("button", { name: /^Reply/ }).click();
    await anna.page.locator("#message-text").fill("The two to the east.");
    await anna.page.locator("#messages form button[type=submit]").click();
    await sheet((one) => one.moves.some((move) => move.state === "waiting" && move.answers.length === 2));
    await page.locator("#moves.waiting .thread", { hasText: "The two to the east." }).waitFor();
    await chris.picture("control-asked");
    await press("Decide myself");
    await page.locator(".outcome").nth(2).getByRole("button", { name: "This happens" }).click();
    await sheet((one) => one.moves.every((move) => move.state === "ruled"));
  });

  await check("a third is refused, with the reason", async () => {
    await moveOf(anna, "We close the border.");
    await page.locator("#moves.waiting blockquote", { hasText: "We close the border" }).waitFor();
    await press("Refuse");
    await page.locator("#moves .inline textarea").fill("That is not yours to decide.");
    await press("Refuse the move");
    await anna.page.getByText("That is not yours to decide.").first().waitFor();
  });

  const seat = page.locator(".seat", { has: page.locator(".names", { hasText: "Northland" }) });

  await check("control sees what a seat decides, and decides for it", async () => {
    await seat.locator("summary").click();
    await seat.getByRole("button", { name: /^Decide for/ }).click();
    await open().locator(".item").last().click();
    await open().locator(".pick").first().click();
    await open().locator(".outlook details").waitFor();
    await press("Add to the list", open());
    await open().locator(".decided").first().waitFor();
    await chris.picture("control-decide");
    await open().locator("button.main", { hasText: "Commit for" }).click();
    await sheet((one) => one.seats.find((it) => it.id === "noordland").committed.length === 1);
    await seat.getByText("ready").first().waitFor();
  });

  await check("a seat is handed to a bot and back in one click", async () => {
    await seat.getByRole("button", { name: /Bot$/ }).click();
    await sheet((one) => one.seats.find((it) => it.id === "noordland").by === "bot");
    await seat.getByRole("button", { name: /Bot$/, pressed: true }).waitFor();
    await seat.getByRole("button", { name: /Human$/ }).click();
    await sheet((one) => one.seats.find((it) => it.id === "noordland").by === "people");
  });

  await check("what the room sees: asked about before it is shown, hidden at once", async () => {
    await page.getByRole("switch").first().click();
    await press("Show", open());
    await sheet((one) => one.reveals.found);
    await page.getByRole("switch", { checked: true }).first().waitFor();
    await page.getByRole("switch").first().click();
    await sheet((one) => !one.reveals.found);
    await page.locator("#spotlight").fill("Coffee until eleven");
    await page.locator("#spotlight").press("Enter");
    await room((one) => one.spotlight === "Coffee until eleven");
  });

  await check("a note against an objective", async () => {
    const { objectives } = await watcher.sheet("observed");
    await page.locator("#note-objective").selectOption(objectives[0].id);
    await page.locator("#note-text").fill("They asked who else is exposed.");
    await page.locator(".note-form button", { hasText: "partly met" }).click();
    const { notes } = await watcher.until("observed", (one) => one.notes.length === 1);
    assert.equal(notes[0].observed, "partly");
    await page.locator("#notes .note", { hasText: "They asked who else" }).waitFor();
    await eventually(async () => assert.equal(await page.locator("#note-text").inputValue(), ""));
  });

  await check("no serious findings of axe-core", async () => assert.deepEqual(await chris.findings(), []));

  await check("a round is ended after a question, and its days shown at once", async () => {
    await press("End round");
    await open().locator("button.main").click();
    await room((one) => one.phase === "passing");
    await stands("the days pass");
    await page.locator("#pace").selectOption("30");
    await room((one) => one.ms_per_day === 30000);
    await away();
    await page.keyboard.press(".");
    await page.locator(".paused").waitFor();
    const { tick } = await room((one) => one.paused && one.tick > 0);
    assert.equal(tick % 4, 0);
    await page.keyboard.press(".");
    await room((one) => one.paused && one.tick === tick + 4);
    await chris.picture("control-passing");
    await press("Show the rest");
    await room((one) => one.phase === "deciding" && one.round === 2);
    await stands("Round 2 of 6");
    await stands("teams decide");
    await away();
    await page.keyboard.press("Space");
    await page.locator(".paused").waitFor({ state: "detached" });
  });

  await check("in the break: what if, with two curves, and the fan", async () => {
    await press("More");
    await press("In the break", open());
    await open().locator("#what-if-seat").selectOption("noordland");
    await open().locator("#what-if-offer").waitFor();
    await press("What would have come of it?", open());
    await open().locator(".curves").waitFor();
    await open().locator('#fan-round option[value="2"]').and(page.locator(":checked")).waitFor({ state: "attached" });
    await open().locator("#fan-runs").selectOption("50");
    await press("Draw the fan", open());
    await open().locator(".bins").waitFor();
    await open().locator("#fan-round").selectOption("1");
    await open().locator("#fan-decided").selectOption("recorded");
    await press("Draw the fan", open());
    await open().locator(".bins b", { hasText: "as played" }).waitFor();
    await open().locator("#what-if-offer").selectOption("any");
    await open().locator(".past .item").last().click();
    await open().locator(".past .pick").first().click();
    await open().locator(".past").getByRole("button", { name: "What would have come of it?" }).first().click();
    await open().locator("#what-if-result .curves").waitFor();
    assert.deepEqual(await chris.findings(), []);
    await chris.picture("control-break");
    await page.keyboard.press("Escape");
  });

  await check("the story of a round, as control sees it and as a seat saw it", async () => {
    await press("More");
    await press("Story of the rounds", open());
    await open().locator("article p").first().waitFor();
    await open().locator("#story-seat").selectOption("noordland");
    await open().locator("article p").first().waitFor();
    await chris.picture("control-story");
    await page.keyboard.press("Escape");
  });

  await check("back to an earlier round: in another file, and the old one is named", async () => {
    const { files } = await watcher.sheet("control");
    await press("More");
    await press("Step back to an earlier round", open());
    await open().filter({ hasText: files.now }).waitFor();
    await press("Step back", open());
    await room((one) => one.round === 1 && one.phase === "deciding" && one.paused);
    await sheet((one) => one.files.now !== files.now && one.files.kept.includes(files.now));
  });

  await check("a report is made and fetched", async () => {
    await stands("Round 1 of 6");
    await page.locator(".paused").waitFor();
    await press("End round");
    await open().locator("button.main").click();
    await room((one) => one.phase === "passing");
    await press("More");
    await press("Reports", open());
    const [download] = await Promise.all([page.waitForEvent("download"), press("Text", open())]);
    assert.equal(await download.failure(), null);
    assert.match(download.suggestedFilename(), /\.md$/);
    await chris.picture("control-report");
    await page.keyboard.press("Escape");
  });

  await check("the exercise is ended after a question", async () => {
    await press("More");
    await press("End the exercise", open());
    await open().locator("button.main").click();
    await room((one) => one.phase === "over");
    await stands("The exercise is over");
    await chris.picture("control-over");
  });
});

/* A team says in words what it wants to do. */
async function moveOf(who, text) {
  await who.tab("decide");
  const part = who.page.locator("details", { has: who.page.locator("#move") });
  if (!(await who.page.locator("#move").isVisible())) await part.locator("summary").click();
  await who.page.locator("#move").fill(text);
  await part.locator('button[type="submit"]').click();
}
