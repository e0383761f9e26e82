/* A team decides: two people in one seat, a draft between them, commit and undo; a reload, a lost connection, and
 * somebody who goes on typing while everything around changes. */
import { eventually, play } from "./run.mjs";

await play(async ({ host, person, control, check, assert, startHost }) => {
  const anna = await person({ name: "Anna", size: "phone" });
  const bram = await person({ name: "Bram", size: "desk" });
  await anna.sit("noordland");
  await bram.sit("noordland");
  const director = await control();

  await check("before the beginning a team reads what it is about", async () => {
    await anna.page.locator("#decide", { hasText: "The exercise begins when control starts it" }).waitFor();
    await anna.picture("team-lobby-phone");
  });

  await director.ask("start");
  await director.ask("pace", { seconds: 60 }); /* a day lasts until it is looked at */
  await anna.page.locator("#commit").waitFor();
  const draft = (one) => one.page.locator("#draft li");

  await check("what one adds to the draft the other sees, and who did it", async () => {
    await anna.page.locator(".item", { hasText: "What you find from now on" }).click();
    await anna.page.locator("#decide .pick", { hasText: "Delta Exchange" }).click();
    await anna.page.locator(".forecast, .outlook details").first().waitFor();
    await anna.picture("team-choosing-phone");
    await anna.page.locator("#decide button", { hasText: "Add to the draft" }).first().click();
    await eventually(async () => assert.equal(await draft(bram).count(), 1));
    await bram.page.locator("#draft", { hasText: "Anna" }).waitFor();
    await bram.picture("team-draft-desk");
  });

  await check("undo takes the last one back, for everybody", async () => {
    await bram.page.locator(".commit .both button").first().click();
    for (const one of [anna, bram]) await draft(one).first().waitFor({ state: "detached" });
  });

  await check("the budget goes into the draft once it adds up", async () => {
    const less = anna.page.locator(".track button").first(), more = anna.page.locator(".track button").nth(3);
    await less.click();
    await anna.page.locator("#decide", { hasText: "1 of 20 still to be given" }).waitFor();
    await more.click();
    await draft(anna).first().waitFor();
    await draft(bram).first().waitFor();
  });

  await check("committed is what control sees, and can be changed", async () => {
    await bram.page.locator("#commit").click();
    await anna.page.locator("#commit.done").waitFor();
    await director.until("control", (sheet) => sheet.seats.some((seat) => seat.ready && seat.committed.length === 1));
    await bram.page.locator(".commit .both button").first().click();
    for (const one of [anna, bram]) await one.page.locator("#standing", { hasText: "Changed since it was committed" }).waitFor();
    await anna.page.getByRole("button", { name: "Back to what is committed" }).click();
    for (const one of [anna, bram]) await one.page.locator("#commit.done").waitFor();
  });

  await check("committing nothing is asked about", async () => {
    await bram.page.locator(".commit .both button").first().click();
    await draft(bram).first().waitFor({ state: "detached" });
    await bram.page.locator("#commit").click();
    await bram.page.locator(".question", { hasText: "Commit nothing?" }).waitFor();
    await eventually(async () => assert.equal(await bram.page.evaluate(() => document.activeElement.id), "confirm"));
    await bram.page.locator(".question button").last().click();
    await bram.page.locator("#commit").waitFor();
  });

  await check("who types is not disturbed by what comes in", async () => {
    await anna.tab("messages");
    const field = anna.page.locator("#message-text");
    await field.pressSequentially("We saw ");
    await director.ask("say", { to: ["noordland"], text: "<b>Control</b> asks: <script>alert(1)</script>" });
    await anna.page.locator("#messages article", { hasText: "asks:" }).waitFor();
    await field.evaluate((one) => one.setSelectionRange(3, 3));
    await director.ask("pause");
    await anna.page.locator("#notices", { hasText: "Paused" }).waitFor();
    assert.equal(await field.inputValue(), "We saw ");
    assert.equal(await anna.page.evaluate(() => document.activeElement.id), "message-text");
    assert.equal(await field.evaluate((one) => one.selectionStart), 3);
  });

  await check("markup in a message is text", async () => {
    const text = await anna.page.locator("#messages article .quote", { hasText: "asks:" }).innerText();
    assert.equal(text, "<b>Control</b> asks: <script>alert(1)</script>");
    assert.equal(await anna.page.locator("#messages script, #messages article b b").count(), 0);
  });

  await check("the clock stands while it is paused", async () => {
    const before = await anna.page.locator(".clock.stands #time").innerText();
    await anna.page.waitForTimeout(1300);
    assert.equal(await anna.page.locator("#time").innerText(), before);
    await director.ask("resume");
    await anna.page.locator("#notices", { hasText: "Paused" }).waitFor({ state: "detached" });
    await anna.page.waitForFunction((time) => document.getElementById("time").textContent !== time, before);
  });

  await check("without a connection the page says so, and nothing written is lost", async () => {
    await anna.context.setOffline(true);
    await anna.page.locator("#notices", { hasText: "no connection" }).waitFor();
    await anna.page.locator(".pick", { hasText: "Control" }).first().click();
    await anna.page.locator("#messages form button[type=submit]").click();
    await anna.page.locator("#messages .error", { hasText: "Not sent" }).waitFor();
    assert.equal(await anna.page.locator("#message-text").inputValue(), "We saw ");
    await anna.context.setOffline(false);
    await anna.page.locator(".connection.on").waitFor();
    await anna.page.locator("#messages form button[type=submit]").click();
    await anna.page.locator("#messages article.mine", { hasText: "We saw" }).waitFor();
    await eventually(async () => assert.equal(await anna.page.locator("#message-text").inputValue(), ""));
    await director.until("mail", (mail) => mail.messages.filter((one) => one.text === "We saw").length === 1);
  });

  await check("after a reload everything is where it was", async () => {
    await bram.page.reload();
    await bram.page.locator("#messages article", { hasText: "We saw" }).waitFor();
    await bram.page.locator("#commit").waitFor();
  });

  await check("a move in words reaches control", async () => {
    await anna.tab("decide");
    const free = anna.page.locator("details.free");
    await free.locator("summary").click();
    await free.locator("textarea").fill("We phone the three largest firms.");
    await free.locator("button[type=submit]").click();
    await director.until("control", (sheet) => sheet.moves.some((move) => move.text === "We phone the three largest firms."));
    await eventually(async () => assert.equal(await free.locator("textarea").inputValue(), ""));
  });

  await check("no serious findings of axe-core in any part", async () => {
    await anna.page.setViewportSize({ width: 390, height: 4000 }); /* so that the bars lie over nothing */
    for (const part of ["decide", "inbox", "intel", "messages", "state"]) {
      await anna.tab(part);
      assert.deepEqual(await anna.findings(), [], part);
    }
    await anna.page.setViewportSize({ width: 390, height: 844 });
    await anna.tab("decide");
    assert.deepEqual(await bram.findings(), [], "desk");
  });

  await check("a restarted host finds everybody again", async () => {
    const { port, file } = host;
    await host.kill();
    await anna.page.locator("#notices", { hasText: "no connection" }).waitFor();
    const again = await startHost({ port, session: file });
    host.code = again.code;
    await anna.page.locator(".connection.on").waitFor();
    await anna.page.locator("#notices", { hasText: "Paused" }).waitFor();
    await anna.tab("messages");
    await anna.page.locator("#messages article.mine", { hasText: "We saw" }).waitFor();
  });

  await check("the keyboard is enough to commit", async () => {
    const second = await control();
    await second.ask("resume");
    await anna.tab("decide");
    for (const one of [anna, bram]) {
      await one.page.locator(".connection.on").waitFor();
      await one.page.locator("#notices", { hasText: "Paused" }).waitFor({ state: "detached" });
      await one.page.locator("#commit:not(.done)").waitFor();
    }
    assert.equal(await draft(bram).count(), 0);
    await bram.page.locator(".track button").nth(0).focus();
    await bram.page.keyboard.press("Enter");
    await bram.page.keyboard.press("Tab");
    await bram.page.locator(".track button").nth(5).focus();
    await bram.page.keyboard.press("Space");
    await draft(bram).first().waitFor();
    await bram.page.locator("#commit").focus();
    await bram.page.keyboard.press("Enter");
    await bram.page.locator("#commit.done").waitFor();
    await eventually(async () => assert.equal(await bram.page.evaluate(() => document.activeElement.id), "commit"));
  });

  await check("when time is short and something is not committed, the page says so", async () => {
    const hurried = await control();
    await bram.page.locator(".commit .both button").first().click();
    await anna.page.locator("#standing", { hasText: "Changed since it was committed" }).waitFor();
    const { clock } = await hurried.until("room", (room) => room.phase === "deciding" && !room.paused);
    await hurried.ask("extend", { seconds: 58 - Math.round(clock.left_ms / 1000) });
    await anna.page.locator(".clock.little", { hasText: "little time left" }).waitFor();
    await anna.page.locator("#notices", { hasText: "Not committed" }).waitFor();
    await anna.picture("team-hurry-phone");
    await hurried.ask("extend", { seconds: 600 });
    await anna.page.locator(".clock.little").waitFor({ state: "detached" });
    await anna.page.locator("#notices", { hasText: "Not committed" }).waitFor({ state: "detached" });
  });

  await check("the days pass before everybody's eyes, and the next round comes", async () => {
    const third = await control();
    await third.ask("next");
    await anna.page.locator("#decide", { hasText: "The round is closed" }).waitFor();
    await anna.picture("team-passing-phone");
    await bram.picture("team-passing-desk");
    await third.ask("next");
    await anna.page.locator("#commit").waitFor();
    await anna.page.locator("#top", { hasText: "Round 2 of 6" }).waitFor();
  });

  await check("a seat that a bot plays says so", async () => {
    const fourth = await control();
    await fourth.ask("hand", { seat: "noordland", to: "bot" });
    await anna.page.locator("#notices", { hasText: "A bot decides" }).waitFor();
    await fourth.ask("hand", { seat: "noordland", to: "people" });
    await anna.page.locator("#notices", { hasText: "A bot decides" }).waitFor({ state: "detached" });
  });
}, { args: ["--minutes", "60"], port: "kept" });
