// scriptsStyle: the table of scripts, their history, and the differences between versions.

export const scriptsStyle = /* css */ `
table { width: 100%; border-collapse: collapse; }
th, td {
  padding: 0 0 0 10px;
  border-top: 1px solid var(--line);
  text-align: left;
  font-weight: 400;
  white-space: nowrap;
}
th:first-child, td[colspan] { width: 100%; padding-left: 0; white-space: normal; }
thead th { padding-bottom: 4px; border: 0; color: var(--muted); font-size: 0.92em; }
tbody tr:first-child > * { height: 32px; }
td:nth-child(n + 4), thead th:nth-child(n + 4) {
  text-align: right;
  font-variant-numeric: tabular-nums;
}
tbody tr:first-child:hover > * { background: linear-gradient(var(--surface), var(--surface)); }
td.state { position: relative; min-width: 76px; color: var(--muted); }
tbody[data-tone="rolling"] .phase { color: var(--rolling); }
tbody[data-tone="error"] .phase { color: var(--error); }

.script {
  display: inline-flex;
  align-items: center;
  gap: 7px;
  min-width: 92px;
  min-height: 24px;
  border-radius: 4px;
  font-weight: 500;
  overflow-wrap: break-word;
}
.script::before {
  content: "";
  flex: none;
  width: 5px;
  height: 5px;
  border: solid var(--muted);
  border-width: 0 1.5px 1.5px 0;
  rotate: -45deg;
  transition: rotate 0.12s;
}
.script[aria-expanded="true"]::before { rotate: 45deg; }

progress {
  appearance: none;
  position: absolute;
  inset: auto 0 4px 10px;
  width: calc(100% - 10px);
  height: 2px;
  border: 0;
  border-radius: 1px;
  background: var(--line);
}
progress::-webkit-progress-bar { background: var(--line); border-radius: 1px; }
progress::-webkit-progress-value { background: var(--rolling); border-radius: 1px; }
progress::-moz-progress-bar { background: var(--rolling); border-radius: 1px; }

.reason { display: none; }
.why { min-height: 1.5em; padding-top: 4px; color: var(--muted); }

td[colspan] { border: 0; padding-bottom: 10px; }
.details {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 8px;
  padding: 2px 0 0 12px;
  contain: inline-size;
}
.changes { white-space: pre-line; }
.history { display: grid; gap: 8px; min-width: 0; }
.history > li { display: grid; grid-template-columns: minmax(0, 1fr); }
.history .diff { margin-top: 6px; }
.history .head {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0 8px;
  min-height: 24px;
}
.history .outcome { color: var(--muted); }
[data-outcome="current"] .outcome { color: var(--accent); }
[data-outcome="withdrawn"] .outcome { color: var(--error); }
.history time { flex: 1; }

.diff pre { max-height: 240px; margin-top: 2px; padding: 4px 0; }
.hunk { width: max-content; min-width: 100%; }
.hunk + .hunk { margin-top: 4px; padding-top: 4px; border-top: 1px solid var(--line); }
.hunk > * { display: block; padding-right: 8px; text-decoration: none; }
.hunk .gutter { display: inline-block; padding: 0 4px 0 0; }
ins { background: color-mix(in srgb, var(--accent) 18%, transparent); color: inherit; }
del { background: color-mix(in srgb, var(--error) 18%, transparent); color: inherit; }

@container (max-width: 440px) {
  th, td { padding-left: 6px; }
  thead th { font-size: 0.84em; }
  td.state { min-width: 66px; }
  progress { inset: auto 0 4px 6px; width: calc(100% - 6px); }
  .script { min-width: 84px; gap: 5px; }
}
`
