// Beside every file of dist its gzip, where that saves something: the program sends it as it is.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

let plain = 0
let sent = 0
for (const entry of readdirSync('dist', { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || entry.name.endsWith('.gz')) continue
  const path = join(entry.parentPath, entry.name)
  const bytes = readFileSync(path)
  const packed = gzipSync(bytes, { level: 9 })
  plain += bytes.length
  sent += Math.min(bytes.length, packed.length)
  if (packed.length < bytes.length * 0.9) writeFileSync(path + '.gz', packed)
}
console.log(`dist: ${Math.round(plain / 1000)} kB, gzip ${Math.round(sent / 1000)} kB`)
