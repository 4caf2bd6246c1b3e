// A rule tried with other values, in real Chromium: refused where it must be, begun by keyboard, its result read, and found again after a reload.
// Told by tests/trials_pages_test.py.
import { byTab, end, look, newPage, signIn, told, want, ways } from './browser.mjs'

const an = await newPage()
await signIn(an, 'an')
await an.getByRole('heading', { name: '我的工作台' }).waitFor()

// ── no form where it may not be
for (const [rule, why] of [['X02', '受限规则要有经批准的用途才运行'], ['X03', '没有施行，没有疑点可比']]) {
  await an.goto(`${told.base}/rules/${rule}`)
  await an.getByText(why).waitFor()
  want(`${rule} can be tried`, (await an.getByRole('button', { name: '试算' }).count()) === 0)
}

// ── what the rule is tested with, and how often it was right so far
await an.goto(`${told.base}/rules/X01`)
await an.getByText('还没有登记过出口，仍按规则卡片的预期：10%').waitFor()
const cases = an.locator('table', { has: an.getByRole('columnheader', { name: '情形' }) })
await cases.getByRole('row', { name: '差一分 未见异常' }).waitFor()
await look(an, 'rule', true)

// ── by keyboard: out of bounds is refused beside its field, what was typed stays
await an.goto(`${told.base}/rules/X01`)
const limit = an.getByLabel('limit_fen（分）')
await limit.waitFor()
want('there is nothing to try and it can be begun', await an.getByRole('button', { name: '试算' }).isDisabled())
await byTab(an, limit)
await an.keyboard.press('Control+a')
await an.keyboard.type('0')
await an.keyboard.press('Enter')
await an.getByRole('alert').waitFor()
await an.locator('.fault').getByText('超出允许的范围').waitFor()
await look(an, 'trial-refused', true)
want('what was typed is lost', (await limit.inputValue()) === '0')
await limit.fill('80000')
await an.getByText('即 80000 分（800.00 元）').waitFor()
await an.keyboard.press('Enter')
const result = an.getByRole('status', { name: '试算结果' })
await result.getByText('疑点将增加 0 条、消失 1 条，3 条不变').waitFor()
await result.getByText('现有的疑点、规则和参数都没有改变').waitFor()
await result.getByText('合计收款600.00元').waitFor()
await result.getByText("qingyuan rules set X01 limit_fen '80000分'").waitFor()
await look(an, 'trial', true)

// ── a reload, and every look
await an.reload()
await an.getByRole('status', { name: '试算结果' }).getByText('消失 1 条').waitFor()
await limit.fill('30000')
await an.getByRole('button', { name: '试算' }).click()
await an.getByRole('status', { name: '试算结果' }).getByText('增加 1 条').waitFor()
await an.goto(`${told.base}/findings?rule=X01`)
await an.locator('.row').nth(3).waitFor()
want('the findings changed', (await an.locator('.row').count()) === 4)
const kept = await an.context().storageState()
for (const [name, options] of Object.entries(ways)) {
  const page = await newPage({ ...options, storageState: kept })
  await page.goto(`${told.base}/rules/X01`)
  await page.getByRole('status', { name: '试算结果' }).waitFor()
  await look(page, `trial-${name}`, true)
  await page.context().close()
}

// ── a leader looks at the rule and tries nothing
const ld = await newPage()
await signIn(ld, 'ld')
await ld.getByRole('navigation').waitFor()
await ld.goto(`${told.base}/rules/X01`)
await ld.getByRole('heading', { name: '参数' }).waitFor()
await ld.getByRole('heading', { name: '至今的查实情况' }).waitFor()
want('a leader can try a rule', (await ld.getByRole('button', { name: '试算' }).count()) === 0)
await end()
