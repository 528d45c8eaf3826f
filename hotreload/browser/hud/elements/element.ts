// element: builds the HUD's elements. Their texts may come from anywhere: they never become markup,
// and are shown as what they are.

import { shownLine, shownText } from 'tickswap/hotreload'

/**
 * Attributes by name; `true` is one without a value, `false` and undefined leave it out. No
 * `style`: content-security policies may forbid it.
 */
type Attributes = Readonly<Record<string, string | boolean | undefined>> & {
  readonly style?: never
}

/** An element with its attributes and children; strings become text, by `shownText`. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) setAttribute(made, name, value)
  made.append(...children.map((child) => (typeof child === 'string' ? shownText(child) : child)))
  return made
}

/** A button with a listener for clicks, which keyboards trigger too. */
export function button(
  attributes: Attributes,
  onClick: (event: MouseEvent) => void,
  ...children: readonly (Node | string)[]
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, ...children)
  made.addEventListener('click', onClick)
  return made
}

/** Sets a text, without touching the page if it is the same. */
export function setText(node: Node, text: string): void {
  const shown = shownText(text)
  if (node.textContent !== shown) node.textContent = shown
}

/** Sets an attribute, or removes it, without touching the page if it is the same. */
export function setAttribute(
  node: Element,
  name: string,
  value: string | boolean | undefined,
): void {
  if (value === undefined || value === false) {
    node.removeAttribute(name)
    return
  }
  const text = value === true ? '' : shownLine(value)
  if (node.getAttribute(name) !== text) node.setAttribute(name, text)
}
