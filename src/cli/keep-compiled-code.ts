import module from 'node:module'
import { join } from 'node:path'
import { cacheFolder, thisMachine } from '../source/engine/environment.ts'

/**
 * Has Node keep what it compiles from here on in this user's cache folder, for the next start. A folder that cannot be
 * written only means that nothing is kept; a damaged file in it is compiled anew.
 */
export function keepCompiledCode(): void {
  module.enableCompileCache(join(cacheFolder(thisMachine()), 'compiled'))
}
