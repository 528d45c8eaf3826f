// ModuleParser: acorn, in a time that is linear in the number of declarations.

import { Parser } from 'acorn'

/** Below it, looking through a list is faster than a set. */
const MANY = 16

/** acorn adds each declared name to such a list, and looks for each in all of it. */
class NameList extends Array<string> {
  #set: Set<string> | undefined

  override push(name: string): number {
    this.#set?.add(name)
    return super.push(name)
  }

  /** 0 for a name that is there: acorn only asks whether it is. */
  override indexOf(name: string): number {
    if (this.length < MANY) return super.indexOf(name)
    this.#set ??= new Set(this)
    return this.#set.has(name) ? 0 : -1
  }
}

/** To be used as acorn's `Parser`. */
export class ModuleParser extends Parser {
  /** Takes the place of acorn's method, which it calls at the start of each scope. */
  enterScope(flags: number): void {
    const scopes: unknown = Reflect.get(this, 'scopeStack')
    if (!Array.isArray(scopes)) throw new TypeError('This version of acorn keeps no scopes.')
    const [variables, lexical, functions] = [new NameList(), new NameList(), new NameList()]
    scopes.push({ flags, var: variables, lexical, functions })
  }
}
