/* An evaluator, on a phone: in with a PIN of their own, a note in one touch, the story as control sees it, and nothing
 * that is control's to do. */
import { eventually, play, SIZES } from "./run.mjs";

await play(async ({ host, person, control, check, assert }) => {
  const eva = await person({ name: "Eva", size: "phone" });
  const { page } = eva;
  const director = await control();

  await check("the teams' PIN does not let an evaluator in; their own does", async () => {
    await page.goto(`${host.base}/evaluator`);
    await page.locator("#name").fill("Eva");
    await page.locator("#pin").fill(host.pin);
    await page.locator("#door-form button").click();
    await page.locator("#door-refusal:not(:empty)").waitFor();
    assert.equal(await page.locator("#name").inputValue(), "Eva");
    await page.locator("#pin").fill(host.evaluatorPin);
    await page.locator("#door-form button").click();
    await page.locator("#part-note h2").waitFor();
    assert.equal(page.url(), `${host.base}/evaluator`);
  });

  await director.ask("start");
  await page.locator("#top", { hasText: "teams decide" }).waitFor();

  await check("words, then one touch: the note is under its objective, with who observed it", async () => {
    const { objectives } = await director.sheet("observed");
    await page.locator(".aims .met").first().click();
    await page.locator("#part-note .error", { hasText: "Write the note first" }).waitFor();
    await page.locator("#note-text").fill("They warned <b>before</b> they were asked.");
    await page.locator(".aims .met").first().click();
    const { notes } = await director.until("observed", (one) => one.notes.length === 1);
    assert.deepEqual([notes[0].objective, notes[0].observed, notes[0].by], [objectives[0].id, "met", "Eva"]);
    await eventually(async () => assert.equal(await page.locator("#note-text").inputValue(), ""));
  });

  await check("how an objective stands is said with it, and one team's objectives can be had alone", async () => {
    await page.locator(".aims li").first().locator(".seen.met", { hasText: "1" }).waitFor();
    const { objectives } = await director.sheet("observed");
    await eventually(async () => assert.equal(await page.locator(".aims li").count(), objectives.length));
    const seats = [...new Set(objectives.flatMap((one) => one.seats))];
    if (seats.length < 2) return;
    await page.locator("#watched").selectOption(seats[0]);
    const own = objectives.filter((one) => !one.seats.length || one.seats.includes(seats[0]));
    await eventually(async () => assert.equal(await page.locator(".aims li").count(), own.length));
    await page.locator("#watched").selectOption("");
  });

  await check("who is there, and who is ready", async () => {
    await page.locator("#tabs button", { hasText: "Teams" }).click();
    await page.locator("#part-teams li", { hasText: "Northland" }).waitFor();
    await page.locator("#tabs button").first().click();
  });

  await check("a note in general", async () => {
    await page.locator("#note-text").fill("The room is loud.");
    await page.getByRole("button", { name: "Note in general" }).click();
    await director.until("observed", (one) => one.notes.length === 2);
    await eventually(async () => assert.equal(await page.locator("#note-text").inputValue(), ""));
  });

  await check("what is half written stays while notes and messages come in", async () => {
    await page.locator("#note-text").fill("Half a sen");
    await director.ask("note", { text: "Control notes something too." });
    await director.ask("say", { to: ["noordland"], text: "A message." });
    await page.locator("#tabs button", { hasText: "All notes" }).click();
    await page.locator("#part-notes", { hasText: "Control notes something too." }).waitFor();
    await eva.picture("evaluator-notes-phone");
    await page.locator("#tabs button").first().click();
    await page.locator("#note-text").waitFor();
    assert.equal(await page.locator("#note-text").inputValue(), "Half a sen");
  });

  await check("messages are read, and can be those of one seat", async () => {
    await page.locator("#tabs button", { hasText: "Messages" }).click();
    await page.locator("#part-mail", { hasText: "A message." }).waitFor();
    await page.locator("#mail-filter").selectOption("noordland");
    await page.locator("#part-mail", { hasText: "A message." }).waitFor();
  });

  await check("the story of a round that is done", async () => {
    await director.ask("next");
    await director.ask("next");
    await page.locator("#tabs button", { hasText: "Story" }).click();
    await page.locator("#part-story article dd").first().waitFor();
    await eva.picture("evaluator-story-phone");
  });

  await check("an evaluator cannot do what control does", async () => {
    const refused = await page.evaluate(async () => {
      const socket = new WebSocket(`${location.origin.replace("http", "ws")}/socket`, "polder.1");
      const answers = [];
      const key = Object.keys(localStorage).find((one) => one.startsWith("polder.evaluator."));
      const heard = new Promise((resolve) => {
        socket.onmessage = ({ data }) => {
          const message = JSON.parse(data);
          if (message.re) answers.push(message);
          if (answers.length === 4) resolve();
        };
      });
      await new Promise((resolve) => { socket.onopen = resolve; });
      socket.send(JSON.stringify({ ask: 1, do: "hello", protocol: 1, page: "evaluator", token: localStorage.getItem(key) }));
      for (const [ask, what] of [[2, "pause"], [3, "end"], [4, "next"]]) socket.send(JSON.stringify({ ask, do: what }));
      await heard;
      return answers.slice(1).map((answer) => answer.refused && answer.refused.why);
    });
    assert.deepEqual(refused, ["role", "role", "role"]);
  });

  await check("after a reload the evaluator is back", async () => {
    await page.reload();
    await page.locator("#part-note h2").waitFor();
  });

  await check("no serious findings of axe-core, at any size; nothing is wider than the page", async () => {
    for (const [name, [width, height]] of Object.entries(SIZES)) {
      await page.setViewportSize({ width, height });
      assert.deepEqual(await eva.findings(), []);
      await eventually(async () => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name));
      await eva.picture(`evaluator-${name}`);
    }
  });
});
