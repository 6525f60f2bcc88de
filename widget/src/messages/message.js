/** @import {Context, Custom, Message} from "../types.js" */
/** @import {Translate} from "../i18n.js" */
import { html, nothing } from "lit";
import * as checkout from "./checkout.js";
import * as chips from "./chips.js";
import * as comparison from "./comparison.js";
import * as policy from "./policy.js";
import * as products from "./products.js";

/**
 * How each custom type is drawn, and said by a screen reader. An unknown type is left out.
 *
 * @typedef {object} Renderer
 * @property {(custom: Custom, context: Context) => unknown} draw
 * @property {(custom: Custom, t: Translate) => string} say
 *
 * @type {Map<string | undefined, Renderer>}
 */
const renderers = new Map([
  ["products", { draw: products.products, say: products.summary }],
  ["chips", { draw: chips.chips, say: chips.summary }],
  ["checkout", { draw: checkout.checkout, say: checkout.summary }],
  ["policy", { draw: policy.policy, say: policy.summary }],
  ["comparison", { draw: comparison.comparison, say: comparison.summary }],
]);

/**
 * One message; everything in it is text, never HTML.
 *
 * @param {Message} message
 * @param {Context} context
 * @param {string} [note]  below it, such as "not sent yet"
 */
export function message(message, context, note) {
  const { custom } = message;
  return html`
    <li class="message ${message.from === "shopper" ? "shopper" : "shop"}">
      <span class=${message.from === "agent" ? "name" : "sr"}>${speaker(message, context.t)}</span>
      ${photos(message, context)}
      ${message.text ? html`<p class="bubble">${message.text}</p>` : nothing}
      ${image(message, context)}
      ${custom ? renderers.get(custom.type)?.draw(custom, context) : nothing}
      ${buttons(message, context)}
      ${note ? html`<span class="note">${note}</span>` : nothing}
    </li>
  `;
}

/**
 * @param {Message} message
 * @param {Translate} t
 */
export function spoken({ text, custom }, t) {
  const said = custom && renderers.get(custom.type)?.say(custom, t);
  return [text, said].filter(Boolean).join(" ");
}

/**
 * @param {Message} message
 * @param {Translate} t
 */
function speaker({ from }, t) {
  if (from === "shopper") return t("you");
  return t(from === "agent" ? "agent" : "bot");
}

/**
 * @param {Message} message
 * @param {Context} context
 */
function photos({ photo_ids }, { t, photo }) {
  if (!photo_ids?.length) return nothing;
  return html`<div class="photos">
    ${photo_ids.map((id) => {
      const url = photo(id);
      return url
        ? html`<img src=${url} alt=${t("photo")} />`
        : html`<span class="loading" role="img" aria-label=${t("photo")}></span>`;
    })}
  </div>`;
}

/**
 * @param {Message} message
 * @param {Context} context
 */
function image({ image }, { t, url }) {
  const address = url(image);
  return address ? html`<img class="image" src=${address} alt=${t("photo")} />` : nothing;
}

/**
 * Quick replies belong to the newest turn only.
 *
 * @param {Message} message
 * @param {Context} context
 */
function buttons({ buttons }, { press, latest }) {
  if (!latest || !buttons?.length) return nothing;
  return html`<div class="replies">
    ${buttons.map(
      (button) =>
        html`<button type="button" @click=${() => press(button)}>${button.title}</button>`,
    )}
  </div>`;
}
