import assert from "node:assert/strict";
import { test } from "node:test";
import { GatewayError } from "../src/api.js";
import { Conversation } from "../src/conversation.js";
import { Outbox } from "../src/outbox.js";
import { Gateway, memory } from "./fakes.js";

const LOST = new TypeError("Failed to fetch");

function start(kept = memory()) {
  const gateway = new Gateway();
  return { gateway, conversation: new Conversation(gateway, new Outbox(kept)) };
}

const texts = ({ messages }) => messages.map(({ text }) => text);

test("messages go one after another", async () => {
  const { gateway, conversation } = start();
  await Promise.all(["one", "two"].map((text) => conversation.send({ text })));
  assert.deepEqual(texts(conversation), ["one", "re: one", "two", "re: two"]);
  assert.equal(gateway.sent.length, 2);
  assert.equal(conversation.busy, false);
});

test("a lost message stays first, and goes again with the same id", async () => {
  const { gateway, conversation } = start();
  gateway.failures = [LOST, LOST];
  await conversation.send({ text: "one" });
  await conversation.send({ text: "two" });
  assert.equal(conversation.failure, "offline");
  assert.deepEqual(conversation.waiting.map(({ text }) => text), ["one", "two"]);
  await conversation.sync();
  assert.deepEqual(texts(conversation), ["one", "re: one", "two", "re: two"]);
  assert.deepEqual(conversation.failure, null);
  const ids = gateway.sent.map(({ id }) => id);
  assert.deepEqual([ids[0], ids[1]], [ids[2], ids[2]]);
});

test("photos are uploaded once, however often the message is tried", async () => {
  const { gateway, conversation } = start();
  gateway.failures = [LOST];
  await conversation.send({ photos: [{ blob: new Blob(), url: "blob:1" }] });
  await conversation.sync();
  assert.equal(gateway.uploads, 1);
  assert.deepEqual(conversation.messages[0].photo_ids, ["photo-1"]);
  assert.equal(conversation.album.url("photo-1"), "blob:1");
});

test("a refused message can be given up for the next", async () => {
  const { gateway, conversation } = start();
  gateway.failures = [new GatewayError(413, { message: "Too long." })];
  await conversation.send({ text: "bad" });
  assert.equal(conversation.failure.message, "Too long.");
  await conversation.discard();
  await conversation.send({ text: "good" });
  assert.deepEqual(texts(conversation), ["good", "re: good"]);
});

test("what was said is restored once, and never shown twice", async () => {
  const kept = memory();
  new Outbox(kept).add({ text: "sent, but its answer was lost" });
  const { gateway, conversation } = start(kept);
  const [{ id, text }] = conversation.waiting;
  gateway.hasSession = true;
  gateway.said = [{ id, from: "shopper", text }];
  await conversation.sync();
  await conversation.sync();
  assert.deepEqual(texts(conversation), [text, `re: ${text}`]);
});

test("answers to a closed conversation are dropped", async () => {
  const { gateway, conversation } = start();
  const sending = conversation.send({ text: "one" });
  conversation.close();
  await sending;
  assert.deepEqual(conversation.messages, []);
  assert.deepEqual([conversation.waiting, gateway.hasSession], [[], false]);
});
