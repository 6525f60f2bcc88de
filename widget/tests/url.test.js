import assert from "node:assert/strict";
import { test } from "node:test";
import { safeUrl } from "../src/url.js";

const GATEWAY = "https://chat.shop.example";

test("paths belong to the gateway", () => {
  assert.equal(safeUrl("/media/1.jpg", GATEWAY), "https://chat.shop.example/media/1.jpg");
});

for (const address of ["https://cdn.example/1.jpg", "http://cdn.example/1.jpg", "blob:https://a/b"]) {
  test(`${address} is allowed`, () => assert.equal(safeUrl(address, GATEWAY), address));
}

for (const address of [
  "javascript:alert(1)",
  " JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "file:///etc/passwd",
  "https://[",
  "",
  null,
  undefined,
  { href: "https://cdn.example" },
]) {
  test(`${JSON.stringify(address)} is refused`, () => assert.equal(safeUrl(address, GATEWAY), null));
}
