import assert from "node:assert/strict";
import { test } from "node:test";
import { Api, GatewayError } from "../src/api.js";
import { memory } from "./fakes.js";

/** A server that knows the tokens it gave out; `answer` replies to everything else. */
function server(answer = () => Response.json({ messages: [] }), known = []) {
  const calls = [];
  const fetcher = async (url, { method = "GET", headers, body }) => {
    calls.push({ call: `${method} ${url.pathname}`, headers, body });
    if (url.pathname === "/api/sessions") {
      known.push(`token-${known.length}`);
      return Response.json({ token: known.at(-1) }, { status: 201 });
    }
    const token = headers.Authorization.replace("Bearer ", "");
    return known.includes(token) ? answer() : new Response("", { status: 401 });
  };
  return { calls, fetcher };
}

function api(fetcher, kept = memory(), language = "en", customer = null) {
  return new Api("https://chat.shop.example", kept, () => language, customer, fetcher);
}

test("starts one session for calls at the same time, and keeps its token", async () => {
  const { calls, fetcher } = server();
  const kept = memory();
  const client = api(fetcher, kept, "zh");
  await Promise.all([client.history(), client.history()]);
  assert.equal(calls.filter(({ call }) => call === "POST /api/sessions").length, 1);
  assert.equal(calls[0].body, '{"language":"zh"}');
  assert.equal(kept.get("token"), "token-0");
  assert.equal(calls.at(-1).headers["Accept-Language"], "zh");
});

test("a refused token is replaced once, and the call repeated", async () => {
  const { calls, fetcher } = server();
  const kept = memory({ token: "old" });
  await api(fetcher, kept).send({ id: "1", text: "hello" });
  assert.deepEqual(
    calls.map(({ call }) => call),
    ["POST /api/messages", "POST /api/sessions", "POST /api/messages"],
  );
  assert.equal(kept.get("token"), "token-0");
});

test("a gateway that refuses every token isn't asked for ever", async () => {
  const { calls, fetcher } = server(() => new Response("", { status: 401 }));
  await assert.rejects(api(fetcher).history(), (error) => error.status === 401);
  assert.equal(calls.filter(({ call }) => call === "GET /api/messages").length, 2);
});

test("errors carry the gateway's words in both languages", async () => {
  const error = { code: "busy", message: "Wait.", message_zh: "稍等。" };
  const { fetcher } = server(() => Response.json({ error }, { status: 429 }));
  await assert.rejects(api(fetcher).history(), (thrown) => {
    assert.deepEqual(thrown.messages, { en: "Wait.", zh: "稍等。" });
    return thrown instanceof GatewayError && thrown.passing;
  });
});

test("an error page of a proxy is an error too", async () => {
  const { fetcher } = server(() => new Response("<h1>Bad Gateway</h1>", { status: 502 }));
  await assert.rejects(api(fetcher).history(), (error) => error.passing && error.status === 502);
});

test("the shop's token of a customer goes with a new conversation", async () => {
  const { calls, fetcher } = server();
  await api(fetcher, memory(), "en", "eyJ").history();
  assert.equal(calls[0].body, '{"language":"en","customer_token":"eyJ"}');
  assert.equal(calls.length, 2);
});

test("a conversation of before hears once who is there now", async () => {
  const { calls, fetcher } = server(undefined, ["kept"]);
  const client = api(fetcher, memory({ token: "kept" }), "en", "eyJ");
  await client.history();
  await client.history();
  assert.deepEqual(
    calls.map(({ call }) => call),
    ["POST /api/customer", "GET /api/messages", "GET /api/messages"],
  );
});

test("a customer's token that is refused leaves a guest", async () => {
  const { fetcher } = server();
  const refusing = async (url, options) =>
    options.body?.includes("customer_token")
      ? new Response("", { status: 401 })
      : fetcher(url, options);
  await api(refusing, memory(), "en", "old").history();
});
