// Opens pages in Chromium as their readers do: `node pages.mjs FOLDER PAGE...` says what is wrong with each, and puts pictures of them into
// the folder. A reader has a phone or a desktop, likes it light or dark, and lets scripts run or not.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import packed from "@sparticuz/chromium";
import { chromium } from "playwright-core";

const [folder, ...pages] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const SCREENS = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };
const COLOURS = ["light", "dark"];
const SCRIPTS = [true, false];

let findings = 0;
const find = (where, what) => {
  findings += 1;
  console.log(`${where}: ${what}`);
};

// What axe says, of all of the page: what is not in view is laid out for that.
const accessibility = async (page, where) => {
  await page.evaluate(() => {
    const style = new CSSStyleSheet();
    style.replaceSync("article { content-visibility: visible !important }");
    document.adoptedStyleSheets = [style];
  });
  await page.evaluate(axe);
  const { violations, incomplete } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations", "incomplete"] }));
  for (const { id, help, nodes } of [...violations, ...incomplete]) {
    find(where, `axe ${id}: ${help}, ${nodes.length} times, as at ${nodes[0].target} ${nodes[0].html.slice(0, 200)}`);
  }
};

// What holds of each page, whoever reads it.
const structure = async (page, where) => {
  const found = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((it) => it.id);
    const links = [...document.querySelectorAll('a[href^="#"]')].map((it) => decodeURIComponent(it.hash.slice(1)));
    const levels = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((it) => Number(it.tagName[1]));
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return {
      twice: ids.filter((id, at) => ids.indexOf(id) !== at),
      nowhere: links.filter((id) => !ids.includes(id)),
      jumps: levels.filter((level, at) => at > 0 && level > levels[at - 1] + 1).length,
      tops: levels.filter((level) => level === 1).length,
      wide,
      hostile: ["script:not(body > script)", "img", "iframe", "object", "form", "[onclick],[onload],[onerror]", 'a[href^="javascript:" i]']
        .filter((it) => document.querySelector(it)),
      ran: Boolean(window.hostile),
    };
  });
  const { twice, nowhere, jumps, tops, wide, hostile, ran } = found;
  if (twice.length > 0) find(where, `ids that are there twice: ${twice.slice(0, 5)}`);
  if (nowhere.length > 0) find(where, `links that lead nowhere: ${nowhere.slice(0, 5)}`);
  if (jumps > 0) find(where, `${jumps} headings that leave out a level`);
  if (tops !== 1) find(where, `${tops} headings of the first level`);
  if (wide > 0) find(where, `${wide} pixels wider than the screen`);
  if (hostile.length > 0) find(where, `what no page has: ${hostile}`);
  if (ran) find(where, "a script of the description was run");
};

// The first key leads past the table of contents.
const keyboard = async (page, where) => {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const { className, hash } = document.activeElement;
    const { left, top } = document.activeElement.getBoundingClientRect();
    return { className, hash, isSeen: left >= 0 && top >= 0 };
  });
  if (first.className !== "skip" || !first.isSeen) find(where, "the first key does not show the way to the content");
  await page.keyboard.press("Enter");
  const reached = await page.evaluate(() => document.activeElement.id);
  if (reached !== "main-content") find(where, "the way to the content does not lead there");
};

// Entries that do not have the words go away, and come back.
const search = async (page, where, hasScripts) => {
  const box = page.locator("#search-box");
  if ((await box.isVisible()) !== hasScripts) find(where, `the search is ${hasScripts ? "not there" : "there without scripts"}`);
  if (!hasScripts) return;
  const shown = () => page.locator("nav li:not([hidden])").count();
  const all = await shown();
  const word = await page.locator("nav li code").first().textContent();
  await box.fill(word.toUpperCase());
  const some = await shown();
  if (some === 0 || !(await page.locator("nav [role=status]").textContent()).includes(`${some} found`)) find(where, `a search for ${word} finds ${some}`);
  await box.fill("no such word anywhere");
  if ((await shown()) !== 0) find(where, "a search finds what is not there");
  await box.fill(word);
  await box.press("Enter");
  if (!(await page.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1)))))) find(where, "the first entry is not gone to");
  await box.press("Escape");
  if ((await shown()) !== all) find(where, "what was hidden stays hidden");
};

const look = async (browser, file, size, colorScheme, javaScriptEnabled) => {
  const name = `${basename(file, ".html")}-${size}-${colorScheme}${javaScriptEnabled ? "" : "-no-script"}`;
  const context = await browser.newContext({ viewport: SCREENS[size], colorScheme, javaScriptEnabled });
  const page = await context.newPage();
  page.on("request", (request) => {
    if (request.url() !== url) find(name, `asks for ${request.url()}`);
  });
  page.on("console", (message) => find(name, `the console says ${message.text()}`));
  page.on("pageerror", (error) => find(name, `an error: ${error.message}`));
  page.on("dialog", (dialog) => {
    find(name, `a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  const url = pathToFileURL(resolve(file)).href;
  const start = performance.now();
  await page.goto(url, { waitUntil: "load" });
  if (javaScriptEnabled) await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  const time = Math.round(performance.now() - start);
  // On a machine with much other work there may be no picture in time; that says nothing of the page.
  await page.screenshot({ path: join(folder, `${name}.png`) }).catch((error) => console.log(`${name}: no picture: ${error.message.split("\n")[0]}`));
  await keyboard(page, name);
  await structure(page, name);
  await search(page, name, javaScriptEnabled);
  if (javaScriptEnabled) await accessibility(page, name);
  await context.close();
  return time;
};

// What axe says of a page whose script does not run: axe is a script itself, so that the page has none in place of that.
const lookWithoutScript = async (browser, file, size, colorScheme) => {
  const text = (await readFile(file, "utf8")).replace(/<script>[^]*<\/script>/, "");
  const copy = join(folder, `${basename(file, ".html")}-no-script.html`);
  await writeFile(copy, text);
  const context = await browser.newContext({ viewport: SCREENS[size], colorScheme });
  const page = await context.newPage();
  await page.goto(pathToFileURL(resolve(copy)).href, { waitUntil: "load" });
  await accessibility(page, `${basename(copy, ".html")}-${size}-${colorScheme}`);
  await context.close();
};

await mkdir(folder, { recursive: true });
const executablePath = process.env.CHROMIUM || (await packed.executablePath());
// As root in a container there is no sandbox to be had, and the pages are our own.
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--headless=shell"] }).catch((error) => {
  console.log(`skipped: no browser can be started here: ${error.message}`);
  process.exit(0);
});
try {
  for (const file of pages) {
    const times = [];
    for (const size of Object.keys(SCREENS)) {
      for (const colour of COLOURS) {
        for (const scripts of SCRIPTS) times.push(await look(browser, file, size, colour, scripts));
        await lookWithoutScript(browser, file, size, colour);
      }
    }
    console.log(`${basename(file)}: opened ${times.length} times, ${Math.max(...times)} ms at most`);
  }
} finally {
  await browser.close();
}
process.exitCode = findings > 0 ? 1 : 0;
