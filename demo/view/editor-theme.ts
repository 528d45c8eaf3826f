// editor-theme: how CodeMirror looks in the demo. Colours come from style.css.

import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const surface = EditorView.theme(
  {
    '&': {
      height: '100%',
      fontSize: '12.5px',
      color: 'var(--text)',
      backgroundColor: 'transparent',
    },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.62' },
    '.cm-content': { padding: '14px 0 40px', caretColor: 'var(--accent)' },
    '.cm-line': { padding: '0 18px 0 6px' },
    '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
    '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--gutter)', border: 'none' },
    '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 10px', minWidth: '26px' },
    '.cm-activeLine': { backgroundColor: 'rgb(255 255 255 / 0.03)' },
    '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--text)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
      {
        backgroundColor: 'rgb(124 156 255 / 0.24)',
      },
    '.cm-selectionMatch': { backgroundColor: 'rgb(124 156 255 / 0.14)' },
    '&.cm-focused .cm-matchingBracket': {
      backgroundColor: 'rgb(94 234 212 / 0.16)',
      outline: 'none',
    },
    '.cm-gutter-lint': { width: '16px' },
    '.cm-lint-marker': { width: '9px', height: '9px', margin: '6px 0 0 4px' },
    '.cm-lint-marker-error': {
      content: 'none',
      borderRadius: '50%',
      backgroundColor: 'var(--bad)',
      boxShadow: '0 0 10px var(--bad)',
    },
    '.cm-lintRange-error': {
      backgroundImage: 'none',
      backgroundColor: 'rgb(255 107 122 / 0.16)',
      borderBottom: '2px solid var(--bad)',
    },
    '.cm-tooltip': {
      backgroundColor: 'var(--raised)',
      border: '1px solid var(--line)',
      borderRadius: '8px',
      overflow: 'hidden',
    },
    '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad)', padding: '6px 10px' },
    '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--text)' },
    '.cm-foldGutter': { display: 'none' },
  },
  { dark: true },
)

const highlight = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--comment)', fontStyle: 'italic' },
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: '#a99bff' },
  { tag: [tags.number, tags.bool, tags.null], color: '#ffb86b' },
  { tag: [tags.string, tags.special(tags.string)], color: '#7ddba3' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: '#7cc4ff' },
  { tag: [tags.typeName, tags.className, tags.definition(tags.typeName)], color: '#5eead4' },
  { tag: tags.definition(tags.variableName), color: '#e8ecf8' },
  { tag: tags.propertyName, color: '#c3cbe0' },
  { tag: [tags.operator, tags.punctuation, tags.bracket], color: '#8c96b0' },
])

export const editorTheme = [surface, syntaxHighlighting(highlight)]
