/** `node .ci/readme-keys.ts`: writes the table of keys into the README, between its markers. */
import { readFile, writeFile } from 'node:fs/promises'
import { withKeysTable } from '../components/keys/keys-table.ts'

const readme = new URL('../README.md', import.meta.url)
await writeFile(readme, withKeysTable(await readFile(readme, 'utf8')))
