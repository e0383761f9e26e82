/* Coming in: PIN, seat, name; staying in over a reload; being sent out; in both languages, and for people who listen. */
import { eventually, play, SIZES } from "./run.mjs";

await play(async ({ host, person, control, check, assert, folder, startHost }) => {
  const anna = await person({ name: "Anna" });
  const { page } = anna;

  await check("the PIN of the address goes into the form and out of the address bar", async () => {
    await page.goto(`${host.base}/#${host.pin}`);
    await eventually(async () => assert.equal(await page.locator("#pin").inputValue(), host.pin));
    await eventually(() => assert.equal(new URL(page.url()).hash, ""));
  });

  await check("the form says what is missing, and where", async () => {
    await page.locator('button[type="submit"]').click();
    await page.locator("#problem", { hasText: "Choose a seat" }).waitFor();
    await page.locator('input[name="seat"][value="noordland"]').check();
    await page.locator('button[type="submit"]').click();
    await page.locator("#problem", { hasText: "name" }).waitFor();
    await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.id), "name"));
  });

  await check("a wrong PIN is refused, and what was filled in stays", async () => {
    await page.locator("#name").fill("Anna");
    await page.locator("#pin").fill(host.pin === "000000" ? "000001" : "000000");
    await page.locator('button[type="submit"]').click();
    await page.locator("#problem", { hasText: "PIN" }).waitFor();
    assert.equal(await page.locator("#name").inputValue(), "Anna");
    assert.equal(await page.locator('input[value="noordland"]').isChecked(), true);
  });

  await check("no serious findings of axe-core", async () => assert.deepEqual(await anna.findings(), []));

  await check("with the right one somebody is in, and remains so", async () => {
    await page.locator("#pin").fill(host.pin);
    await page.locator('button[type="submit"]').click();
    await page.waitForURL("**/team");
    await page.reload();
    await page.locator("#top h1", { hasText: "Northland" }).waitFor();
    await page.goto(`${host.base}/`);
    await page.waitForURL("**/team");
  });

  await check("without a place the team's page leads to joining", async () => {
    const bert = await person({ name: "Bert" });
    await bert.page.goto(`${host.base}/team`);
    await bert.page.waitForURL(`${host.base}/`);
    await bert.page.locator('input[name="seat"]').first().waitFor();
  });

  await check("who is sent out reads why", async () => {
    const director = await control();
    await director.ask("expel", { seat: "noordland" });
    await page.waitForURL(`${host.base}/`);
    await page.getByText("counts no more").first().waitFor();
  });

  await check("a name is text, whatever it looks like", async () => {
    const name = '<img src=x onerror="document.title=1">';
    const eve = await person({ name });
    await eve.sit("noordland");
    await eve.tab("state");
    await eve.page.locator("#state .people li", { hasText: name }).waitFor();
    assert.equal(await eve.page.locator("#state img").count(), 0);
  });

  for (const lang of ["en", "nl"]) {
    const there = lang === "en" ? host : await startHost({ session: `${folder}/nl.polder`, args: ["--lang", "nl"] });
    for (const size of Object.keys(SIZES)) {
      const one = await person({ size, lang });
      await one.page.goto(`${there.base}/#${there.pin}`);
      await one.page.locator('input[name="seat"]').first().waitFor();
      await one.picture(`join-${lang}-${size}`);
      if (size !== "phone") continue;
      await check(`in the language of the room: ${lang}`, async () => {
        await one.page.locator(`html[lang="${lang}"]`).waitFor();
        const hasText = lang === "nl" ? "Deze rol nemen" : "Take this seat";
        await one.page.locator('button[type="submit"]', { hasText }).waitFor();
      });
      await check(`nothing is wider than a small phone: ${lang}`, async () => {
        await one.page.setViewportSize({ width: 320, height: 640 });
        await eventually(async () => assert.ok(await one.page.evaluate(() => document.documentElement.scrollWidth <= 320)));
      });
    }
    if (lang === "nl") await there.stop();
  }
});
