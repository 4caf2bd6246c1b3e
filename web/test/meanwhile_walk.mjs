// Two officers with one file: what one fills in while the other acts is refused with both versions and is not lost; a limit is extended; whoever
// must keep out says so, finds the file no more, and the chief says who goes on. Told by tests/meanwhile_pages_test.py: the verification is with h1.
import { byTab, end, enter, look, openFile, told, want, ways } from './browser.mjs'

const [h1, cm, dp, ch] = [await enter('h1'), await enter('cm1'), await enter('dp'), await enter('ch')]
const dialog = (page) => page.getByRole('dialog')
const gone = (page) => dialog(page).waitFor({ state: 'detached' })
const press = (page, name) => dialog(page).getByRole('button', { name, exact: true }).click()
// What is wrong stands where it can be read.
async function inSight(page, name) {
  const box = await dialog(page).getByRole('alert').boundingBox()
  want(`${name}: the refusal is out of sight`, !!box && box.y >= 0 && box.y + 40 <= page.viewportSize().height)
}
async function addFact(page, reason, index = 1) {
  await page.getByRole('button', { name: '补充情形' }).click()
  await dialog(page).getByLabel('情形').selectOption({ index })
  await dialog(page).getByLabel('理由').fill(reason)
  await press(page, '登记')
}

// ── the handler asks for more time; meanwhile case management adds what is known
await openFile(h1)
await openFile(cm)
await h1.getByRole('button', { name: '延长核实时间', exact: true }).click()
await dialog(h1).getByLabel(/^延长多久（最多/).fill('1')
await dialog(h1).getByRole('combobox', { name: '延长多久' }).selectOption({ label: '个月' })
await dialog(h1).getByLabel('《延期请示》').check()
await dialog(h1).getByLabel('呈批理由').fill('涉及账目较多，尚待调取')
await addFact(cm, '查明身份')
await gone(cm)
await h1.setViewportSize(ways.twice.viewport) // as one sees it with large text: the form is longer than the window
await press(h1, '呈批')
await dialog(h1).getByRole('alert').getByText('您看过之后的办理').waitFor()
await dialog(h1).getByRole('alert').getByText(/甲 补充事实/).waitFor()
await inSight(h1, 'a step')
await look(h1, 'meanwhile-step')
await h1.setViewportSize({ width: 1280, height: 800 })
await byTab(h1, dialog(h1).getByRole('button', { name: '看最新内容，再办' }))
await h1.keyboard.press('Enter')
await h1.getByText('查明身份').first().waitFor()
want('what was typed is lost', (await dialog(h1).getByLabel('呈批理由').inputValue()) === '涉及账目较多，尚待调取')
await press(h1, '呈批')
await gone(h1)
await h1.getByText('看呈批件').waitFor()

// ── the other way round: what case management adds is refused, and goes in once it was looked at
await addFact(cm, '再次查明', 2)
await dialog(cm).getByRole('alert').waitFor()
await inSight(cm, 'a fact')
await look(cm, 'meanwhile-fact')
await press(cm, '看最新内容，再办')
await cm.getByText('看呈批件').waitFor()
want('the reason is lost', (await dialog(cm).getByLabel('理由').inputValue()) === '再次查明')
await press(cm, '登记')
await gone(cm)

// ── two levels approve the extension, and the limit is another
for (const page of [dp, ch]) {
  await page.getByRole('link', { name: '我的工作台' }).first().click()
  await page.getByRole('link', { name: /延长核实时间/ }).click()
  await page.getByText('涉及账目较多').first().waitFor()
  await page.getByRole('button', { name: '同意' }).click()
  await page.getByText('已审批').first().or(page.getByText('这一步已办理').first()).waitFor()
}
await h1.reload()
await h1.getByRole('heading', { name: '下一步' }).waitFor()
await h1.locator('.timeline').getByText('延长核实时间').first().waitFor()
await look(h1, 'meanwhile-extended', true)

// ── the handler must keep out: he says so, and finds the file no more
await h1.getByRole('button', { name: '申报回避' }).click()
await dialog(h1).getByLabel('情形').selectOption('witness')
await dialog(h1).getByLabel('理由').fill('曾为本件作证')
await look(h1, 'recusal')
await press(h1, '登记')
await h1.getByRole('heading', { name: '我的工作台' }).waitFor()
want('the file is on his desk yet', (await h1.getByText('初核').count()) === 0)
await h1.goto(`${told.base}/cases/${told.file}`)
await h1.getByRole('alert').waitFor()
await h1.getByText('没有这一项，或者您无权知悉').waitFor()

// ── the chief decides, and somebody else goes on
await ch.getByRole('link', { name: '我的工作台' }).first().click()
await ch.getByRole('heading', { name: '待我决定的回避' }).waitFor()
await look(ch, 'recusal-waits')
await ch.getByRole('link', { name: /申报回避，请决定由谁接办/ }).click()
await ch.getByRole('heading', { level: 1, name: told.file }).waitFor()
await openFile(ch)
await ch.getByRole('button', { name: '决定回避' }).click()
await dialog(ch).getByLabel('回避人').selectOption({ label: '乙' })
await dialog(ch).getByLabel('接办人').selectOption({ label: '丙' })
await dialog(ch).getByLabel('情形').selectOption('witness')
await dialog(ch).getByLabel('理由').fill('属实')
await press(ch, '登记')
await gone(ch)
await ch.getByText('已回避：乙').waitFor()
await ch.getByText('承办人 丙').waitFor()
await look(ch, 'recusal-decided')
const h2 = await enter('h2')
await openFile(h2)
await h2.getByText('在 丙 手上').first().waitFor()
want('a last day far away is told as today', (await h2.locator('.mark', { hasText: /剩 0 / }).count()) === 0)
await look(h2, 'recusal-goes-on', true)

// ── what is no ground gives the officer the file again
await h2.getByRole('button', { name: '申报回避' }).click()
await dialog(h2).getByLabel('情形').selectOption('other')
await dialog(h2).getByLabel('理由').fill('与被反映人同乡')
await press(h2, '登记')
await h2.getByRole('heading', { name: '我的工作台' }).waitFor()
await openFile(ch)
await ch.getByRole('button', { name: '决定回避' }).click()
await dialog(ch).getByLabel('回避人').selectOption({ label: '丙' })
await dialog(ch).getByLabel('决定').selectOption('takes_part')
want('who goes on is asked though nobody goes', (await dialog(ch).getByLabel('接办人').count()) === 0)
await dialog(ch).getByLabel('理由').fill('同乡不属于应当回避的情形')
await look(ch, 'recusal-no-ground')
await press(ch, '登记')
await gone(ch)
await openFile(h2)
await h2.getByText('在 丙 手上').first().waitFor()
await end()
