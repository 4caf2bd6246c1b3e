// Evidence and the content of documents: what goes into a file, and what comes out of it again.
import { act, newKey, putFile, remove, takeOut, withQuery, type Schemas, type Seen } from '../../shell/api'
import { w, type Words } from '../../shell/words'
import { purposeOf, type CaseFile } from './case'

export type Evidence = Schemas['CaseEvidence']
export type Upload = Schemas['Upload']
export type Speaks = Schemas['Speaks']

const at = (file: string) => `/case-files/${encodeURIComponent(file)}`

export const sendFor = (file: string, content: File, progress: (share: number) => void, stop: AbortSignal) =>
  putFile<Upload>(withQuery(`${at(file)}/uploads/${newKey()}`, { name: content.name }), content, progress, stop)
export const dropUpload = (file: string, upload: string) => remove(`${at(file)}/uploads/${encodeURIComponent(upload)}`)
export const attach = (seen: Seen<CaseFile>, paper: string, upload: string, key: string) =>
  act<CaseFile>(`${at(seen.data.id)}/documents/${encodeURIComponent(paper)}`, { upload }, seen.etag, key)
export const addEvidence = (seen: Seen<CaseFile>, body: Schemas['NewEvidence'], key: string) => act<CaseFile>(`${at(seen.data.id)}/evidence`, body, seen.etag, key)
export const moveEvidence = (seen: Seen<CaseFile>, evidence: string, body: Schemas['EvidenceMove'], key: string) =>
  act<CaseFile>(`${at(seen.data.id)}/evidence/${encodeURIComponent(evidence)}/moves`, body, seen.etag, key)
// For the purpose that was said when the file was opened.
export const takeContent = (file: string, part: 'documents' | 'evidence', number: string) =>
  takeOut(`${at(file)}/${part}/${encodeURIComponent(number)}/content`, purposeOf(file))

export const kinds: Record<Schemas['EvidenceKind'], Words> = {
  physical: w('物证', 'Physical'),
  documentary: w('书证', 'Documentary'),
  witness_statement: w('证人证言', 'Statement of a witness'),
  victim_statement: w('被害人陈述', 'Statement of a victim'),
  own_statement: w('被调查人陈述、供述和辩解', 'Statement or defence of the person'),
  expert_opinion: w('鉴定意见', 'Expert opinion'),
  inspection_record: w('勘验检查、辨认、调查实验等笔录', 'Record of an inspection or experiment'),
  audiovisual: w('视听资料', 'Sound and picture'),
  electronic_data: w('电子数据', 'Electronic data'),
}

// Beside each other, always, whether there is any or not.
export const sides: { id: Speaks; words: Words; none: Words }[] = [
  { id: 'against', words: w('不利于被调查人', 'Against the person'), none: w('还没有', 'None yet') },
  { id: 'for', words: w('有利于被调查人（无罪、罪轻）', 'For the person (innocence, lesser guilt)'), none: w('还没有。有罪无罪、罪重罪轻的证据都应当收集', 'None yet. What speaks for the person is to be collected as well') },
  { id: 'neither', words: w('中性', 'Neither'), none: w('还没有', 'None yet') },
]
