import { css } from "lit";

/** Pictures above, then one row: photo, camera, words, send. */
export const composerStyles = css`
  :host {
    display: block;
    flex: none;
    padding: 8px 8px max(8px, env(safe-area-inset-bottom));
    border-top: 1px solid var(--line);
  }
  form {
    display: flex;
    align-items: flex-end;
    gap: 2px;
  }
  button {
    flex: none;
  }
  .camera {
    display: none;
  }
  @media (pointer: coarse) {
    .camera {
      display: block;
    }
  }
  .field {
    display: grid;
    flex: 1;
    min-width: 0;
    margin-right: 6px;
  }
  /* The mirror grows with the words, and the textarea with the mirror. */
  .mirror,
  textarea {
    grid-area: 1 / 1;
    min-height: 44px;
    max-height: 136px;
    margin: 0;
    padding: 10px 14px;
    border: 1px solid transparent;
    /* Below 16px iOS zooms into the field. */
    font: inherit;
    font-size: 16px;
    line-height: 22px;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .mirror {
    overflow: hidden;
    visibility: hidden;
  }
  textarea {
    width: 100%;
    height: 100%;
    border-radius: 22px;
    background: var(--sunken);
    color: inherit;
    resize: none;
    scrollbar-width: thin;
  }
  textarea:placeholder-shown {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  textarea:focus-visible {
    border-color: var(--muted);
    outline: 1px solid var(--muted);
    outline-offset: 0;
  }
  .previews {
    display: flex;
    gap: 8px;
    padding: 4px 4px 10px;
    overflow-x: auto;
  }
  .previews li {
    position: relative;
    flex: none;
  }
  .previews img {
    display: block;
    width: 72px;
    height: 72px;
    border-radius: 12px;
    background: var(--sunken);
    object-fit: cover;
  }
  /* The target has 44px, the mark in it 24. */
  .previews button {
    position: absolute;
    top: -6px;
    right: -6px;
    padding: 0;
    border: 0;
    background: radial-gradient(circle, #1a2421 12px, transparent 12.5px);
    color: #ffffff;
  }
  .previews .icon {
    width: 14px;
    height: 14px;
    stroke-width: 2.4;
  }
  .complaint {
    padding: 4px 8px 8px;
    color: var(--bad);
    font-size: 14px;
  }
`;
