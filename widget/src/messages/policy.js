/** @import {Context, Custom} from "../types.js" */
import { html, nothing } from "lit";

/**
 * The page of the shop's policy that was quoted.
 *
 * @param {Custom} custom
 * @param {Context} context
 */
export function policy(custom, { url }) {
  const address = url(custom.url);
  if (!address) return nothing;
  return html`<a class="page" href=${address} target="_blank" rel="noopener noreferrer"
    >${custom.title}</a
  >`;
}

/** @param {Custom} custom */
export function summary(custom) {
  return String(custom.title ?? "");
}
