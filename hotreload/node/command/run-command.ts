// runCommand: the commands of `npx tickswap`, with what they print and how they end.

import { keyIdOf, publicKeyText, readPublicKey } from 'tickswap/hotreload/signatures'
import { newPrivateKey, readKeyFile, signerOf, writeKeyFile } from '../sign/private-key.ts'
import type { FolderOptions } from '../sign/read-folder.ts'
import { signScripts } from '../sign/sign-scripts.ts'
import { verifyScripts } from '../sign/verify-scripts.ts'
import {
  type CommandOptions,
  DEFAULT_KEY_FILE,
  isExpected,
  readOptions,
  UsageError,
} from './command-options.ts'
import { HELP } from './help.ts'

/** Where lines are printed. */
export interface Output {
  print(line: string): void
  printError(line: string): void
}

/** How the process ends: well, with what was asked for not done, or with nothing understood. */
export type ExitCode = 0 | 1 | 2

/** Does what the words ask for. Never rejects for what people may do wrong. */
export async function runCommand(words: readonly string[], output: Output): Promise<ExitCode> {
  try {
    return await run(readOptions(words), output)
  } catch (error) {
    if (error instanceof UsageError) {
      output.printError(`tickswap: ${error.message} See: npx tickswap --help`)
      return 2
    }
    if (!isExpected(error)) throw error
    output.printError(`tickswap: ${error.message}`)
    return 1
  }
}

async function run(options: CommandOptions, output: Output): Promise<ExitCode> {
  const { command, help } = options
  if (help || command === 'help') {
    output.print(HELP)
    return 0
  }
  if (command === 'keys') return keys(options, output)
  if (command === 'sign') return sign(options, output)
  if (command === 'verify') return verify(options, output)
  const what = command === undefined ? 'no command' : `no command ${JSON.stringify(command)}`
  throw new UsageError(`There is ${what}.`)
}

async function keys(options: CommandOptions, { print }: Output): Promise<ExitCode> {
  const { path: file = DEFAULT_KEY_FILE, force, public: isPublicOnly } = options
  const pem = isPublicOnly ? await readKeyFile(file) : newPrivateKey()
  const { publicKey } = signerOf(pem)
  if (!isPublicOnly) {
    await writeKeyFile(file, pem, { overwrite: force })
    print(`The private key ${keyIdOf(publicKey)} is in ${JSON.stringify(file)}. Keep it secret.`)
    print('Its public key, for the option signatures: { keys: [ … ] } of createHotReload:')
  }
  print(publicKeyText(publicKey))
  return 0
}

async function sign(options: CommandOptions, { print }: Output): Promise<ExitCode> {
  const folder = folderOf(options)
  const { name, formerKeys, release } = options
  const signed = await signScripts(folder, await readKeyFile(options.key), {
    ...folderOptions(options),
    name,
    formerKeys,
    ...(release !== undefined && { release }),
  })
  const { id } = readPublicKey(signed.key)
  print(
    `Signed ${signed.scripts} scripts of ${JSON.stringify(folder)} as release ${signed.release} ` +
      `with key ${id}.`,
  )
  return 0
}

async function verify(options: CommandOptions, output: Output): Promise<ExitCode> {
  const { publicKeys, name } = options
  const folder = folderOf(options)
  if (publicKeys.length === 0) throw new UsageError('A --public-key is missing.')
  const settings = { keys: publicKeys, name }
  const { release, scripts, problems } = await verifyScripts(
    folder,
    settings,
    folderOptions(options),
  )
  for (const { code, message } of problems) output.printError(`${code}: ${message}`)
  if (problems.length > 0) return 1
  output.print(`Release ${release} lists all ${scripts} scripts of ${JSON.stringify(folder)}.`)
  return 0
}

function folderOf({ path }: CommandOptions): string {
  if (path !== undefined) return path
  throw new UsageError('The folder of the scripts is missing.')
}

function folderOptions({ include, exclude, maxSize }: CommandOptions): FolderOptions {
  return { exclude, ...(include && { include }), ...(maxSize !== undefined && { maxSize }) }
}
