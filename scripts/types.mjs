/** Checks the types of every world in turn; each has its own `tsconfig.json`. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const WORLDS = ['.', 'src/core', 'src/worker', 'src/app', 'src', 'bin', 'scripts', 'bench', 'e2e']

const failed = WORLDS.filter(
  (world) =>
    spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', world, '--pretty'], { cwd: ROOT, stdio: 'inherit' })
      .status !== 0,
)
if (failed.length > 0) {
  console.error(`types: ${failed.join(', ')}`)
  process.exitCode = 1
}
