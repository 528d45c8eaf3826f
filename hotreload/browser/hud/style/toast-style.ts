// toastStyle: the notices over the game.

export const toastStyle = /* css */ `
.notices {
  --bleed: 16px;
  flex: 0 1 auto;
  width: calc(min(420px, 100%) + 2 * var(--bleed));
  min-height: min(96px, 30cqh);
  margin: calc(-1 * var(--bleed));
  padding: var(--bleed);
  overflow: auto;
  scrollbar-width: none;
}
.stack > .notices { pointer-events: none; }
.toasts { display: flex; flex-direction: column; gap: 8px; }
:host([data-tickswap-hud^="bottom"]) :is(.notices:not([hidden]), .toasts) {
  display: flex;
  flex-direction: column-reverse;
}
.toast {
  display: grid;
  gap: 8px;
  padding: 7px 7px 7px 14px;
  border-radius: var(--radius);
  background: var(--background);
  box-shadow: var(--shadow);
  pointer-events: auto;
  animation: appear 0.18s ease-out;
}
.toast.replacing { animation: none; }
.toast > .head { display: flex; align-items: flex-start; gap: 8px; }
.toast > .head > .sign { margin-top: 8px; }
.text { flex: 1; min-width: 0; padding: 3px 0; overflow-wrap: anywhere; }
.text > p { color: var(--muted); }
[data-tone="success"] .text { display: flex; flex-wrap: wrap; gap: 0 8px; }
.toast > :not(.head) { margin: 0 7px 5px 16px; }
.toast .problem { display: grid; gap: 3px; min-width: 0; }

/* In a wide window they stand beside the open panel; in a narrow one the panel lists the
   problems. */
@container (min-width: 900px) {
  .stack:has(.panel:not([hidden])) .notices {
    position: absolute;
    right: 428px;
    bottom: 34px;
    max-height: 100%;
  }
  :host([data-tickswap-hud$="left"]) .stack:has(.panel:not([hidden])) .notices {
    right: auto;
    left: 428px;
  }
  :host([data-tickswap-hud^="top"]) .stack:has(.panel:not([hidden])) .notices {
    top: 34px;
    bottom: auto;
  }
}
@container (max-width: 900px) {
  .stack:has(.panel:not([hidden])) .toast[data-tone="error"] > .problem { display: none; }
}
`
