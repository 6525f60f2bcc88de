/** @import {Context, Custom} from "../types.js" */
/** @import {Translate} from "../i18n.js" */
import { html, nothing } from "lit";

/**
 * The way to the shop's checkout, with the cart.
 *
 * @param {Custom} custom
 * @param {Context} context
 */
export function checkout(custom, { t, url }) {
  const address = url(custom.url);
  if (!address) return nothing;
  return html`<a class="checkout" href=${address} target="_blank" rel="noopener noreferrer"
    >${t("checkout", { total: String(custom.total_text ?? "") })}</a
  >`;
}

/**
 * @param {Custom} custom
 * @param {Translate} t
 */
export function summary(custom, t) {
  return t("checkout", { total: String(custom.total_text ?? "") });
}
