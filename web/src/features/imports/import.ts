// Files on their way into the lake: their words, their addresses.
import { get, newKey, post, putFile, remove, withQuery, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'

export { count, moment } from '../sources/source'

export type Upload = Schemas['Upload']
export type UploadPage = Schemas['UploadPage']
export type SourceLook = Schemas['SourceLook']
export type SectionLook = Schemas['SectionLook']
export type ColumnLook = Schemas['ColumnLook']
export type Trouble = Schemas['Trouble']
export type Remark = Schemas['Remark']
export type ImportedFile = Schemas['ImportedFile']
export type Looking = Schemas['Looking']
export type Job = Schemas['Job']
export type StandardTable = Schemas['TableList']['items'][number]

export const listUploads = () => get<Schemas['UploadList']>('/uploads')
export const showUpload = (id: string) => get<UploadPage>(`/uploads/${encodeURIComponent(id)}`)
export const dropUpload = (id: string) => remove(`/uploads/${encodeURIComponent(id)}`)
export const sendFile = (file: File, progress: (share: number) => void, stop: AbortSignal) =>
  putFile<Upload>(withQuery(`/uploads/${newKey()}`, { name: file.name }), file, progress, stop)
export const look = (id: string, looking: Looking) => post<Job>(`/uploads/${encodeURIComponent(id)}/look`, looking, newKey())
export const importUpload = (id: string, rememberAs: string, again: string[]) => post<Job>(`/uploads/${encodeURIComponent(id)}/import`, { remember_as: rememberAs, again }, newKey())
export const listJobs = async () => (await get<Schemas['JobList']>('/jobs')).items
export const showJob = (id: string) => get<Job>(`/jobs/${encodeURIComponent(id)}`)
export const cancelJob = (id: string) => post<Job>(`/jobs/${encodeURIComponent(id)}/cancel`, {}, newKey())
export const listTables = async () => (await get<Schemas['TableList']>('/tables')).items

export const jobStates: Record<Job['state'], { mark: string; words: Words }> = {
  waiting: { mark: '…', words: w('排队', 'Waiting') },
  running: { mark: '▶', words: w('进行中', 'At work') },
  done: { mark: '✓', words: w('完成', 'Done') },
  failed: { mark: '✕', words: w('未完成', 'Failed') },
  cancelled: { mark: '■', words: w('已停止', 'Stopped') },
  cut_off: { mark: '✂', words: w('中断（服务器停止）', 'Cut off (the server ended)') },
}
export const isOver = (job: Job) => job.state !== 'waiting' && job.state !== 'running'

export const outcomes: Record<ImportedFile['outcome'], Words> = {
  imported: w('已入库', 'Imported'),
  already_there: w('此前已入库，没有重复导入', 'Was in already: not imported twice'),
  left_out: w('没有导入：还有待确认的问题', 'Not imported: questions are left'),
  undone: w('导入已撤销，没有再次入库', 'Its import was undone: not taken in again'),
  failed: w('未入库，没有留下任何数据', 'Not imported, nothing of it was kept'),
}
export const origins: Record<NonNullable<SourceLook['origin']>, Words> = {
  given: w('您指定的', 'given by you'),
  matched: w('按表头认出的已存方案', 'known by its headers'),
  proposed: w('按表头和内容提出', 'proposed from headers and values'),
}
export const domains: Record<string, Words> = {
  money_to_people: w('发给个人的钱', 'Money to people'),
  unit_money: w('单位收支', 'Money of units'),
  procurement: w('招标采购', 'Procurement'),
  asset: w('资产', 'Assets'),
  medical: w('医保医疗', 'Medical'),
  school: w('学校', 'Schools'),
  people: w('人员与单位', 'People and units'),
  reference: w('参照', 'Reference'),
  complaint: w('信访投诉', 'Complaints'),
}
export const amountUnits: Record<string, Words> = {
  yuan: w('元', 'yuan'),
  wan_yuan: w('万元', '10,000 yuan'),
  thousand_yuan: w('千元', '1,000 yuan'),
  fen: w('分', 'fen'),
  million_yuan: w('百万元', 'million yuan'),
  yi_yuan: w('亿元', '100 million yuan'),
}
export const areaUnits: Record<string, Words> = {
  mu: w('亩', 'mu'),
  m2: w('平方米', 'm²'),
  hectare: w('公顷', 'hectare'),
  km2: w('平方公里', 'km²'),
}
export const encodings: Record<string, Words> = {
  utf8: w('UTF-8', 'UTF-8'),
  gb18030: w('GB18030（GBK）', 'GB18030 (GBK)'),
  utf16le: w('UTF-16LE', 'UTF-16LE'),
  utf16be: w('UTF-16BE', 'UTF-16BE'),
  windows1252: w('西欧 windows-1252', 'windows-1252'),
}
export const dateOrders: Record<string, Words> = {
  ymd: w('年月日', 'year month day'),
  dmy: w('日月年', 'day month year'),
  mdy: w('月日年', 'month day year'),
}

export const megabytes = (bytes: number) => (bytes < 1 << 20 ? `${Math.max(1, Math.round(bytes / 1024))} KiB` : `${(bytes / (1 << 20)).toFixed(1)} MiB`)
