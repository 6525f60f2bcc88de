const HEX = /^#[0-9a-f]{6}$/i;

/**
 * Relative luminance, 0 to 1 (WCAG 2.2).
 *
 * @param {string} hex  "#rrggbb"
 */
export function luminance(hex) {
  const [red, green, blue] = [1, 3, 5]
    .map((start) => parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * The shop's colour with the text colour that is easier to read on it: contrast is
 * (lighter + .05) / (darker + .05), and black beats white above .179.
 *
 * @param {string | null | undefined} hex  "#rrggbb"
 * @returns {{accent: string, onAccent: string} | null}  null where it isn't a colour
 */
export function palette(hex) {
  if (!hex || !HEX.test(hex)) return null;
  return { accent: hex, onAccent: luminance(hex) > 0.179 ? "#000000" : "#ffffff" };
}
