/** @import {Translate} from "./i18n.js" */
import { html } from "lit";
import * as icons from "./icons.js";

/**
 * The panel's top: who speaks, and what can be done with the conversation.
 *
 * @param {Translate} t
 * @param {string} title
 * @param {{switchLanguage: () => void, restart: () => void, close: () => void}} actions
 */
export function header(t, title, { switchLanguage, restart, close }) {
  return html`<header class="bar">
    <span class="mark">${icons.bag}</span>
    <div class="names">
      <h2>${title}</h2>
      <p>${t("automatic")}</p>
    </div>
    ${tool(t("switchLanguage"), t("otherLanguage"), switchLanguage)}
    ${tool(t("restart"), icons.restart, restart)} ${tool(t("close"), icons.close, close)}
  </header>`;
}

/**
 * @param {string} label
 * @param {unknown} face
 * @param {() => void} act
 */
function tool(label, face, act) {
  return html`<button type="button" class="plain" title=${label} aria-label=${label} @click=${act}>
    ${face}
  </button>`;
}
