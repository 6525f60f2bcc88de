import { css } from "lit";

/** The launcher, the panel with its bars, and what is said around the conversation. */
export const panelStyles = css`
  .launcher {
    position: fixed;
    inset: auto 24px 24px auto;
    z-index: 2147483000;
    width: 60px;
    height: 60px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    box-shadow:
      0 2px 6px #0003,
      0 10px 28px #0003;
  }
  .launcher:hover {
    background: color-mix(in srgb, var(--accent) 88%, var(--on-accent));
  }
  .launcher:focus-visible {
    outline-offset: 3px;
  }
  .launcher .icon {
    width: 28px;
    height: 28px;
  }
  dialog {
    position: fixed;
    inset: auto 24px 24px auto;
    z-index: 2147483000;
    width: 400px;
    height: min(720px, 100dvh - 48px);
    max-width: none;
    max-height: none;
    margin: 0;
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: inherit;
    box-shadow:
      0 4px 12px #0001,
      0 20px 56px #0003;
    overflow: hidden;
  }
  dialog[open] {
    display: flex;
    flex-direction: column;
  }
  @media (max-width: 480px) {
    .launcher {
      inset: auto 16px 16px auto;
    }
    dialog {
      inset: 0;
      width: 100%;
      height: var(--viewport-height, 100dvh);
      border: 0;
      border-radius: 0;
    }
  }
  .bar {
    display: flex;
    flex: none;
    align-items: center;
    gap: 2px;
    padding: 10px 8px 10px 16px;
    border-bottom: 1px solid var(--line);
  }
  .mark {
    display: grid;
    flex: none;
    width: 38px;
    height: 38px;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
  }
  .names {
    flex: 1;
    min-width: 0;
    margin-inline: 10px 4px;
    line-height: 1.3;
  }
  .names > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .names h2 {
    font-weight: 650;
  }
  .names p {
    color: var(--muted);
    font-size: 13px;
  }
  @media (max-width: 400px) {
    .bar .mark {
      display: none;
    }
    .names {
      margin-inline-start: 0;
    }
  }
  .log {
    position: relative;
    flex: 1;
    padding: 20px 16px;
    overflow: hidden auto;
    overscroll-behavior: contain;
  }
  .log:focus-visible {
    outline-offset: -3px;
    border-radius: 6px;
  }
  .welcome {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: 8px;
    min-height: 100%;
    padding: 8px;
    color: var(--muted);
    text-align: center;
    text-wrap: balance;
  }
  .welcome .mark {
    width: 60px;
    height: 60px;
    margin-bottom: 8px;
  }
  .welcome .mark .icon {
    width: 30px;
    height: 30px;
  }
  .greeting {
    color: var(--text);
    font-size: 20px;
    font-weight: 650;
    line-height: 1.3;
  }
  .welcome .replies {
    justify-content: center;
    margin-top: 16px;
  }
  .notice {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 10px 16px;
    border-block: 1px solid var(--line);
    background: var(--sunken);
    font-size: 14px;
  }
  .notice p {
    flex: 1 1 180px;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .drop {
    position: absolute;
    inset: 8px;
    display: grid;
    place-content: center;
    gap: 8px;
    border: 2px dashed var(--muted);
    border-radius: 12px;
    background: var(--surface);
    pointer-events: none;
  }
  @media (prefers-reduced-motion: no-preference) {
    .launcher {
      transition: transform 0.15s;
    }
    .launcher:hover {
      transform: translateY(-2px);
    }
    dialog[open] {
      animation: rise 0.2s ease-out;
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(12px);
      }
    }
  }
`;
