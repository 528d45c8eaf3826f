// baseStyle: the colours that pages may change, the place over the game, and what all parts share.

export const baseStyle = /* css */ `
:host {
  --background:
    var(--tickswap-background, light-dark(rgb(255 255 255 / 0.97), rgb(13 15 23 / 0.95)));
  --surface: var(--tickswap-surface, light-dark(rgb(20 30 60 / 0.05), rgb(255 255 255 / 0.05)));
  --text: var(--tickswap-text, light-dark(#1d2333, #dde2f0));
  --muted: var(--tickswap-muted, light-dark(#576078, #939db6));
  --line: var(--tickswap-line, light-dark(rgb(20 30 60 / 0.14), rgb(255 255 255 / 0.1)));
  --accent: var(--tickswap-accent, light-dark(#0b7a70, #7ce0d3));
  --rolling: var(--tickswap-rolling, light-dark(#95580a, #f5b968));
  --error: var(--tickswap-error, light-dark(#bd2438, #ff8089));
  --bar: var(--tickswap-bar, light-dark(#c3cbdc, #2f374e));
  --sans:
    var(--tickswap-font, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
  --mono:
    var(--tickswap-mono, ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas,
      "DejaVu Sans Mono", monospace);
  --radius: var(--tickswap-radius, 10px);
  --margin: var(--tickswap-margin, 12px);
  --shadow: 0 0 0 1px var(--line), 0 8px 30px rgb(0 0 0 / 0.28), 0 2px 6px rgb(0 0 0 / 0.2);
  all: initial;
  position: fixed;
  inset: 0;
  z-index: 2147483647;
  display: block;
  width: auto;
  height: auto;
  container-type: size;
  overflow: visible;
  pointer-events: none;
  color: var(--text);
  font: var(--tickswap-font-size, 12px) / 1.5 var(--sans);
  color-scheme: dark;
}
:host([data-theme="light"]) { color-scheme: light; }
:host([data-theme="auto"]) { color-scheme: light dark; }
:host([data-inside]) { position: absolute; }

* { box-sizing: border-box; }
[hidden] { display: none !important; }

.stack {
  position: absolute;
  inset: var(--margin);
  display: flex;
  flex-direction: column;
  justify-content: flex-end;
  align-items: flex-end;
  gap: 8px;
}
:host([data-tickswap-hud^="top"]) .stack { justify-content: flex-start; }
:host([data-tickswap-hud$="left"]) .stack { align-items: flex-start; }
.stack > * { pointer-events: auto; }

p, ol, ul, figure, pre { margin: 0; padding: 0; }
ol, ul { list-style: none; }
strong { font-weight: 600; }
mark { background: none; color: inherit; }
time { color: var(--muted); }
.number, time { font-variant-numeric: tabular-nums; }
.hint { color: var(--muted); overflow-wrap: anywhere; }
.hint:empty, .error:empty { display: none; }
.error { color: var(--error); }

button {
  margin: 0;
  padding: 0;
  border: 0;
  background: none;
  color: inherit;
  font: inherit;
  text-align: inherit;
  cursor: pointer;
}
:focus { outline: none; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

.quiet {
  flex: none;
  min-height: 24px;
  padding: 0 8px;
  border-radius: 6px;
  box-shadow: inset 0 0 0 1px var(--line);
  color: var(--muted);
}
.quiet:hover, .quiet[aria-expanded="true"] { background: var(--surface); color: var(--text); }

.icon {
  position: relative;
  flex: none;
  width: 24px;
  height: 24px;
  border-radius: 6px;
  color: var(--muted);
}
.icon:hover { background: var(--surface); color: var(--text); }
.icon::before, .icon::after {
  content: "";
  position: absolute;
  inset: 11.4px 6.5px;
  background: currentColor;
  border-radius: 1px;
  rotate: 45deg;
}
.icon::after { rotate: -45deg; }

/* A state: a dot, hollow while something is rolling out, a square if it is broken. */
.sign {
  flex: none;
  width: 8px;
  height: 8px;
  border-radius: 50%;
  background: var(--accent);
}
[data-tone="rolling"] > .sign,
[data-tone="rolling"] > header > .sign,
[data-tone="warning"] > .head > .sign {
  background: none;
  box-shadow: inset 0 0 0 2.5px var(--rolling);
}
[data-tone="error"] > .sign,
[data-tone="error"] > header > .sign,
[data-tone="error"] > .head > .sign {
  border-radius: 2px;
  background: var(--error);
}

.code, .diff pre {
  overflow: auto;
  padding: 6px 8px;
  border-radius: 6px;
  background: var(--surface);
  font: 0.96em / 1.55 var(--mono);
  white-space: pre;
  tab-size: 2;
}
.gutter { margin-right: 4px; color: var(--muted); user-select: none; }
.code mark {
  color: var(--error);
  text-decoration: underline wavy var(--error) 1px;
  text-underline-offset: 3px;
}
.place { color: var(--muted); font: 0.96em / 1.5 var(--mono); overflow-wrap: anywhere; }
.link {
  text-decoration: underline;
  text-decoration-color: var(--line);
  text-underline-offset: 3px;
}
.link:hover { color: var(--text); text-decoration-color: currentColor; }
.problem .message { overflow-wrap: anywhere; white-space: pre-wrap; }

.visually-hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

@keyframes appear { from { opacity: 0; transform: translateY(4px); } }
@media (prefers-reduced-motion: reduce) {
  * { animation: none !important; transition: none !important; }
}
@media (forced-colors: active) {
  .pill, .panel, .toast { border: 1px solid; }
}
`
