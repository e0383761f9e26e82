/* What is printed before an exercise: seat cards, two on a page of A4, and the situation manual. Both are control's, by
 * the token that the control page left in the browser. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { eventually, play } from "./run.mjs";

const pages = (pdf) => (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) || []).length;

await play(async ({ host, person, check, assert }) => {
  const chris = await person({ name: "Chris", size: "desk" });
  const { page } = chris;

  const print = async (name) => {
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    if (process.env.POLDER_PICTURES) {
      mkdirSync(process.env.POLDER_PICTURES, { recursive: true });
      writeFileSync(path.join(process.env.POLDER_PICTURES, `${name}.pdf`), pdf);
    }
    return pages(pdf);
  };

  await check("who is not control gets no card", async () => {
    await page.goto(`${host.base}/cards`);
    await page.locator("#tools [role=alert]").waitFor();
    assert.equal(await page.locator(".seat-card").count(), 0);
  });

  await page.goto(`${host.base}/control`);
  await page.locator("#code").fill(host.code);
  await page.locator("#door-form button").click();
  await page.locator("#msel-title").waitFor();

  await check("each seat that can be taken has a card, with its aims and how to join", async () => {
    await page.goto(`${host.base}/cards`);
    await page.locator("#tools button.main:enabled").waitFor();
    const cards = page.locator(".seat-card");
    await cards.first().waitFor();
    for (const hasText of [host.pin, new URL(host.base).host]) await cards.filter({ hasText }).first().waitFor();
    await cards.first().locator(".role dd").first().waitFor();
    assert.equal(await cards.first().locator("svg.code path").count(), 1);
  });

  await check("no card is longer than its half page", async () => {
    await page.emulateMedia({ media: "print" });
    await eventually(async () => assert.equal(await page.locator(".seat-card")
      .evaluateAll((list) => list.filter((card) => card.scrollHeight > card.clientHeight + 1).length), 0));
    await page.emulateMedia({ media: null });
  });

  await check("two cards are a page", async () => {
    const count = await page.locator(".seat-card").count();
    assert.equal(await print("cards"), Math.ceil(count / 2));
    assert.deepEqual(await chris.findings(), []);
  });

  await check("the situation manual says who takes part, the rules, the labels and the times", async () => {
    await page.goto(`${host.base}/manual`);
    await page.locator("#tools button.main:enabled").waitFor();
    await page.locator("#time-start").fill("13:00");
    const text = await page.locator("#manual").innerText();
    for (const wanted of ["TLP:AMBER+STRICT", "13:00", "Northland", "EXERCISE"]) assert.ok(text.includes(wanted), wanted);
    assert.ok(await print("manual") >= 2);
    assert.deepEqual(await chris.findings(), []);
  });
});
