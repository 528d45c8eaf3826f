// Texts that nest as deeply as one wishes, one for each way in which code can nest.

const times = (part: string, depth: number) => part.repeat(depth)

/** Wraps `middle` in `depth` pairs. */
const around = (open: string, close: string, middle = '1') => {
  return (depth: number) => times(open, depth) + middle + times(close, depth)
}

/** A text of the given depth. */
export type NestedText = (depth: number) => string

/** By what nests. All but those of types and JSX are JavaScript. */
export const nestedTexts: Readonly<Record<string, NestedText>> = {
  parentheses: around('(', ')'),
  arrays: (depth) => `x = ${around('[', ']')(depth)}`,
  blocks: around('{', '}', ''),
  objects: (depth) => `x = ${around('{a:', '}')(depth)}`,
  'brackets without an end': (depth) => times('[(', depth),
  templates: (depth) => `x = ${around('`${', '}`')(depth)}`,
  'templates in templates after text': (depth) => `x = ${around("`it's ${", '}`')(depth)}`,
  calls: (depth) => `x = ${around('f(', ')')(depth)}`,
  arrows: (depth) => `x = ${times('a => ', depth)}1`,
  'arrows over lines': (depth) => `x = ${times('a =>\n', depth)}1`,
  functions: around('function f() {', '}', ''),
  classes: around('class A { static {', '}}', ''),
  'class expressions': (depth) => `x = ${around('class extends ', '{}', 'A')(depth)}`,
  getters: (depth) => `x = ${around('{ get a() { return ', '}}')(depth)}`,
  parameters: (depth) => `x = ${around('(a = ', ') => 1')(depth)}`,
  patterns: (depth) => `var ${around('[', ']', 'a')(depth)} = 1`,
  'patterns with defaults': (depth) => `var ${around('{ a: { b = ', '} }')(depth)} = 1`,
  signs: (depth) => `x = ${times('- ', depth)}1`,
  words: (depth) => `x = ${times('typeof ', depth)}1`,
  'words over lines': (depth) => `x = ${times('void\n', depth)}1`,
  news: (depth) => `x = ${times('new ', depth)}A`,
  awaits: (depth) => `async function f() { ${times('await ', depth)}1 }`,
  yields: (depth) => `function* f() { ${times('yield ', depth)}1 }`,
  conditionals: (depth) => `x = ${times('a ? b : ', depth)}c`,
  'conditionals on the left': (depth) => `x = ${around('a ? ', ' : b')(depth)}`,
  'else if': (depth) => `${times('if (a); else ', depth)};`,
  'else if over lines': (depth) => `${times('if (a) b\nelse ', depth)}c`,
  ifs: (depth) => `${times('if (a)\n', depth)}b`,
  loops: (depth) => `${times('for (;;) while (a) ', depth)}b`,
  labels: (depth) => `${Array.from({ length: depth }, (_, index) => `a${index}:`).join('')};`,
  members: (depth) => `x = a${times('.b', depth)}`,
  'optional members': (depth) => `x = a${times('?.b', depth)}`,
  'chains of calls': (depth) => `x = a${times('.b(c)', depth)}`,
  'calls of calls': (depth) => `x = a${times('()', depth)}`,
  indices: (depth) => `x = a${times('[0]', depth)}`,
  sums: (depth) => `x = 1${times(' + 1', depth)}`,
  'sums of strings over lines': (depth) => `x = 'a'${times(" +\n'a'", depth)}`,
  comparisons: (depth) => `x = 1${times(' < 1', depth)}`,
  powers: (depth) => `x = 2${times(' ** 2', depth)}`,
  assignments: (depth) => `${times('a = ', depth)}1`,
  'after what looks like a comment': (depth) => `x = '/*'; y = ${around('[', ']')(depth)} // */`,
  'after a regular expression': (depth) =>
    `if (a) /'/.test(b); x = ${around('(', ')')(depth)} // '`,
  'after a division': (depth) => `x = (a) / 2; y = "'" / ${around('(', ')')(depth)} // '`,
  'regular expressions': (depth) => `x = /${around('(', ')', 'a')(depth)}/`,
  'type arguments': (depth) => `type A = ${around('A<', '>', 'B')(depth)}`,
  'type arguments after a comma': (depth) => `type A = ${around('A<B, ', '>', 'B')(depth)}`,
  'types of functions': (depth) => `type A = ${times('() => ', depth)}B`,
  'types with conditions': (depth) => `type A = ${times('A extends B ? C : ', depth)}D`,
  'types of keys': (depth) => `type A = ${times('keyof ', depth)}B`,
  'types of objects': (depth) => `type A = ${around('{ a: ', ' }', 'B')(depth)}`,
  'generic functions': (depth) => `x = ${times('<T,>(a: T) => ', depth)}1`,
  casts: (depth) => `x = a${times(' as any', depth)}`,
  namespaces: around('export namespace A {', '}', 'export const x = 1'),
  'parts of a namespace’s name': (depth) => `namespace A${times('.B', depth)} {}`,
  decorators: around('@a(class {', '}) class A {}', ''),
  enums: (depth) => `enum A { a = ${around('(', ')')(depth)} }`,
}

/** Those that are JSX. */
export const nestedElements: Readonly<Record<string, NestedText>> = {
  elements: (depth) => `x = ${around('<a>', '</a>', '')(depth)}`,
  fragments: (depth) => `x = ${around('<>', '</>', '')(depth)}`,
  'elements after an apostrophe': (depth) => `x = ${around("<p>it's", '</p>', '')(depth)}`,
  'expressions in elements': (depth) => `x = ${around('<a>{', '}</a>')(depth)}`,
  'brackets after an apostrophe': (depth) => `x = <p>'{${around('(', ')')(depth)}}</p>`,
  'brackets after what looks like a comment': (depth) =>
    `x = <p>// {${around('(', ')')(depth)}}</p>`,
  attributes: (depth) => `x = ${around('<a b={', '}/>')(depth)}`,
}
