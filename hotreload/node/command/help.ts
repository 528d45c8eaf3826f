// HELP: what `npx tickswap --help` prints.

export const HELP = `Signs folders of scripts for games that require signatures.

npx tickswap keys [file]      Makes a key pair. The private key is written to the file
                              (default tickswap.key), which only you may read; the public
                              key is printed as the option signatures: { keys } takes it.
  --public                    Prints the public key of a file that is there already.
  --force                     Overwrites a file that is there already.

npx tickswap sign <folder>    Writes tickswap.manifest into the folder: a list of its scripts,
                              signed. Each signing is a new release, one above the last.
  --key <file>                The private key. Default tickswap.key.
  --name <name>               What the game has as signatures.name. Default: none.
  --former-key <public key>   The key of the manifest that is there, if it was another one.
                              May be repeated.
  --release <number>          The least number of this release, if the manifest before was lost.

npx tickswap verify <folder>  Compares the scripts of the folder with its manifest.
  --public-key <public key>   A key that it may be signed with. May be repeated.
  --name <name>               The name that it must be signed for.

For sign and verify, the same as for watchSource:
  --include <glob>            May be repeated. Default: every file with a script's extension.
  --exclude <glob>            May be repeated.
  --max-size <bytes>          A larger file is an error. Default 1048576.

Exits with 0 if all is well, with 1 if it could not be done or does not fit, and with 2 if it is
not clear what to do.`
