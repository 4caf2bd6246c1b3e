// The files that are in the lake.
import { get, newKey, post, withQuery, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'

export type Batch = Schemas['Batch']
export type BatchPage = Schemas['BatchPage']

export const listBatches = (cursor?: string) => get<Schemas['BatchList']>(withQuery('/batches', { limit: '100', cursor }))
export const showBatch = (id: string) => get<BatchPage>(`/batches/${encodeURIComponent(id)}`)
export const undoBatch = (id: string, reason: string) => post<void>(`/batches/${encodeURIComponent(id)}/undo`, { reason }, newKey())

export const levels: Record<Schemas['Remark']['level'], Words> = {
  serious: w('严重', 'Serious'),
  warning: w('注意', 'Warning'),
  notice: w('提示', 'Notice'),
}

export const count = (n: number | undefined) => (n ?? 0).toLocaleString('en')
// "2026-03-01T09:30:00+08:00" as it is read.
export const moment = (stamp: string) => stamp.slice(0, 16).replace('T', ' ')
