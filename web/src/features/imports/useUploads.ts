// Files sent one after another; what the server would refuse for its size is not sent at all.
import { ref } from 'vue'

import { wordsOf } from '../../shell/useLoaded'
import { w, type Words } from '../../shell/words'
import { megabytes, sendFile, type Upload } from './import'

export function useUploads(mostBytes: () => number, arrived: (uploads: Upload[]) => void) {
  const sending = ref<{ name: string; share: number } | null>(null)
  const faults = ref<{ name: string; words: Words }[]>([])
  let stopping = new AbortController()

  async function send(files: File[]) {
    faults.value = []
    stopping = new AbortController()
    const there: Upload[] = []
    for (const file of files) {
      if (stopping.signal.aborted) break
      const most = mostBytes()
      if (most > 0 && file.size > most) {
        const words = w(`有 ${megabytes(file.size)}，超过每份 ${megabytes(most)} 的限度，没有上传；可以压缩成 zip 或拆成几份`, `has ${megabytes(file.size)} and the limit is ${megabytes(most)}: not sent; zip it or cut it into parts`)
        faults.value.push({ name: file.name, words })
        continue
      }
      sending.value = { name: file.name, share: 0 }
      try {
        there.push(await sendFile(file, (share) => (sending.value = { name: file.name, share }), stopping.signal))
      } catch (error) {
        if (!stopping.signal.aborted) faults.value.push({ name: file.name, words: wordsOf(error) })
      }
    }
    sending.value = null
    arrived(there)
  }
  return { sending, faults, send, stop: () => stopping.abort() }
}
