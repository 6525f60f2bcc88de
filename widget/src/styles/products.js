import { css } from "lit";

/** The carousel of product cards. It bleeds to the panel's edges, so that a cut card says "more". */
export const productStyles = css`
  .carousel {
    align-self: stretch;
    margin-inline: -16px;
  }
  .carousel header {
    display: flex;
    align-items: center;
    padding-inline: 16px 8px;
    min-height: 32px;
    color: var(--muted);
    font-size: 13px;
  }
  .carousel header span {
    flex: 1;
  }
  .cards {
    position: relative;
    display: flex;
    gap: 12px;
    padding: 4px 16px 14px;
    overflow-x: auto;
    overscroll-behavior-x: contain;
    scroll-padding-inline: 16px;
    scroll-snap-type: x proximity;
    scrollbar-width: none;
  }
  .card {
    display: flex;
    flex: none;
    flex-direction: column;
    width: min(212px, 66vw);
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--surface);
    box-shadow: 0 1px 3px #0001;
    overflow: hidden;
    scroll-snap-align: start;
  }
  .picture {
    position: relative;
    aspect-ratio: 6 / 5;
    /* Studio shots stand on white, in dark mode too. */
    background: #ffffff;
    color: #aab4b0;
  }
  .picture > * {
    position: absolute;
    inset: 0;
  }
  .picture img {
    width: 100%;
    height: 100%;
    object-fit: contain;
  }
  .picture img:not([hidden]) + .icon {
    display: none;
  }
  .picture .icon {
    width: 56px;
    height: 56px;
    stroke-width: 1.1;
  }
  .number {
    inset: 10px auto auto 10px;
    min-width: 26px;
    padding-inline: 8px;
    border-radius: 13px;
    background: #1a2421;
    color: #ffffff;
    font-size: 13px;
    font-weight: 650;
    line-height: 26px;
    text-align: center;
  }
  .facts {
    display: flex;
    flex: 1;
    flex-direction: column;
    gap: 4px;
    padding: 12px 14px 2px;
  }
  .facts h3 {
    display: -webkit-box;
    overflow: hidden;
    font-weight: 550;
    line-height: 1.35;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .price strong {
    margin-right: 4px;
    font-size: 17px;
    font-weight: 700;
    font-variant-numeric: tabular-nums;
  }
  .price s {
    color: var(--muted);
    font-size: 14px;
  }
  .stock {
    font-size: 13px;
  }
  .stock::before {
    display: inline-block;
    width: 7px;
    height: 7px;
    margin-right: 6px;
    border-radius: 50%;
    background: currentColor;
    content: "";
    vertical-align: 1px;
  }
  .stock.in {
    color: var(--good);
  }
  .stock.out {
    color: var(--bad);
  }
  .why {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    color: var(--muted);
    font-size: 13px;
  }
  .why li {
    display: flex;
    gap: 3px;
    overflow-wrap: anywhere;
  }
  .why .icon {
    flex: none;
    width: 15px;
    height: 15px;
    margin: 2px 0;
  }
  .actions {
    display: grid;
    gap: 6px;
    padding: 8px 12px 12px;
  }
  .actions button {
    border-radius: 12px;
    font-weight: 550;
  }
  .actions button:first-child {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .card :focus-visible {
    outline-offset: 1px;
  }
  @media (prefers-reduced-motion: no-preference) {
    .cards {
      scroll-behavior: smooth;
    }
    .card {
      transition: box-shadow 0.2s;
    }
    .card:hover {
      box-shadow: 0 6px 20px #0002;
    }
  }
`;
