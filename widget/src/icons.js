import { svg, html } from "lit";

/** @param {import("lit").SVGTemplateResult} shape */
const icon = (shape) =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;

export const bag = icon(svg`
  <path d="M5 8h14l1 12.5H4z" />
  <path d="M8.5 8V7a3.5 3.5 0 0 1 7 0v1" />
  <path d="M9 13.500c.8 1.3 1.8 2 3 2s2.2-.7 3-2" />`);
export const close = icon(svg`<path d="M6 6l12 12M18 6L6 18" />`);
export const restart = icon(svg`<path d="M4.5 12a7.5 7.5 0 1 1 2.3 5.400M4.5 18.500v-4.300h4.3" />`);
export const send = icon(svg`<path d="M12 19V5.500M6 11l6-6 6 6" />`);
export const picture = icon(svg`
  <rect x="3.5" y="5" width="17" height="14" rx="2.5" />
  <circle cx="9" cy="10" r="1.6" />
  <path d="M4 17l5-4.5 3.5 3 3-2.5 4.5 4" />`);
export const camera = icon(svg`
  <path d="M4 8h3.500L9 5.500h6L16.5 8H20a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1z" />
  <circle cx="12" cy="13.3" r="3.4" />`);
export const previous = icon(svg`<path d="M14.5 6l-6 6 6 6" />`);
export const next = icon(svg`<path d="M9.5 6l6 6-6 6" />`);
export const check = icon(svg`<path d="M5.5 12.500l4.2 4.2 8.8-9.2" />`);
