import assert from "node:assert/strict";
import { test } from "node:test";
import { fit, isPicture } from "../src/photo.js";

test("the longer side becomes 1600", () => {
  assert.deepEqual(fit({ width: 4000, height: 3000 }), { width: 1600, height: 1200 });
  assert.deepEqual(fit({ width: 3000, height: 4000 }), { width: 1200, height: 1600 });
});

test("small pictures keep their size, thin ones a pixel", () => {
  assert.deepEqual(fit({ width: 640, height: 480 }), { width: 640, height: 480 });
  assert.deepEqual(fit({ width: 16000, height: 2 }), { width: 1600, height: 1 });
});

test("pictures are known by type, or by name where the system gives no type", () => {
  assert.ok(isPicture({ type: "image/webp", name: "x" }));
  assert.ok(isPicture({ type: "", name: "IMG_1.HEIC" }));
  assert.ok(!isPicture({ type: "application/pdf", name: "x.jpg" }));
  assert.ok(!isPicture({ type: "", name: "x.exe" }));
});
