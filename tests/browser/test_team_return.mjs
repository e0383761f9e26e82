/* A team that comes back, goes back or waits: what was half written and half chosen outlives a reload, absence is told
 * of, the back button does not leave the seat unseen, and a slow host is not asked twice. And what the first rounds need:
 * how this works, who cannot get something, what a message answers. */
import { eventually, play } from "./run.mjs";

await play(async ({ host, person, control, check, assert }) => {
  const anna = await person({ name: "Anna", size: "phone" });
  const bram = await person({ name: "Bram", size: "desk" });
  const dirk = await person({ name: "Dirk", size: "phone", colour: "dark" });
  let delay = 0; /* of what Anna's page hears */
  await anna.page.routeWebSocket(/\/socket$/, (route) => {
    const server = route.connectToServer();
    route.onMessage((message) => server.send(message));
    server.onMessage((message) => (delay ? setTimeout(() => route.send(message), delay) : route.send(message)));
  });
  await anna.sit("NLD");
  await bram.sit("NLD");
  await dirk.sit("DEU");
  const director = await control();
  const reload = async (one) => {
    await one.page.reload();
    await one.page.locator(".connection.on").waitFor();
  };

  await check("before the beginning it says how this works", async () => {
    await anna.page.locator("details.help[open]", { hasText: "Commit before the clock runs out" }).waitFor();
    assert.deepEqual(await anna.findings(), []);
    await anna.picture("team-help-phone");
  });

  await director.ask("start");
  for (const one of [anna, bram, dirk]) await one.page.locator("#commit").waitFor();

  await check("to whom a half-written message goes outlives a reload, and goes when it is sent", async () => {
    await dirk.tab("messages");
    await dirk.page.locator("#messages .pick", { hasText: "Netherlands" }).click();
    await dirk.page.locator("#message-text").fill("What do you know?");
    await dirk.page.locator("#messages form button[type=submit]").click();
    await anna.tab("messages");
    await anna.page.locator("#messages article", { hasText: "What do you know?" }).getByRole("button", { name: /Reply/ }).click();
    await anna.page.locator("#messages .pick", { hasText: "France" }).click();
    await anna.page.locator("#message-text").fill("Little.");
    await reload(anna);
    await anna.page.locator("#messages .pick.on", { hasText: "France" }).waitFor(); /* on the part that was shown */
    await anna.page.locator("#messages .pick.on", { hasText: "Germany" }).waitFor();
    await anna.page.locator("#messages form", { hasText: "In answer to: What do you know?" }).waitFor();
    assert.equal(await anna.page.locator("#message-text").inputValue(), "Little.");
    await anna.page.locator("#messages form button[type=submit]").click();
    await anna.page.locator("#messages .pick.on").first().waitFor({ state: "detached" });
    await anna.page.locator("#messages article.mine", { hasText: "In answer to: What do you know?" }).waitFor();
    await dirk.page.locator("#messages article", { hasText: "In answer to you: What do you know?" }).waitFor();
    await anna.picture("team-answer-phone");
    assert.deepEqual(await anna.findings(), []);
  });

  await check("a half-made decision outlives a reload", async () => {
    await anna.tab("decide");
    await anna.page.locator(".item", { hasText: "What you find from now on" }).click();
    await anna.page.locator("#decide .pick", { hasText: "Your allies" }).first().click();
    await anna.page.locator("#decide .pick.on", { hasText: "Your allies" }).waitFor();
    await reload(anna);
    await anna.page.locator(".item.chosen", { hasText: "What you find from now on" }).waitFor();
    await anna.page.locator("#decide .pick.on", { hasText: "Your allies" }).waitFor();
    await anna.page.locator("#decide button", { hasText: "Add to the draft" }).first().click();
    await anna.page.locator("#draft li").first().waitFor();
    await reload(anna);
    await anna.page.locator("#draft li").first().waitFor();
    assert.equal(await anna.page.locator(".item.chosen").count(), 0);
  });

  await check("a team's remarks are there after a reload, for both", async () => {
    await anna.tab("state");
    await anna.page.locator("#note").fill("We waited for others.");
    await anna.page.locator("#state form button[type=submit]").click();
    for (const one of [anna, bram]) await one.page.locator("#state .remarks li", { hasText: "We waited for others." }).waitFor();
    await reload(anna);
    await anna.page.locator("#state .remarks li", { hasText: "Anna" }).waitFor();
  });

  await check("back leads to deciding, and then says that it would leave", async () => {
    await anna.tab("inbox");
    await anna.page.locator("body[data-part=inbox]").waitFor();
    await anna.page.goBack();
    await anna.page.locator("body[data-part=decide]").waitFor();
    await anna.page.goBack();
    await anna.page.locator("#notices", { hasText: "Back once more leaves this page" }).waitFor();
    assert.deepEqual(await anna.findings(), []);
    assert.equal(new URL(anna.page.url()).pathname, "/team");
    await anna.page.locator("#top h1").click(); /* whoever goes on here stays */
    await anna.page.locator("#notices", { hasText: "Back once more" }).waitFor({ state: "detached" });
    await anna.tab("messages");
    await anna.page.locator("body[data-part=messages]").waitFor();
    await anna.page.goBack();
    await anna.page.locator("body[data-part=decide]").waitFor();
  });

  await check("a slow host is waited for, and nothing is sent twice", async () => {
    delay = 2500;
    const commit = anna.page.locator("#commit");
    await commit.dblclick();
    await anna.page.locator("#commit", { hasText: "One moment" }).waitFor();
    await anna.page.locator("#commit.done").waitFor();
    await anna.tab("messages");
    await anna.page.locator("#messages .pick", { hasText: "Control" }).click();
    await anna.page.locator("#message-text").fill("Once.");
    await anna.page.locator("#messages form button[type=submit]").dblclick();
    await anna.page.locator("#messages form button[type=submit]", { hasText: "Sending" }).waitFor();
    await anna.page.locator("#messages article.mine", { hasText: "Once." }).waitFor();
    delay = 0;
    await anna.page.locator("#message-text").fill("Twice.");
    await anna.page.locator("#messages .pick", { hasText: "Control" }).click();
    await anna.page.locator("#messages form button[type=submit]").click();
    await anna.page.locator("#messages article.mine", { hasText: "Twice." }).waitFor();
    assert.equal(await anna.page.locator("#messages article.mine", { hasText: "Once." }).count(), 1);
  });

  await check("the keyboard of a phone leaves nothing in the way of what is written", async () => {
    const pinned = () => anna.page.evaluate(() => getComputedStyle(document.getElementById("tabs")).position);
    assert.equal(await pinned(), "sticky");
    await anna.page.evaluate(() => {
      Object.defineProperty(globalThis.visualViewport, "height", { value: 420, configurable: true });
      globalThis.visualViewport.dispatchEvent(new Event("resize"));
    });
    assert.equal(await pinned(), "static");
    await anna.page.evaluate(() => {
      delete globalThis.visualViewport.height;
      globalThis.visualViewport.dispatchEvent(new Event("resize"));
    });
    assert.equal(await pinned(), "sticky");
  });

  await check("who comes back after a while reads what happened", async () => {
    await anna.page.goto(`${host.base}/base.css`);
    await director.ask("say", { to: ["NLD"], text: "Where are you?" });
    await director.ask("next");
    await director.ask("next");
    await bram.page.locator("#top", { hasText: "Round 2 of 12" }).waitFor();
    await anna.page.evaluate(() => {
      for (const key of Object.keys(localStorage).filter((one) => one.startsWith("polder.seen."))) {
        const seen = JSON.parse(localStorage.getItem(key));
        localStorage.setItem(key, JSON.stringify({ ...seen, at: seen.at - 600000 }));
      }
    });
    await anna.page.goto(`${host.base}/team`);
    const away = anna.page.locator(".away");
    await away.filter({ hasText: "Round 1 was played." }).waitFor();
    await away.filter({ hasText: "One message came" }).waitFor();
    await anna.picture("team-away-phone");
    assert.deepEqual(await anna.findings(), []);
    await away.getByRole("button", { name: "To the messages" }).click();
    await away.waitFor({ state: "detached" });
    await anna.page.locator("#messages article.new", { hasText: "Where are you?" }).waitFor();
    assert.equal(await bram.page.locator(".away").count(), 0);
  });

  await check("the round before is told where one decides", async () => {
    await anna.tab("decide");
    const last = anna.page.locator("#decide details", { hasText: "What happened in round 1" });
    await last.locator("summary").click();
    await last.locator(".told", { hasText: "Decided" }).waitFor();
  });

  await check("who cannot get something is locked, and why is said", async () => {
    for (let round = 2; round < 4; round++) {
      await director.ask("next");
      await director.ask("next");
      await anna.page.locator("#top", { hasText: `Round ${round + 1} of 12` }).waitFor();
    }
    await anna.page.locator(".item", { hasText: "TLP:" }).first().click();
    const locked = anna.page.locator("#decide .chips.many .pick.shut").first();
    await locked.waitFor();
    await locked.click({ force: true }); /* it cannot be chosen, and says why */
    await anna.page.locator(".reasons li", { hasText: "has it already" }).waitFor();
    assert.equal(await locked.getAttribute("aria-pressed"), "false");
    await anna.picture("team-locked-phone");
    assert.deepEqual(await anna.findings(), []);
  });

  await check("a press too many takes out one thing only", async () => {
    await bram.page.locator(".item", { hasText: "What you find from now on" }).click();
    await bram.page.locator("#decide .pick", { hasText: "Your allies" }).first().click();
    await bram.page.locator("#decide button", { hasText: "Add to the draft" }).first().click();
    await eventually(async () => assert.equal(await bram.page.locator("#draft li").count(), 1));
    await bram.page.locator(".track button").nth(0).click();
    await bram.page.locator(".track button").nth(3).click();
    await eventually(async () => assert.equal(await bram.page.locator("#draft li").count(), 2));
    await bram.page.locator("#draft li button").first().dblclick();
    await eventually(async () => assert.equal(await bram.page.locator("#draft li").count(), 1));
    await bram.page.locator("#standing", { hasText: "Not committed yet." }).waitFor();
    assert.equal(await bram.page.locator("#draft li").count(), 1);
  });

  await check("wide words and many things fit a small phone, also on its side", async () => {
    for (const [width, height] of [[320, 640], [844, 390]]) {
      await anna.page.setViewportSize({ width, height });
      for (const part of ["decide", "inbox", "intel", "messages", "state"]) {
        await anna.tab(part);
        assert.deepEqual(await anna.page.evaluate((most) => (document.documentElement.scrollWidth <= most ? []
          : [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > most + 1 && !one.closest(".chips"))
            .map((one) => `${one.localName}.${one.className} ${one.textContent.slice(0, 30)}`)), width), [], `${part} at ${width}`);
      }
    }
  });
}, { scenario: "withdrawal", args: ["--minutes", "60"] });
