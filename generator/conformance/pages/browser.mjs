// Runs a client in Chromium, against a server of this process: `node browser.mjs FOLDER`, where the folder has what `wasm-bindgen --target web` made
// of `guide/examples/browser`. The server refuses the first attempt, and a redirect has to be an error.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import packed from "@sparticuz/chromium";
import { chromium } from "playwright-core";

const [folder] = process.argv.slice(2);
const seen = [];
const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "*", "access-control-allow-methods": "*" };
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };

const api = (request, response, body) => {
  if (request.method === "OPTIONS") return response.writeHead(204, CORS).end();
  seen.push({ method: request.method, url: request.url, authorization: request.headers.authorization, body });
  if (request.url.startsWith("/moved")) return response.writeHead(307, { ...CORS, location: "/api/elsewhere" }).end();
  if (seen.length === 1) return response.writeHead(503, { ...CORS, "retry-after": "0" }).end();
  response.writeHead(200, { ...CORS, "content-type": "application/json" }).end(JSON.stringify({ success: true }));
};

const server = createServer(async (request, response) => {
  let body = "";
  for await (const piece of request) body += piece;
  if (/^\/(api|moved)\//.test(request.url)) return api(request, response, body);
  if (request.url === "/") return response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Client</title>");
  const file = await readFile(join(folder, request.url)).catch(() => null);
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": TYPES[request.url.slice(request.url.lastIndexOf("."))] }).end(file);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;

const executablePath = process.env.CHROMIUM || (await packed.executablePath());
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--headless=shell"] }).catch((error) => {
  console.log(`skipped: no browser can be started here: ${error.message}`);
  process.exit(0);
});
try {
  const page = await browser.newPage();
  await page.goto(origin);
  const kick = (url) =>
    page.evaluate(async (url) => {
      const client = await import("/browser.js");
      await client.default();
      return client.kick(url);
    }, url);
  const answer = await kick(`${origin}/api`);
  const path = "/api/accounts/account/realtime/kit/app/meetings/meeting/active-session/kick";
  const expected = { method: "POST", url: path, authorization: "Bearer token", body: '{"participant_ids":["ann"]}' };
  const moved = await kick(`${origin}/moved`);
  const calls = seen.filter((it) => it.url.startsWith("/api"));
  const isRight =
    answer === "success: Some(true)" && calls.length === 2 && calls.every((it) => JSON.stringify(it) === JSON.stringify(expected)) && moved.startsWith("error: ");
  console.log(isRight ? `${answer}, after a retry; a redirect is an error` : `wrong: ${answer} ${moved} ${JSON.stringify(seen)}`);
  process.exitCode = isRight ? 0 : 1;
} finally {
  await browser.close();
  server.close();
}
