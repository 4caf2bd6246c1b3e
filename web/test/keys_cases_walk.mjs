// A file through its first steps without a mouse: opened, submitted, given back and approved, evidence and property in and out, a reminder;
// told by tests/keyboard_pages_test.py. The numbers are those of the core tasks (docs/workbench.md).
import { code, end, newPage, told, want } from './browser.mjs'
import { signInByKeys } from './hands.mjs'

const officers = {}
async function enter(user) {
  officers[user] ??= await signInByKeys(await newPage(), told, user, code)
  return officers[user]
}
const record = (hand, name = '登记') => hand.act(hand.page.getByRole('dialog').getByRole('button', { name, exact: true }))
const gone = (page) => page.getByRole('dialog').waitFor({ state: 'detached' })
const step = (hand, name) => hand.act(hand.page.getByRole('button', { name, exact: true }))
async function open(hand) {
  await hand.act(hand.page.getByRole('button', { name: '办理', exact: true }))
  await hand.act(hand.page.getByRole('button', { name: '查阅', exact: true }))
  await hand.page.getByRole('heading', { name: '下一步' }).waitFor()
}

// ── 15: a lead gets its file and its number, and a department is proposed
const hand = await enter('cm1')
const cm = hand.page
await hand.go('xs', '线索')
await cm.locator('.row').first().waitFor()
await hand.press('j', 'Enter')
await hand.write(cm.getByLabel('查阅用途'), '建卷')
await hand.press('Enter')
await hand.act(cm.getByRole('button', { name: '建卷' }))
await open(hand)
await step(hand, '登记编号')
await record(hand)
await cm.getByRole('alert').getByText('缺少应当具备的文书').waitFor()
await hand.tick(cm.getByLabel('问题线索登记表'))
await record(hand)
await gone(cm)
await step(hand, '分办')
await hand.tick(cm.getByLabel('问题线索分办呈批表'))
await hand.pick(cm.getByLabel('办后交给'), '乙')
await hand.write(cm.getByLabel('呈批理由'), '属乙所在室联系单位')
await record(hand, '呈批')
await gone(cm)
await cm.getByText('看呈批件').waitFor()
const file = cm.url().match(/cases\/([^/]+)/)[1]

// ── 16: the chief may not give it back without a reason; approves
const chief = await enter('ch')
const ch = chief.page
await chief.act(ch.getByRole('link', { name: /分办/ }))
await ch.getByText('属乙所在室联系单位').first().waitFor()
await chief.act(ch.getByRole('button', { name: '退回' }))
await ch.getByText('退回请写明理由').waitFor()
await chief.act(ch.getByRole('button', { name: '同意' }))
await ch.getByText('这一步已办理').waitFor()

// ── 15: the handler, from the desk; by its number with Ctrl+K
const own = await enter('h1')
const h1 = own.page
await own.go(file)
await h1.getByLabel('查阅用途').waitFor()
await open(own)
await step(own, '签收')
await own.tick(h1.getByRole('dialog').getByRole('checkbox').first())
await record(own)
await gone(h1)
await h1.getByText('提出处置意见').first().waitFor()

// ── 17: evidence in, to other hands, and out
await step(own, '登记证据')
const dialog = h1.getByRole('dialog')
await own.file(dialog.getByLabel('选择文件'), { name: '账页.txt', mimeType: 'text/plain', buffer: Buffer.from('某页第二行，拨付养护资金。') })
await dialog.getByText('已收到 账页.txt').waitFor()
await own.pick(dialog.getByLabel('证据种类'), '书证')
await own.write(dialog.getByLabel('名称，写外观不写判断'), '账页一张，蓝色墨水')
await own.write(dialog.getByLabel('来源'), '某村会计保管')
await own.date(dialog.getByLabel('收集日期'), told.today)
await own.pick(dialog.getByLabel('另一名收集人'), '丙')
await own.choose(dialog.getByLabel('有利于被调查人'))
await own.write(dialog.getByLabel('保管地点'), '一号柜')
await record(own)
await gone(h1)
await h1.getByText('e0001 账页一张，蓝色墨水').waitFor()
await own.to(h1.getByRole('button', { name: '取出 账页一张，蓝色墨水' }))
await Promise.all([h1.waitForEvent('download'), own.press('Enter')])
await step(own, '移交 账页一张，蓝色墨水')
await own.pick(dialog.getByLabel('接收人'), '丁')
await own.write(dialog.getByLabel('事由'), '送交鉴定')
await record(own)
await gone(h1)
await h1.getByText('在 丁 手中').waitFor()

// ── 18: money handed in; Esc leaves a dialog, and comes back to where it was opened
await step(own, '主动上交')
await own.press('Escape')
await gone(h1)
await step(own, '主动上交')
await own.choose(dialog.getByLabel('款项'))
await own.write(dialog.getByLabel('金额'), '12000.50')
await own.write(dialog.getByLabel('事项名称'), '现金')
await own.tick(dialog.getByRole('checkbox').first())
await own.pick(dialog.getByLabel('共同办理人'), '丙')
await own.write(dialog.getByLabel('呈批理由'), '本人主动上交，百元钞若干')
await record(own, '呈批')
await gone(h1)
await h1.getByText('看呈批件').waitFor()

// ── 19: case management reminds
await hand.go('db', '督办')
await step(hand, /^督办 /)
await hand.write(cm.getByLabel('内容'), '请在期限内办理')
await hand.act(cm.getByRole('button', { name: '登记督办' }))
await cm.getByText('已登记督办').waitFor()
await hand.to(cm.getByRole('navigation').getByRole('link', { name: '督办' }))
want('the reminder is not on record', await cm.getByText('已登记督办').isVisible())

await end()
