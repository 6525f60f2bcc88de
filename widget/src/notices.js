/** @import {Language} from "./types.js" */
/** @import {Translate} from "./i18n.js" */
import { html, nothing } from "lit";
import { GatewayError } from "./api.js";
import { translator } from "./i18n.js";
import * as icons from "./icons.js";

/**
 * Before the first word.
 *
 * @param {Translate} t
 * @param {(text: string) => void} ask
 */
export function welcome(t, ask) {
  const suggestions = [t("suggestFind"), t("suggestGift"), t("suggestPrice")];
  return html`<div class="welcome">
    <span class="mark">${icons.bag}</span>
    <p class="greeting">${t("welcome")}</p>
    <p>${t("welcomeHint")}</p>
    <div class="replies">
      ${suggestions.map(
        (text) => html`<button type="button" @click=${() => ask(text)}>${text}</button>`,
      )}
    </div>
  </div>`;
}

export function typing() {
  return html`<div class="typing" aria-hidden="true"><i></i><i></i><i></i></div>`;
}

/**
 * @param {Translate} t
 * @param {() => void} yes
 * @param {() => void} no
 */
export function question(t, yes, no) {
  return html`<div class="notice" role="alert">
    <p>${t("restartQuestion")}</p>
    <div class="choices">
      <button type="button" class="primary" @click=${yes}>${t("restartYes")}</button>
      <button type="button" @click=${no}>${t("cancel")}</button>
    </div>
  </div>`;
}

/**
 * What went wrong. A message that the gateway will never take can be given up.
 *
 * @param {GatewayError | "offline"} failure
 * @param {Language} language
 * @param {() => void} retry
 * @param {() => void} discard
 */
export function banner(failure, language, retry, discard) {
  const t = translator(language);
  const refused = failure instanceof GatewayError && !failure.passing;
  const words = failure instanceof GatewayError ? failure.messages[language] : t("offline");
  return html`<div class="notice" role="alert">
    <p>${words || t("refused")}</p>
    <div class="choices">
      <button type="button" @click=${retry}>${t("retry")}</button>
      ${refused
        ? html`<button type="button" @click=${discard}>${t("discard")}</button>`
        : nothing}
    </div>
  </div>`;
}
