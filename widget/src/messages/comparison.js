/** @import {Custom, Product} from "../types.js" */
import { html } from "lit";

/**
 * What tells products apart, as a table that scrolls on narrow screens.
 *
 * @typedef {{label: string, values: string[]}} Row
 * @param {Custom} custom
 */
export function comparison(custom) {
  const products = /** @type {Product[]} */ (custom.products ?? []);
  const rows = /** @type {Row[]} */ (custom.rows ?? []);
  return html`
    <div class="comparison" tabindex="0" role="group">
      <table>
        <thead>
          <tr>
            <td></td>
            ${products.map(({ title }) => html`<th scope="col">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ label, values }) =>
              html`<tr>
                <th scope="row">${label}</th>
                ${values.map((value) => html`<td>${value}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}

/** What it says is said by the message's text. */
export function summary() {
  return "";
}
