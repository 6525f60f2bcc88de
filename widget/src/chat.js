/** @import {Button, Draft, Language} from "./types.js" */
import { LitElement, html, nothing } from "lit";
import { Api } from "./api.js";
import { palette } from "./colour.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { header } from "./header.js";
import { pickLanguage, translator } from "./i18n.js";
import * as icons from "./icons.js";
import { log, news } from "./log.js";
import { Memory } from "./memory.js";
import { banner, question } from "./notices.js";
import { Outbox } from "./outbox.js";
import { messageStyles } from "./styles/messages.js";
import { panelStyles } from "./styles/panel.js";
import { productStyles } from "./styles/products.js";
import { themeStyles } from "./styles/theme.js";
import { safeUrl } from "./url.js";

const PHONE = "(max-width: 480px)";

/**
 * The shopping assistant on a shop's page: a launcher that opens a panel.
 *
 * Attributes: shop (the name shown), language (auto, en, zh), color (#rrggbb), gateway (an origin),
 * customer (the token by which the shop says who is signed in).
 */
export class Chat extends LitElement {
  static styles = [themeStyles, panelStyles, messageStyles, productStyles];
  static properties = {
    shop: {},
    language: {},
    color: {},
    gateway: {},
    customer: {},
    chosen: { state: true },
    opened: { state: true },
    asking: { state: true },
    dropping: { state: true },
  };

  /** @type {Conversation} made on connection, when the attributes are known */
  #conversation;
  /** @type {Memory} */
  #memory;
  #count = 0;

  constructor() {
    super();
    this.shop = "";
    this.language = "auto";
    /** @type {string | null} */
    this.color = null;
    this.gateway = location.origin;
    /** @type {string | null} */
    this.customer = null;
    /** @type {string | null} the language chosen in the panel */
    this.chosen = null;
    this.opened = false;
    this.asking = false;
    this.dropping = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#memory = new Memory(() => localStorage, this.shop);
    this.chosen = this.#memory.get("language");
    this.#converse();
    // Words written before the page was left are still to be sent.
    if (this.#conversation.waiting.length) this.#sync();
    addEventListener("online", this.#sync);
    visualViewport?.addEventListener("resize", this.#fitViewport);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("online", this.#sync);
    visualViewport?.removeEventListener("resize", this.#fitViewport);
  }

  /** @returns {Language} */
  get speaking() {
    return pickLanguage(this.chosen ?? this.language, navigator.language);
  }

  async open() {
    if (this.opened) return;
    this.opened = true;
    this.#sync();
    await this.updateComplete;
    // A full screen keeps the focus inside; beside the shop's page it may leave.
    if (matchMedia(PHONE).matches) this.#dialog.showModal();
    else this.#dialog.show();
    this.#composer.focus();
    this.#scrollDown();
  }

  async close() {
    this.#dialog.close();
    this.opened = false;
    this.asking = false;
    await this.updateComplete;
    this.#find("button.launcher").focus();
  }

  /**
   * Opens and asks, for "ask about this product" buttons on the shop's page.
   *
   * @param {string} text
   */
  async ask(text) {
    await this.open();
    this.#send({ text });
  }

  #converse() {
    const api = new Api(this.gateway, this.#memory, () => this.speaking, this.customer);
    const outbox = new Outbox(new Memory(() => sessionStorage, this.shop));
    this.#conversation = new Conversation(api, outbox);
    this.#conversation.addEventListener("change", () => this.#changed());
  }

  async #changed() {
    this.requestUpdate();
    const { messages, waiting } = this.#conversation;
    const count = messages.length + waiting.length;
    // A photo that arrives late must not take the reader away from an older message.
    if (count === this.#count) return;
    this.#count = count;
    await this.updateComplete;
    this.#scrollDown();
  }

  #sync = () => void this.#conversation.sync();

  #fitViewport = () => {
    // An on-screen keyboard covers the page on iOS without making it smaller. Zooming isn't that.
    if (visualViewport?.scale !== 1) return;
    this.style.setProperty("--viewport-height", `${visualViewport.height}px`);
  };

  /** @param {Draft} draft */
  #send(draft) {
    this.asking = false;
    this.#conversation.send(draft);
  }

  /** @param {Button} button */
  #press({ title, payload }) {
    this.#send({ text: title, payload });
    // The button may be gone now; an input would open the phone's keyboard.
    this.#find(".log").focus();
  }

  #restart() {
    this.#conversation.close();
    this.#converse();
    this.asking = false;
    this.#composer.focus();
  }

