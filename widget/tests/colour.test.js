import assert from "node:assert/strict";
import { test } from "node:test";
import { luminance, palette } from "../src/colour.js";

/** WCAG 2.2: (lighter + .05) / (darker + .05) */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test("black and white are 21 : 1 apart", () => {
  assert.equal(contrast("#000000", "#ffffff"), (1 + 0.05) / (0 + 0.05));
});

test("words on any accent have 4.5 : 1", () => {
  for (let colour = 0; colour < 0xffffff; colour += 4099) {
    const { accent, onAccent } = palette(`#${colour.toString(16).padStart(6, "0")}`);
    assert.ok(contrast(accent, onAccent) >= 4.5, accent);
  }
});

test("what isn't a colour is left out", () => {
  for (const colour of ["red", "#fff;}", "#12345", "", null, undefined]) {
    assert.equal(palette(colour), null);
  }
});
