import { css } from "lit";

/** Colours, type and controls, shared by every part. Text colours keep 4.5 : 1 on all surfaces. */
export const themeStyles = css`
  :host {
    /* Nothing is inherited from the shop's page. */
    all: initial;
    --accent: var(--daogou-accent, #0b6b61);
    --on-accent: var(--daogou-on-accent, #ffffff);
    --surface: #ffffff;
    --sunken: #f5f6f4;
    --line: #dfe3df;
    --text: #1a2421;
    --muted: #56635f;
    --good: #136b3f;
    --bad: #9c3325;
    --radius: 18px;
    color: var(--text);
    color-scheme: light;
    font:
      400 15px/1.5 system-ui,
      -apple-system,
      "Segoe UI",
      Roboto,
      "PingFang SC",
      "Microsoft YaHei",
      "Noto Sans CJK SC",
      sans-serif;
    text-align: start;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --surface: #191e1d;
      --sunken: #232a28;
      --line: #38423f;
      --text: #eef3f1;
      --muted: #a9b5b1;
      --good: #7fd6a8;
      --bad: #f4a99d;
      color-scheme: dark;
    }
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h2,
  h3,
  p,
  ol,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
    font: inherit;
  }
  button {
    min-width: 44px;
    min-height: 44px;
    padding: 8px 16px;
    border: 1px solid var(--line);
    border-radius: 22px;
    background: var(--surface);
    color: var(--text);
    font: inherit;
    line-height: 1.3;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover {
    border-color: var(--muted);
    background: var(--sunken);
  }
  button.primary,
  button.primary:hover {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  button.plain {
    flex: none;
    padding: 8px;
    border-color: transparent;
    background: transparent;
    color: var(--muted);
  }
  button.plain:hover {
    background: var(--sunken);
    color: var(--text);
  }
  button.round {
    width: 44px;
    padding: 0;
    border-radius: 50%;
  }
  button:disabled,
  button.primary:disabled {
    border-color: transparent;
    background: var(--sunken);
    color: var(--muted);
    cursor: default;
  }
  :focus-visible {
    outline: 2px solid var(--text);
    outline-offset: 2px;
  }
  .icon {
    display: block;
    width: 22px;
    height: 22px;
    margin: auto;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
