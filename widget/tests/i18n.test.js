import assert from "node:assert/strict";
import { test } from "node:test";
import { words as shopWords } from "../demo/words.js";
import { pickLanguage, translator, words } from "../src/i18n.js";

const names = (text) => (text.match(/\{\w+\}/g) ?? []).sort();

for (const [key, { en, zh, ...rest }] of Object.entries({ ...words, ...shopWords })) {
  test(`"${key}" is said in both languages, with the same values`, () => {
    assert.ok(en.trim());
    assert.ok(zh.trim());
    assert.deepEqual(names(en), names(zh));
    assert.deepEqual(rest, {});
  });
}

test("values are filled in", () => {
  assert.equal(translator("en")("remove", { label: "under $60" }), "Remove: under $60");
  assert.equal(translator("zh")("products", { count: 4 }), "4 件商品");
});

test("the shop's wish counts before the browser's language", () => {
  assert.equal(pickLanguage("en", "zh-CN"), "en");
  assert.equal(pickLanguage("zh", "en-GB"), "zh");
  assert.equal(pickLanguage("auto", "zh-Hans-CN"), "zh");
  assert.equal(pickLanguage("auto", "fr-FR"), "en");
  assert.equal(pickLanguage(null, "ZH-tw"), "zh");
});
