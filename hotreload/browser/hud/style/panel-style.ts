// panelStyle: the open panel: its frame, the graph, the problems, the rollbacks.

export const panelStyle = /* css */ `
.panel {
  display: flex;
  flex: 0 1 auto;
  flex-direction: column;
  width: min(420px, 100%);
  min-height: min(220px, 60cqh);
  max-height: 660px;
  border-radius: var(--radius);
  background: var(--background);
  box-shadow: var(--shadow);
  animation: appear 0.14s ease-out;
}
.panel header {
  display: flex;
  flex: none;
  align-items: center;
  gap: 8px;
  padding: 8px 8px 8px 14px;
}
.sentence { flex: 1; min-width: 0; font-weight: 500; overflow-wrap: anywhere; }
.body {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 12px;
  min-height: 0;
  padding: 0 14px 12px;
  overflow: auto;
  overscroll-behavior: contain;
  scrollbar-width: thin;
}

.plot {
  position: relative;
  height: 72px;
  overflow: hidden;
  border-radius: 6px;
  background: var(--surface);
}
canvas { display: block; width: 100%; height: 100%; }
.line {
  position: absolute;
  inset-inline: 0;
  padding-right: 5px;
  border-bottom: 1px dashed color-mix(in srgb, var(--muted) 55%, transparent);
  color: var(--muted);
  font-size: 10px;
  line-height: 14px;
  text-align: right;
  font-variant-numeric: tabular-nums;
}
.budget-line { border-color: var(--rolling); color: var(--rolling); }
figcaption {
  display: flex;
  flex-wrap: wrap;
  gap: 2px 16px;
  margin-top: 6px;
  color: var(--muted);
  font-variant-numeric: tabular-nums;
}
.key { display: inline-block; width: 8px; height: 8px; margin-right: 6px; border-radius: 2px; }
.frame-key { background: var(--bar); }
.work-key { background: var(--rolling); }

.problems ul { display: grid; gap: 6px; }
.problems .problem { padding-left: 10px; border-left: 2px solid var(--error); }
.problems .problem[data-severity="warning"] { border-color: var(--rolling); }

summary { width: fit-content; border-radius: 4px; color: var(--muted); cursor: pointer; }
summary:hover { color: var(--text); }
.log { display: grid; gap: 8px; margin-top: 8px; }
.log .head { display: flex; flex-wrap: wrap; gap: 0 8px; }
.log .outcome { flex: 1; color: var(--muted); }
`
