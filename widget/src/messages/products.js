/** @import {Button, Context, Custom, Product} from "../types.js" */
/** @import {Translate} from "../i18n.js" */
import { html, nothing } from "lit";
import * as icons from "../icons.js";

/**
 * Cards side by side, numbered so that "the second one" means something.
 *
 * @param {Custom} custom
 * @param {Context} context
 */
export function products(custom, context) {
  const list = /** @type {Product[]} */ (custom.products ?? []);
  const { t } = context;
  return html`
    <section class="carousel" aria-label=${counted(list, t)}>
      <header>
        <span>${counted(list, t)}</span>
        ${list.length > 1
          ? html`<button type="button" class="plain" aria-label=${t("previous")} @click=${back}>
                ${icons.previous}</button
              ><button type="button" class="plain" aria-label=${t("next")} @click=${forth}>
                ${icons.next}
              </button>`
          : nothing}
      </header>
      <ol class="cards" @keydown=${withArrows}>
        ${list.map((product, index) => card(product, index + 1, context))}
      </ol>
    </section>
  `;
}

/**
 * @param {Custom} custom
 * @param {Translate} t
 */
export function summary(custom, t) {
  return counted(/** @type {Product[]} */ (custom.products ?? []), t);
}

/**
 * @param {Product[]} list
 * @param {Translate} t
 */
function counted(list, t) {
  return list.length === 1 ? t("oneProduct") : t("products", { count: list.length });
}

/**
 * @param {Product} product
 * @param {number} number
 * @param {Context} context
 */
function card(product, number, context) {
  const { t } = context;
  return html`
    <li class="card">
      <div class="picture">${picture(product, context)}<span class="number">${number}</span></div>
      <div class="facts">
        <h3>${titled(product, context)}</h3>
        <p class="price">
          <strong>${product.price_text}</strong>
          ${product.compare_at_text
            ? html`<s><span class="sr">${t("was")} </span>${product.compare_at_text}</s>`
            : nothing}
        </p>
        ${stock(product, t)}
        ${product.why?.length
          ? html`<ul class="why">
              ${product.why.map((reason) => html`<li>${icons.check}${reason}</li>`)}
            </ul>`
          : nothing}
      </div>
      <div class="actions">
        ${product.buttons?.map((button) => action(button, product, context))}
      </div>
    </li>
  `;
}

/**
 * The title, a link where the shop has a page for the product.
 *
 * @param {Product} product
 * @param {Context} context
 */
function titled(product, context) {
  const url = product.url ? context.url(product.url) : null;
  return url ? html`<a href=${url}>${product.title}</a>` : product.title;
}

/**
 * @param {Product} product
 * @param {Context} context
 */
function picture(product, context) {
  const url = context.url(product.image);
  return url
    ? html`<img src=${url} alt="" loading="lazy" decoding="async" @error=${hide} />${icons.bag}`
    : icons.bag;
}

/**
 * @param {Product} product
 * @param {Translate} t
 */
function stock({ in_stock }, t) {
  if (in_stock === undefined) return nothing;
  return html`<p class="stock ${in_stock ? "in" : "out"}">
    ${t(in_stock ? "inStock" : "outOfStock")}
  </p>`;
}

/**
 * @param {Button} button
 * @param {Product} product
 * @param {Context} context
 */
function action(button, product, { t, press }) {
  const label = t("forProduct", { action: button.title, title: product.title });
  return html`<button type="button" aria-label=${label} @click=${() => press(button)}>
    ${button.title}
  </button>`;
}

/** @param {Event} event  the drawing behind a broken picture shows instead */
function hide(event) {
  /** @type {HTMLElement} */ (event.target).hidden = true;
}

/** @param {Event} event */
const back = (event) => turn(event, -1);
/** @param {Event} event */
const forth = (event) => turn(event, 1);

/** @param {KeyboardEvent} event */
function withArrows(event) {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  event.preventDefault();
  turn(event, event.key === "ArrowLeft" ? -1 : 1);
}

/**
 * Scrolls by one card.
 *
 * @param {Event} event
 * @param {1 | -1} direction
 */
function turn(event, direction) {
  const carousel = /** @type {Element} */ (event.target).closest(".carousel");
  const cards = carousel?.querySelector(".cards");
  const width = cards?.firstElementChild?.clientWidth ?? 0;
  cards?.scrollBy({ left: direction * width });
}
