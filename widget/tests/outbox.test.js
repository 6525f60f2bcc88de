import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox, uuid } from "../src/outbox.js";
import { memory } from "./fakes.js";

const texts = (outbox) => outbox.entries.map(({ text }) => text);

test("keeps the order, over a reload too", () => {
  const kept = memory();
  const outbox = new Outbox(kept);
  for (const text of ["one", "two", "three"]) outbox.add({ text });
  outbox.remove(outbox.entries[1]);
  assert.deepEqual(texts(outbox), ["one", "three"]);
  assert.deepEqual(new Outbox(kept).entries, outbox.entries);
});

test("a message with photos isn't kept without them", () => {
  const kept = memory();
  new Outbox(kept).add({ text: "like this", photos: [{ blob: new Blob(), url: "blob:1" }] });
  assert.deepEqual(new Outbox(kept).entries, []);
});

test("clear forgets everything", () => {
  const kept = memory();
  const outbox = new Outbox(kept);
  outbox.add({ text: "one" });
  outbox.clear();
  assert.deepEqual([outbox.entries, new Outbox(kept).entries], [[], []]);
});

test("ids are version 4 UUIDs, each another", () => {
  const ids = Array.from({ length: 100 }, uuid);
  assert.equal(new Set(ids).size, 100);
  for (const id of ids) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
