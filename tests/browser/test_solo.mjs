/* One person in a browser plays a whole exercise alone, in Dutch: no PIN, no control; at the end the reckoning. */
import { eventually, play, SIZES } from "./run.mjs";

await play(async ({ host, person, check, assert }) => {
  const anna = await person({ name: "Anna", lang: "nl" });
  const { page } = anna;
  const ROUNDS = 6;

  await check("one sits down without a PIN", async () => {
    await page.goto(`${host.base}/`);
    await page.locator('input[name="seat"]').first().check();
    assert.equal(await page.locator("#pin").count(), 0);
    await page.locator("#name").fill("Anna");
    await page.locator('button[type="submit"]').click();
    await page.waitForURL("**/team");
    await page.locator("#commit").waitFor();
    await page.locator('html[lang="nl"]').waitFor();
  });

  await check("a message is answered and a finding is shared", async () => {
    await page.locator(".item", { hasText: "Wat u vanaf nu vindt" }).click();
    await page.locator("#decide .pick").first().click();
    await page.locator("#decide button", { hasText: "In het concept zetten" }).first().click();
    await page.locator("#draft li").first().waitFor();
    await page.locator("#commit").click();
    await page.locator("#commit.done").waitFor();
  });

  await check("rounds follow each other as one closes them", async () => {
    for (let round = 1; round <= ROUNDS; round++) {
      await page.locator("#top", { hasText: `Ronde ${round} van ${ROUNDS}` }).waitFor();
      for (const size of round === 3 ? Object.keys(SIZES) : []) {
        await page.setViewportSize({ width: SIZES[size][0], height: SIZES[size][1] });
        for (const part of size === "desk" ? ["decide"] : ["decide", "inbox", "intel", "messages", "state"]) {
          await anna.tab(part);
          await anna.picture(`team-nl-${size}-${part}`);
        }
        await anna.tab("decide");
      }
      await page.getByRole("button", { name: "De ronde sluiten" }).click();
      await page.waitForFunction((now) => !document.getElementById("top").textContent.includes(`Ronde ${now} van`) ||
        !document.getElementById("commit"), round);
    }
    await page.locator("#decide", { hasText: "De oefening is voorbij" }).waitFor();
  });

  await check("the end says how everybody fared", async () => {
    await eventually(async () => assert.equal(await page.locator(".reckoning tbody tr").count(), 4));
    assert.equal(await page.locator(".reckoning tr.own").count(), 1);
  });

  await check("what would have come of another decision", async () => {
    await page.locator("#otherwise-round").selectOption("3");
    await page.locator("#otherwise-offer option").nth(1).waitFor({ state: "attached" });
    await page.locator("#otherwise-offer").selectOption({ index: 1 });
    await page.locator("form button[type=submit]", { hasText: "Zien" }).click();
    await page.locator(".told-if p, .told-if dd").first().waitFor();
  });

  await check("the story of a round can be read again", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await anna.tab("state");
    const round = page.locator("#state details", { hasText: "Ronde 2" }).first();
    await round.locator("summary").click();
    await round.locator(".told > *").first().waitFor();
  });

  await check("no serious findings of axe-core at the end", async () => {
    await page.setViewportSize({ width: 390, height: 6000 });
    for (const part of ["decide", "state"]) {
      await anna.tab(part);
      assert.deepEqual(await anna.findings(), [], part);
    }
  });

  for (const [size, [width, height]] of Object.entries(SIZES)) {
    await page.setViewportSize({ width, height });
    await anna.tab("decide");
    await anna.picture(`team-over-${size}`);
  }
}, { args: ["--solo", "--lang", "nl"] });