  #switchLanguage() {
    this.chosen = this.speaking === "en" ? "zh" : "en";
    this.#memory.set("language", this.chosen);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    this.close();
  }

  /** @param {Event} event  a phone's back gesture closes a modal dialog this way */
  #cancelled(event) {
    event.preventDefault();
    this.close();
  }

  /** @param {DragEvent} event */
  #dragged(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.dropping = event.type === "dragover";
  }

  /** @param {DragEvent} event */
  #dropped(event) {
    this.#dragged(event);
    this.#composer.add([...(event.dataTransfer?.files ?? [])]);
  }

  /** @param {import("lit").PropertyValues} changed */
  updated(changed) {
    if (!changed.has("color")) return;
    const colours = palette(this.color);
    if (!colours) return;
    this.style.setProperty("--daogou-accent", colours.accent);
    this.style.setProperty("--daogou-on-accent", colours.onAccent);
  }

  render() {
    const t = translator(this.speaking);
    return html`
      <section lang=${this.speaking === "zh" ? "zh-CN" : "en"} aria-label=${t("title")}>
        <button
          type="button"
          class="launcher"
          aria-label=${t("launcher")}
          aria-haspopup="dialog"
          ?hidden=${this.opened}
          @click=${this.open}
        >
          ${icons.bag}
        </button>
        <dialog
          aria-label=${this.shop || t("title")}
          @keydown=${this.#pressed}
          @cancel=${this.#cancelled}
          @dragover=${this.#dragged}
          @dragleave=${this.#dragged}
          @drop=${this.#dropped}
        >
          ${this.opened ? this.#panel(t) : nothing}
        </dialog>
      </section>
    `;
  }

  /** @param {import("./i18n.js").Translate} t */
  #panel(t) {
    const { failure } = this.#conversation;
    return html`
      ${header(t, this.shop || t("title"), {
        switchLanguage: () => this.#switchLanguage(),
        restart: () => (this.asking = true),
        close: () => this.close(),
      })}
      ${this.asking ? question(t, () => this.#restart(), () => (this.asking = false)) : nothing}
      ${log(this.#conversation, {
        t,
        url: (address) => safeUrl(address, this.gateway),
        press: (button) => this.#press(button),
        ask: (text) => this.#send({ text }),
      })}
      <p class="sr" role="status">${news(this.#conversation, t)}</p>
      ${failure
        ? banner(failure, this.speaking, this.#sync, () => this.#conversation.discard())
        : nothing}
      <daogou-composer
        .language=${this.speaking}
        @draft=${(/** @type {CustomEvent<Draft>} */ event) => this.#send(event.detail)}
      ></daogou-composer>
      ${this.dropping ? html`<p class="drop">${icons.picture}${t("drop")}</p>` : nothing}
    `;
  }

  /** Down to the newest words; a long answer starts at the top, below the shopper's question. */
  #scrollDown() {
    const log = this.renderRoot.querySelector(".log");
    const questions = /** @type {NodeListOf<HTMLElement>} */ (
      this.renderRoot.querySelectorAll(".message.shopper")
    );
    const last = questions[questions.length - 1];
    if (log) log.scrollTop = last ? last.offsetTop - 12 : log.scrollHeight;
  }

  /** @param {string} selector */
  #find(selector) {
    return /** @type {HTMLElement} */ (this.renderRoot.querySelector(selector));
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.#find("dialog"));
  }

  get #composer() {
    return /** @type {Composer} */ (this.#find("daogou-composer"));
  }
}

customElements.define("daogou-chat", Chat);
