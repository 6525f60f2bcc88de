/** @import {Chip, Context, Custom} from "../types.js" */
import { html } from "lit";
import * as icons from "../icons.js";

/**
 * The shopper's constraints so far. Only the newest can be removed: older ones are history.
 *
 * @param {Custom} custom
 * @param {Context} context
 */
export function chips(custom, context) {
  const list = /** @type {Chip[]} */ (custom.chips ?? []);
  return html`
    <ul class="chips" aria-label=${context.t("chips")}>
      ${list.map((chip) => html`<li class="chip">${chip.label}${remover(chip, context)}</li>`)}
    </ul>
  `;
}

/**
 * @param {Chip} chip
 * @param {Context} context
 */
function remover({ label, payload }, { t, press, latest }) {
  if (!latest) return null;
  const title = t("remove", { label });
  return html`<button type="button" aria-label=${title} @click=${() => press({ title, payload })}>
    ${icons.close}
  </button>`;
}

/** @param {Custom} custom */
export function summary(custom) {
  return /** @type {Chip[]} */ (custom.chips ?? []).map(({ label }) => label).join(", ");
}
