/** @import {Photo} from "./types.js" */
import { LitElement, html, nothing } from "lit";
import { translator } from "./i18n.js";
import * as icons from "./icons.js";
import { MAX_PHOTOS, isPicture, scaled } from "./photo.js";
import { composerStyles } from "./styles/composer.js";
import { themeStyles } from "./styles/theme.js";

/** Where the shopper writes and adds photos. Fires "draft" with what is to be sent. */
export class Composer extends LitElement {
  /** Resolves once the photos chosen so far can be sent. */
  #adding = Promise.resolve();

  static styles = [themeStyles, composerStyles];
  static properties = {
    language: {},
    text: { state: true },
    photos: { state: true },
    complaint: { state: true },
  };

  constructor() {
    super();
    /** @type {import("./types.js").Language} */
    this.language = "en";
    this.text = "";
    /** @type {Photo[]} */
    this.photos = [];
    /** @type {"notPhoto" | "tooManyPhotos" | null} */
    this.complaint = null;
  }

  get t() {
    return translator(this.language);
  }

  focus() {
    this.renderRoot.querySelector("textarea")?.focus();
  }

  /** @param {Iterable<File>} files  from the picker, the camera, the clipboard or a drop */
  add(files) {
    this.complaint = null;
    this.#adding = this.#adding.then(() => this.#addAll(files));
    return this.#adding;
  }

  /** @param {Iterable<File>} files */
  async #addAll(files) {
    for (const file of files) {
      if (!isPicture(file)) this.complaint = "notPhoto";
      else await this.#addPhoto(file);
    }
  }

  /** @param {File} file */
  async #addPhoto(file) {
    const blob = await scaled(file);
    if (this.photos.length >= MAX_PHOTOS) this.complaint = "tooManyPhotos";
    else this.photos = [...this.photos, { blob, url: URL.createObjectURL(blob) }];
  }

  /** @param {Photo} photo */
  #removePhoto(photo) {
    URL.revokeObjectURL(photo.url);
    this.photos = this.photos.filter((one) => one !== photo);
    this.focus();
  }

  async #send() {
    // A phone takes a moment to scale a photo: who is quicker sends it all the same.
    await this.#adding;
    const text = this.text.trim();
    if (!text && !this.photos.length) return;
    const detail = { text: text || undefined, photos: this.photos };
    this.text = "";
    this.photos = [];
    this.complaint = null;
    this.dispatchEvent(new CustomEvent("draft", { detail }));
  }

  /** @param {Event} event */
  #submitted(event) {
    event.preventDefault();
    this.#send();
    this.focus();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    // Enter also chooses a word in an input method; Safari reports that one with code 229 only.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.#send();
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const { files, types } = /** @type {DataTransfer} */ (event.clipboardData);
    // Office programs add a picture of the copied words.
    if (!files.length || types.includes("text/plain")) return;
    event.preventDefault();
    this.add([...files]);
  }

  /** @param {Event} event */
  #picked(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    this.add([...(input.files ?? [])]);
    // So that the same photo can be chosen again.
    input.value = "";
  }

  render() {
    const { t } = this;
    return html`
      ${this.complaint
        ? html`<p class="complaint" role="alert">${t(this.complaint, { count: MAX_PHOTOS })}</p>`
        : nothing}
      ${this.photos.length
        ? html`<ul class="previews">
            ${this.photos.map((photo, index) => this.#preview(photo, index + 1))}
          </ul>`
        : nothing}
      <form @submit=${this.#submitted}>
        ${this.#picker("picture", t("addPhoto"), icons.picture)}
        ${this.#picker("camera", t("camera"), icons.camera)}
        <div class="field">
          <span class="mirror" aria-hidden="true">${this.text + "\n"}</span>
          <textarea
            rows="1"
            maxlength="2000"
            enterkeyhint="send"
            aria-label=${t("input")}
            placeholder=${t("placeholder")}
            .value=${this.text}
            @input=${this.#typed}
            @keydown=${this.#pressed}
            @paste=${this.#pasted}
          ></textarea>
        </div>
        <button class="primary round" aria-label=${t("send")} ?disabled=${this.#empty}>
          ${icons.send}
        </button>
      </form>
    `;
  }

  get #empty() {
    return !this.text.trim() && !this.photos.length;
  }

  /** @param {Event} event */
  #typed(event) {
    this.text = /** @type {HTMLTextAreaElement} */ (event.target).value;
  }

  /**
   * @param {"picture" | "camera"} kind
   * @param {string} label
   * @param {unknown} icon
   */
  #picker(kind, label, icon) {
    return html`
      <button type="button" class="plain round ${kind}" aria-label=${label} @click=${openPicker}>
        ${icon}
      </button>
      <input
        type="file"
        name=${kind}
        accept="image/*"
        ?multiple=${kind === "picture"}
        capture=${kind === "camera" ? "environment" : nothing}
        hidden
        @change=${this.#picked}
      />
    `;
  }

  /**
   * @param {Photo} photo
   * @param {number} number
   */
  #preview(photo, number) {
    return html`<li>
      <img src=${photo.url} alt="${this.t("photo")} ${number}" />
      <button
        type="button"
        aria-label=${this.t("removePhoto", { number })}
        @click=${() => this.#removePhoto(photo)}
      >
        ${icons.close}
      </button>
    </li>`;
  }
}

/** @param {Event} event */
function openPicker(event) {
  const button = /** @type {HTMLElement} */ (event.currentTarget);
  /** @type {HTMLInputElement} */ (button.nextElementSibling).click();
}

customElements.define("daogou-composer", Composer);
