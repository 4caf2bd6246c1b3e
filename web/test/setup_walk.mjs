// From a workspace with nothing to a lead, in the browser alone: the first accounts, the made-up county, a screening, a finding, its answer, a
// transfer that case management takes. Told by tests/setup_pages_test.py; how long it took goes to standard error.
import { end, look, measured, newPage, signIn, told, want, ways } from './browser.mjs'

const began = Date.now()
for (const [name, options] of Object.entries(ways)) {
  const page = await newPage(options)
  await page.getByRole('heading', { name: '启用清源' }).waitFor()
  await look(page, `setup-${name}`, true)
  await page.context().close()
}
const first = await newPage()
await first.getByLabel('启用码').fill('AAAA')
await first.getByLabel('单位名称').fill('清源县纪委监委')
for (const [place, name] of ['甲', '乙', '丙', '丁', '戊'].entries()) await first.getByLabel('姓名').nth(place).fill(name)
await look(first, 'setup-first', true)
await first.getByRole('button', { name: '建立账号' }).click()
await first.getByText('启用码不对').waitFor()
await first.getByLabel('启用码').fill(told.code.toLowerCase())
await look(first, 'setup', true)
await first.getByLabel('启用码').press('Enter')
await first.getByText('只显示这一次').waitFor()
await look(first, 'setup-issued', true)
for (const row of await first.locator('tbody tr').all()) {
  const [, user, password, key] = await row.locator('td').allInnerTexts()
  told.secrets[user.trim()] = [password.trim(), key.trim()]
}
want('not five accounts', Object.keys(told.secrets).length === 5)
await first.getByRole('button', { name: '已经记下，去登录' }).click()

// ── the analyst: an empty lake, the county, a screening
await signIn(first, 'analyst')
await first.getByRole('navigation').getByRole('link', { name: '疑点' }).click()
await first.getByText('还没有入库的数据').waitFor()
await look(first, 'practice')
await first.getByRole('button', { name: '或载入虚构的练习县' }).click()
await first.getByText('练习县已载入').waitFor({ timeout: 300000 })
await look(first, 'practice-loaded')
await first.getByRole('button', { name: '现在筛查' }).click()
await first.getByText(/筛查完成：疑点 \d+ 条/).waitFor({ timeout: 300000 })
await first.locator('.row').first().waitFor()
await look(first, 'practice-findings')

// ── one finding to its end
await first.locator('.row').first().click()
await first.getByText('可能的正当情形').waitFor()
await look(first, 'practice-finding')
await first.getByRole('button', { name: '请主管单位说明' }).click()
await first.getByLabel('主管单位').fill('财政局')
await first.getByLabel('答复期限').fill(told.today)
await first.getByRole('button', { name: '登记', exact: true }).click()
await first.getByRole('button', { name: '登记说明', exact: true }).click()
await first.getByLabel('说明内容').fill('没有可以说明的材料')
await first.getByRole('button', { name: '登记', exact: true }).click()
await first.getByRole('button', { name: '定出口', exact: true }).click()
await first.getByLabel('移送线索').check()
await first.getByLabel('理由').fill('说明与付款不符')
await first.getByRole('button', { name: '登记', exact: true }).click()
await first.locator('.side').getByText('待受理').waitFor()
const manager = await newPage()
await signIn(manager, 'manager')
await manager.getByText('移送待受理').waitFor()
await manager.locator('.row').first().click()
await manager.getByRole('button', { name: '受理为线索' }).click()
await manager.getByLabel('理由').fill('符合受理条件')
await manager.getByRole('button', { name: '登记', exact: true }).click()
await manager.locator('.side').getByText('已定出口').first().waitFor()
measured('from nothing to a lead, seconds', Math.round((Date.now() - began) / 1000))
await end()
