/** @typedef {import("./words.js").Language} Language */
/** @typedef {{title: string, price_text: string, image: string | null}} Product */
/** @typedef {HTMLElement & {open(): void, ask(text: string): void, language: string}} Chat */
import { samples, words } from "./words.js";

const saved = new URLSearchParams(location.search).get("lang");
/** @type {Language} */
let language = saved === "zh" || (!saved && navigator.language.startsWith("zh")) ? "zh" : "en";
/** @type {Product[] | null} */
let catalogue = null;

/**
 * @template {Element} T
 * @param {string} selector
 * @returns {T}
 */
const find = (selector) => /** @type {T} */ (document.querySelector(selector));
const chat = () => /** @type {Chat} */ (find("daogou-chat"));

/**
 * @param {keyof typeof words} key
 * @param {string} [title]
 */
const say = (key, title = "") => words[key][language].replace("{title}", title);

/** @returns {Product[]} */
function products() {
  if (catalogue) return catalogue;
  return samples.map(({ id, title, price }) => ({
    title: title[language],
    price_text: price,
    image: `/demo/pictures/${id}.svg`,
  }));
}

/** @param {Product} product */
function card({ title, price_text, image }) {
  const item = document.createElement("li");
  item.append(
    element("img", { src: image ?? "/demo/pictures/logo.svg", alt: "", loading: "lazy" }),
    element("h3", { textContent: title }),
    element("p", { textContent: price_text }),
    element("button", {
      type: "button",
      textContent: say("ask"),
      ariaLabel: say("askNamed", title),
      onclick: () => chat().ask(say("question", title)),
    }),
  );
  return item;
}

/**
 * @param {string} name
 * @param {object} properties
 */
const element = (name, properties) => Object.assign(document.createElement(name), properties);

function render() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const place of document.querySelectorAll("[data-words]")) {
    const key = /** @type {keyof typeof words} */ (place.getAttribute("data-words"));
    place.textContent = say(key);
  }
  const other = /** @type {HTMLElement} */ (find("#language"));
  other.textContent = language === "zh" ? "English" : "中文";
  other.lang = language === "zh" ? "en" : "zh-CN";
  find("#products").replaceChildren(...products().map(card));
}

async function loadCatalogue() {
  const response = await fetch("/api/demo/products").catch(() => null);
  if (!response?.ok) return;
  const found = (await response.json()).products;
  if (!found.length) return;
  catalogue = found;
  render();
}

find("#language").addEventListener("click", () => {
  language = language === "zh" ? "en" : "zh";
  chat().language = language;
  render();
});
find("#start").addEventListener("click", () => chat().open());

render();
loadCatalogue();
