import { css } from "lit";

/** Bubbles, photos, quick replies, chips, and the three dots. */
export const messageStyles = css`
  .messages {
    display: flex;
    flex-direction: column;
    gap: 10px;
  }
  .message {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 8px;
    min-width: 0;
  }
  .message.shopper {
    align-items: flex-end;
    margin-top: 10px;
  }
  .message.shopper + .shop {
    margin-top: 10px;
  }
  .bubble {
    max-width: min(85%, 460px);
    padding: 9px 14px;
    border-radius: var(--radius) var(--radius) var(--radius) 5px;
    background: var(--sunken);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .shopper .bubble {
    border-radius: var(--radius) var(--radius) 5px var(--radius);
    background: var(--accent);
    color: var(--on-accent);
  }
  .name,
  .note {
    color: var(--muted);
    font-size: 13px;
  }
  .photos {
    display: flex;
    flex-wrap: wrap;
    justify-content: inherit;
    gap: 6px;
  }
  .photos > * {
    width: 148px;
    height: 148px;
    border-radius: 14px;
    background: var(--sunken);
    object-fit: cover;
  }
  .photos > :nth-last-child(n + 2),
  .photos > :nth-last-child(n + 2) ~ * {
    width: 104px;
    height: 104px;
  }
  .shopper .photos {
    justify-content: flex-end;
  }
  .image {
    max-width: 85%;
    max-height: 280px;
    border-radius: 14px;
  }
  .replies,
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .replies button {
    border-color: var(--muted);
    font-weight: 550;
  }
  .chips {
    gap: 6px;
  }
  .chip {
    display: flex;
    align-items: center;
    min-height: 44px;
    padding-inline: 14px;
    border: 1px solid var(--line);
    border-radius: 22px;
    background: var(--sunken);
    font-size: 14px;
  }
  .chip:has(button) {
    padding-right: 0;
  }
  .chip button {
    padding: 0;
    border-color: transparent;
    background: transparent;
    color: var(--muted);
  }
  .chip button:hover {
    color: var(--text);
  }
  .chip .icon {
    width: 16px;
    height: 16px;
  }
  .typing {
    display: flex;
    gap: 5px;
    width: max-content;
    margin-top: 20px;
    padding: 15px 16px;
    border-radius: var(--radius) var(--radius) var(--radius) 5px;
    background: var(--sunken);
  }
  .typing i {
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--muted);
  }
  @media (prefers-reduced-motion: no-preference) {
    .typing i {
      animation: breathe 1.2s infinite;
    }
    .typing i:nth-child(2) {
      animation-delay: 0.15s;
    }
    .typing i:nth-child(3) {
      animation-delay: 0.3s;
    }
    @keyframes breathe {
      30% {
        opacity: 0.3;
        transform: translateY(-2px);
      }
    }
  }
  .checkout {
    display: inline-flex;
    align-items: center;
    min-height: 44px;
    padding: 0 18px;
    border-radius: var(--radius);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
    text-decoration: none;
  }
  .page {
    padding: 12px 4px;
    color: var(--accent);
  }
  .comparison {
    max-width: 100%;
    overflow-x: auto;
  }
  .comparison table {
    border-collapse: collapse;
    font-size: 14px;
  }
  .comparison :is(th, td) {
    min-width: 88px;
    max-width: 180px;
    padding: 7px 10px;
    border-bottom: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }
  .comparison th {
    font-weight: 600;
  }
`;
