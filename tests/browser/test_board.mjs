/* The board in a browser, for a room without a display at the host: what everybody may see from the lobby to the end, how
 * to join only where control is, and nothing that control has not revealed. */
import { networkInterfaces } from "node:os";
import { eventually, play } from "./run.mjs";

const LANGUAGE = process.env.POLDER_LANGUAGE === "nl" ? "nl" : "en"; /* of the pictures */
const WALLS = { phone: [390, 844], small: [1280, 720], large: [1920, 1080] };
/* So many more sheets, as of a workshop (POLDER_SHEETS: another number); what may come to its memory: bytes, and nodes, of
 * which a board has some four thousand, and the browser keeps those of the last few drawings a while. */
const SHEETS = Number(process.env.POLDER_SHEETS) || 200, MEMORY = 4 << 20, NODES = 16000;
const outside = Object.values(networkInterfaces()).flat().find((one) => one.family === "IPv4" && !one.internal);
const STATEMENT = "The ministers say that they have seen the same traces in the systems of their energy providers, that they do " +
  "not yet know who left them, and that whoever has more to say about it is asked to say it before Friday, because the press " +
  "conference cannot be put off again: it was put off twice, and the markets have taken notice. Asked whether organisations " +
  "should disconnect, a spokeswoman answered that each has to decide for itself, in the light of what it knows, and that the " +
  "network of national teams is at work around the clock.";

