const SCHEMES = new Set(["http:", "https:", "blob:"]);

/**
 * The absolute address, or null where its scheme is not on the allow-list.
 *
 * @param {unknown} address  absolute, or a path on the gateway
 * @param {string} gateway
 * @returns {string | null}
 */
export function safeUrl(address, gateway) {
  if (typeof address !== "string" || address === "") return null;
  try {
    const url = new URL(address, gateway);
    return SCHEMES.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}
