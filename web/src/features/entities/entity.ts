// Who is who: types from the contract, words, addresses. Reading one entity asks what for; a record goes by its id, never by its name.
import { get, newKey, post, see, withQuery, type Schemas } from '../../shell/api'
import { w, type Words } from '../../shell/words'

export type EntityLine = Schemas['EntityLine']
export type Entity = Schemas['Entity']
export type Member = Schemas['EntityMember']
export type EntityRecord = Schemas['EntityRecord']
export type OtherEntities = Schemas['OtherEntities']
export type Judgement = Schemas['EntityJudgement']
export type Judged = Schemas['EntityJudged']
export type Verdict = Schemas['EntityVerdict']
export type Standing = Schemas['EntityStanding']
export type Why = Schemas['EntityWhy']
export type Job = Schemas['Job']

export const listEntities = (filter: { q: string }, cursor?: string) => get<Schemas['EntityList']>(withQuery('/entities', { ...filter, cursor }))
export const readEntity = async (id: string, purpose: string) => (await see<Entity>(`/entities/${encodeURIComponent(id)}`, purpose)).data
export const askWhy = async (id: string, a: string, b: string, purpose: string) => (await see<Why>(withQuery(`/entities/${encodeURIComponent(id)}/why`, { a, b }), purpose)).data
export const listOthers = async (id: string, q: string, purpose: string) => (await see<OtherEntities>(withQuery(`/entities/${encodeURIComponent(id)}/others`, { q }), purpose)).data
export const findEntities = async (numbers: string[]) => (await post<Schemas['EntitiesFound']>('/entities/found', { numbers }, newKey())).found
export const resolveAgain = () => post<Job>('/entities/resolve', {}, newKey())
export const listJudgements = () => get<Schemas['EntityJudgementList']>('/entity-judgements?limit=500')
export const judge = (a: string, b: string, verdict: Verdict, reason: string, key: string) => post<Judged>('/entity-judgements', { a, b, verdict, reason }, key)
export const undoJudgement = (id: string, reason: string, key: string) => post<Judged>(`/entity-judgements/${encodeURIComponent(id)}/undo`, { reason }, key)

export const verdicts: Record<Verdict, { mark: string; words: Words; effect: Words }> = {
  no: { mark: '≠', words: w('不是同一家', 'Not the same'), effect: w('拆开：两边以后都不会并在一起', 'They part, and never come together again') },
  unsure: { mark: '?', words: w('说不准', 'Cannot be told'), effect: w('这一对自己的分量不算数，由其他依据决定', 'This pair’s own weight no longer counts; other evidence decides') },
  yes: { mark: '=', words: w('是同一家', 'The same'), effect: w('确认为一家，并连到与它们判为同一家的各家', 'One firm, with all that was judged to be one with either') },
}
export const standings: Record<Standing, Words> = {
  current: w('', ''),
  waiting: w('有新的数据或判断还没有起作用：下次筛查时照办，也可以现在重新识别。', 'Data or judgements are new and not followed yet: the next screening does, or work it out anew now.'),
  outdated: w('上次识别之后，数据里的代码和名称变了；重新识别之后才能查看，下次筛查时也会先做。', 'Codes and names have changed since the last run: they are shown once it has been worked out anew, which the next screening does too.'),
  never: w('还没有识别过。筛查时会先做，也可以现在就做。', 'It was not worked out yet. Screening does it first, or do it now.'),
}
// What is compared, and levels that no words are given for in entities/*.yaml.
export const compared: Record<string, Words> = { name: w('名称', 'Name'), code: w('代码', 'Code'), account: w('账户', 'Account'), phone: w('电话', 'Telephone') }
export const levels: Record<string, Words> = {
  different: w('不同', 'Different'),
  'organisation branch': w('总公司与分公司', 'Head and branch'),
  'organisation group': w('字号相同，行业、地区或形式不同', 'One core; trade, region or form differs'),
  'valid_credit_code(code)': w('两个不同的有效代码', 'Two different valid codes'),
  'org_branch(name)': w('总公司与分公司，或者不同的分公司', 'Head and branch, or two branches'),
}
export const percent = (probability: number) => `${(Math.floor(probability * 10000) / 100).toFixed(2)}%`
export const bits = (value: number) => (value > 0 ? '+' : '') + value.toFixed(2)
export const sourceText = ({ source }: Member) => [source.file, source.sheet, `#${source.row}`].filter(Boolean).join(' ')
export const nameText = (record: EntityRecord) => [record.name, record.code].filter(Boolean).join(' ')
