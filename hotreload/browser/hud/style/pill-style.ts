// pillStyle: the pill that opens the panel.

export const pillStyle = /* css */ `
.pill {
  display: flex;
  flex: none;
  align-items: center;
  gap: 8px;
  height: 26px;
  padding: 0 11px 0 10px;
  border-radius: 13px;
  background: var(--background);
  box-shadow: var(--shadow);
  color: var(--muted);
  white-space: nowrap;
  font-variant-numeric: tabular-nums;
}
.pill:hover, .pill[aria-expanded="true"] { color: var(--text); }
.pill .brief { color: var(--text); }
.pill[data-tone="error"] .brief { color: var(--error); }
.pill[data-tone="rolling"] .brief { color: var(--rolling); }
.pill .name::after, .pill .brief::after {
  content: "·" / "";
  margin-left: 8px;
  color: var(--muted);
}
`
