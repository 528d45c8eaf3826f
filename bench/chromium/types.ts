// The page's part of the bench types: times the real type worker, from the new text to its
// diagnostics on the page.

import { typeChecker } from 'tickswap/types'
import { measureTypeEdits, type TypeEditPlan, type TypeEditTimes } from '../harness/type-edits.ts'
import { typeFiles } from './type-files.ts'

export async function measureTypes(plan: TypeEditPlan): Promise<TypeEditTimes> {
  const loaded = await Promise.all(
    Object.entries(typeFiles).map(async ([path, load]) => [path, await load()]),
  )
  const files: Readonly<Record<string, string>> = Object.fromEntries(loaded)
  const compilerOptions = { lib: ['es2023'], customConditions: ['tickswap-source'] }
  return measureTypeEdits(
    () => typeChecker({ files, scripts: '../../scripts', compilerOptions }),
    plan,
  )
}
