/* Without a room: a facilitator rehearses with bots in all seats, and one person plays a scenario as homework. */
import { spawnSync } from "node:child_process";
import { play } from "./run.mjs";

await play(async ({ host, person, control, check, assert, startHost, folder, program }) => {
  await check("a rehearsal goes on by itself, with bots in all seats, while control tries things, to the end", async () => {
    const chris = await person({ name: "Chris", size: "desk" });
    const { page } = chris;
    await page.goto(`${host.base}/control`);
    await page.locator("#code").fill(host.code);
    await page.locator("#door-form button").click();
    await page.locator("#msel-title").waitFor();
    const director = await control();
    await page.getByRole("button", { name: "Start", exact: true }).click();
    const { clock, mode } = await director.until("room", (one) => one.phase === "deciding");
    assert.equal(mode, "rehearsal");
    assert.ok(clock.of_ms <= 5000, `a round of ${clock.of_ms} ms`);
    assert.ok((await director.sheet("control")).seats.every((seat) => seat.by === "bot"));
    await director.until("room", (one) => one.round >= 2);
    await chris.picture("alone-rehearsal-desk");
    await director.ask("pause");
    await page.locator(".paused").waitFor();
    await director.ask("resume");
    while ((await director.sheet("room")).phase !== "over") { /* the rest need not be waited for; it goes on by itself too */
      await director.ask("next").catch((error) => assert.match(error.message, /Error: phase/));
      await page.waitForTimeout(200);
    }
    await page.getByText("The exercise is over").first().waitFor();
    await chris.picture("alone-rehearsal-over-desk");
  });

  await check("homework: one player, at their own pace, to the reckoning and a what-if", async () => {
    const file = `${folder}/homework.polder`;
    const solo = await startHost({ session: file, args: ["--solo"] });
    const rik = await person({ name: "Rik", size: "phone" });
    const { page } = rik;
    await page.goto(solo.address);
    await page.locator('input[name="seat"][value="noordland"]').check();
    assert.equal(await page.locator("#pin").count(), 0);
    await rik.picture("alone-join-phone");
    await page.locator('button[type="submit"]').click();
    await page.waitForURL("**/team");
    for (let round = 1; round <= 6; round++) {
      await page.locator("#top", { hasText: `Round ${round} of 6` }).waitFor();
      await page.getByRole("button", { name: "Close the round" }).waitFor();
      if (round === 2) {
        await rik.picture("alone-deciding-phone");
        await page.locator("#decide .items .item").last().click();
        await page.locator("#decide .chips.many .pick").first().click();
        await page.locator("#decide").getByRole("button", { name: "Add to the draft", exact: true }).first().click();
        await page.locator("#draft li").first().waitFor();
        await page.locator("#commit").click();
        await page.locator("#commit.done").waitFor();
      }
      await page.getByRole("button", { name: "Close the round" }).click();
    }
    await page.locator("#decide .lead", { hasText: "points" }).waitFor();
    await rik.picture("alone-reckoning-phone");
    await page.locator("#otherwise-round").selectOption("2");
    await page.locator("#otherwise-offer").selectOption({ index: 1 });
    await page.getByRole("button", { name: "See what would have come of it" }).click();
    await page.locator(".told-if p").first().waitFor();
    await page.locator(".told-if").scrollIntoViewIfNeeded();
    await rik.picture("alone-what-if-phone");
    await solo.stop();
    const verified = spawnSync(program, ["replay", file, "--verify"], { encoding: "utf8" });
    assert.equal(verified.status, 0, verified.stderr);
    assert.match(verified.stdout, /6 rounds verified/);
  });
}, { args: ["--rehearse"] });