await play(async ({ host, person, control, check, assert }) => {
  const here = `http://127.0.0.1:${host.port}`;
  const wall = await person({ name: "Wall", size: "desk" });
  const far = await person({ name: "Far", size: "desk" });
  const anna = await person({ name: "Anna" });
  const { page } = wall;
  const director = await control();
  const cdp = await wall.context.newCDPSession(page);
  /* What the page asks of the browser, and the texts that it hears, to be said again. */
  await wall.context.addInitScript(() => {
    globalThis.wakes = 0;
    globalThis.heard = {};
    navigator.wakeLock.request = async () => { globalThis.wakes++; return {}; };
    globalThis.WebSocket = class extends WebSocket {
      constructor(...all) {
        super(...all);
        globalThis.line = this;
        this.addEventListener("message", ({ data, isTrusted }) => {
          const { sheet, after } = isTrusted ? JSON.parse(data) : {};
          if (sheet && !after) globalThis.heard[sheet] = data; /* whole ones */
        });
      }
    };
  });
  /* So many sheets more, each another than the one before, as fast as they can be drawn. */
  const hearAgain = (count) => page.evaluate(async (all) => {
    for (let i = 1; i <= all; i++) {
      for (const name of ["room", "board"]) {
        const message = JSON.parse(globalThis.heard[name]);
        message.version += 1e6 + i + (globalThis.said = (globalThis.said || 0) + 1);
        if (name === "room") message.body.spotlight = i % 2 ? `${i} of ${all}` : "";
        else message.body.states.forEach((state, s) => { state.found = (i + s) % 7; });
        globalThis.line.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
      }
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, count);
  async function weight() {
    await cdp.send("HeapProfiler.collectGarbage");
    const { usedSize } = await cdp.send("Runtime.getHeapUsage");
    const { nodes } = await cdp.send("Memory.getDOMCounters");
    return { usedSize, nodes };
  }
  const shown = (text, where = page) => where.locator("#bar", { hasText: text }).waitFor();
  const found = () => page.locator("#map .number, #map .dot.found").count();

  /* At every size: nothing beside the window, nothing serious for axe-core, and a picture to look at. */
  async function look(what, at = wall) {
    for (const [size, [width, height]] of Object.entries(WALLS)) {
      await at.page.setViewportSize({ width, height });
      await eventually(async () => {
        const wide = await at.page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${what}: ${wide} pixels wide at ${width}`);
        const cut = await at.page.evaluate(() => [...document.querySelectorAll("#bar p, #bar h1, .news p, .lobby li span, .curve p")]
          .filter((one) => one.getClientRects().length && one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.textContent));
        assert.deepEqual(cut, [], `${what} at ${size}`);
      });
      await at.picture(`board-${what}-${size}-${LANGUAGE}`);
    }
    assert.deepEqual(await at.findings(), []);
  }

  await check("at the host itself it says how to join, and who sits where", async () => {
    await page.goto(`${here}/board`);
    await page.locator("#lobby strong", { hasText: String(host.port) }).waitFor();
    assert.equal((await page.locator("#lobby .digits").innerText()).replace(/\D/g, ""), host.pin);
    assert.equal(await page.locator("#lobby svg.code").count(), 1);
    assert.equal(await page.locator("#lobby li").count(), 14 - 4 + 0);
    await anna.sit("NLD", { base: here, pin: host.pin });
    await page.locator("#lobby li.taken").waitFor();
    await look("lobby");
  });

  if (outside) await check("elsewhere it tells nobody the PIN, until control is in the same browser", async () => {
    const base = `http://${outside.address}:${host.port}`;
    await far.page.goto(`${base}/board`);
    await far.page.locator("#lobby li.taken").waitFor();
    assert.equal(await far.page.locator("#lobby strong, #lobby svg.code").count(), 0);
    assert.ok(!(await far.page.content()).includes(host.pin));
    await far.page.goto(`${base}/control`);
    await far.page.locator("#code").fill(host.code);
    await far.page.locator("#door-form button").click();
    await far.page.locator("#msel-title").waitFor();
    await far.page.goto(`${base}/board`);
    await far.page.locator("#lobby .digits").waitFor();
    assert.equal((await far.page.locator("#lobby .digits").innerText()).replace(/\D/g, ""), host.pin);
  });

  await check("a round is decided: clock, who has committed, no count and no curve", async () => {
    await director.ask("reveal", { what: "found", shown: false });
    await director.ask("reveal", { what: "sharing", shown: false });
    await director.ask("start");
    await page.locator("#map svg").waitFor();
    await page.locator("#bar .time").waitFor();
    assert.equal(await page.locator("#lobby").isVisible(), false);
    await eventually(async () => assert.equal(await page.locator("#map ul.unseen li").count(), 14));
    await page.locator("#curve").waitFor({ state: "hidden" });
    await look("deciding");
  });

  await check("a pause is said, and so is a line from control", async () => {
    await director.ask("pause");
    await page.locator("#bar .paused").waitFor();
    const time = await page.locator("#bar .time").innerText();
    await director.ask("spotlight", { text: "<b>Coffee</b> until ten" });
    await page.locator("#news .spotlight", { hasText: "<b>Coffee</b> until ten" }).waitFor();
    assert.equal(await page.locator("#bar .time").innerText(), time);
    await look("paused");
    await director.ask("spotlight", { text: "" });
    await director.ask("resume");
  });

  await check("a long statement leaves room for the map", async () => {
    await director.ask("write", { to: [], text: STATEMENT, sender: "The ministers", public: true });
    await page.locator("#news p", { hasText: "energy providers" }).waitFor();
    await page.setViewportSize({ width: 1280, height: 720 });
    await eventually(async () => {
      const box = await page.locator("#map svg").boundingBox();
      assert.ok(box.height > 400 && box.width > 700, `the map is ${box.width} by ${box.height}`);
      const size = await page.locator("#news .lines").first().evaluate((one) => parseFloat(getComputedStyle(one).fontSize));
      assert.ok(size > 18, `its letters are ${size} high`); /* 28 on a wall of 1920 */
      assert.ok((await page.locator("#news .lines").first().evaluate((one) => one.scrollHeight - one.clientHeight)) < 4, "it is cut");
    });
    await look("statement");
    await page.keyboard.press("n"); /* on a page of its own, whole at every size, and back */
    for (const [width, height] of Object.values(WALLS)) {
      await page.setViewportSize({ width, height });
      await eventually(async () => {
        assert.equal(await page.locator("#map").isVisible(), false);
        const over = await page.evaluate(() => [...document.querySelectorAll("#news p")].filter((one) =>
          one.getBoundingClientRect().bottom > innerHeight || one.firstChild.scrollHeight - one.firstChild.clientHeight > 3).length);
        assert.equal(over, 0);
      });
    }
    await wall.picture(`board-told-large-${LANGUAGE}`);
    await page.keyboard.press("n");
    await page.locator("#map svg").waitFor();
  });

  await check("days pass: what was found and shared only where it is revealed", async () => {
    await director.ask("pace", { seconds: 60 });
    for (let round = 1; round < 4; round++) { await director.ask("next"); await director.ask("next"); }
    await director.ask("next");
    await director.until("room", (one) => one.phase === "passing");
    for (let day = 0; day < 3; day++) await director.ask("step"); /* and then it stands */
    await director.until("room", (one) => one.paused && one.tick >= 12);
    await page.locator("#bar .paused").waitFor();
    assert.equal(await found(), 0);
    assert.equal(await page.locator("#map .pulse").count(), 0);
    assert.equal(await page.locator("#curve").isVisible(), false);
    await look("hidden");
    await director.ask("reveal", { what: "found", shown: true });
    await page.locator("#curve .line").waitFor();
    assert.ok(await found() > 0);
    assert.equal(await page.locator("#map .pulse").count(), 0);
    await director.ask("reveal", { what: "sharing", shown: true });
    await page.locator("#map .pulse").first().waitFor({ state: "attached" });
    assert.equal(await page.locator("#curve .round").count(), 12);
    assert.equal(await page.locator("#curve .round.now").count(), 1);
    const sum = await page.evaluate(() => [...document.querySelectorAll("#map .number")]
      .reduce((all, one) => all + Number(one.textContent.replace(/\D/g, "")), 0));
    assert.equal(Number(await page.locator("#curve .hit b").innerText()), sum);
    assert.ok(Number(await page.locator("#curve .recovered b").innerText()) > 0);
    const { figures, marks } = await director.sheet("board");
    await page.locator("#curve .words.now", { hasText: figures.now_says }).waitFor({ state: "attached" });
    assert.equal(await page.locator("#curve .mark.left").count(), marks.filter((one) => one.kind === "left").length);
    await look("passing");
    await director.ask("reveal", { what: "found", shown: false });
    await page.locator("#curve").waitFor({ state: "hidden" });
    assert.equal(await found(), 0);
    await director.ask("reveal", { what: "found", shown: true });
    await page.locator("#curve .line").waitFor();
  });

  await check("after a reload it is what it was", async () => {
    await page.locator("#curve .line").waitFor();
    const before = await page.locator("#map ul.unseen").innerText();
    assert.match(before, /[1-9] (of|van)/);
    await page.reload();
    await page.locator("#curve .line").waitFor();
    await eventually(async () => assert.equal(await page.locator("#map ul.unseen").innerText(), before));
    await page.locator("#bar .paused").waitFor();
  });

  await check("a pointer that rests is in nobody's way, and the screen stays awake", async () => {
    await page.mouse.move(40, 40);
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).cursor), "none");
    await page.waitForFunction(() => getComputedStyle(document.body).cursor === "none");
    assert.equal(await page.evaluate(() => globalThis.wakes), 1);
  });

  await check("without a connection the board stays, and says so; and it comes back by itself", async () => {
    await wall.context.setOffline(true);
    await page.locator("#state").waitFor();
    assert.ok((await page.locator("#state").innerText()).length > 5);
    assert.ok(await found() > 0);
    assert.deepEqual(await wall.findings(), []);
    await wall.picture(`board-lost-${LANGUAGE}`);
    await wall.context.setOffline(false);
    await page.locator("#state").waitFor({ state: "hidden" });
    await director.ask("spotlight", { text: "Back again" });
    await page.locator("#news .spotlight", { hasText: "Back again" }).waitFor();
    await director.ask("spotlight", { text: "" });
    await page.locator("#news .spotlight").waitFor({ state: "detached" });
  });

  await check("after many more sheets it weighs what it did", async () => {
    await hearAgain(40);
    const before = await weight();
    await hearAgain(SHEETS);
    const after = await weight();
    console.log(`      ${SHEETS} sheets: ${before.usedSize >> 10} KiB and ${before.nodes} nodes, then ${after.usedSize >> 10} KiB and ${after.nodes}`);
    assert.ok(after.usedSize - before.usedSize < MEMORY);
    assert.ok(after.nodes - before.nodes < NODES);
    await page.reload();
    await page.locator("#curve .line").waitFor();
  });

  await check("over: it says so, and the map stays", async () => {
    await director.ask("resume");
    await director.ask("next");
    await director.ask("end");
    await director.until("room", (one) => one.phase === "over");
    await page.locator("#bar .time").waitFor({ state: "detached" });
    await page.locator("#map svg").waitFor();
    await shown(LANGUAGE === "nl" ? "voorbij" : "over");
    await look("over");
  });
}, { scenario: "withdrawal", args: [...(outside ? ["--bind", "0.0.0.0"] : []), "--seed", "66", "--lang", LANGUAGE] });
