// Walks files into the lake as an analyst would, from the words on the screen; told by tests/imports_pages_test.py as walk.mjs is.
import { end, look, newPage, signIn, told, want, ways } from './browser.mjs'

const header = '付款单位,付款日期,收款人,金额（元）,发票号码,摘要\n'
const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
const may = file('五月支付.csv', header + '清源县示范局,2024-05-11,示范商贸有限公司,120.50,WP1,办公用品\n清源县示范局,2024-02-30,示范商贸有限公司,88.00,WP2,坏日期\n清源县示范局,2024-05-13,示范商贸有限公司,十二万,WP3,坏金额\n合计,,,268.50,,\n')
const strange = file('怪表头.csv', '付款单位,日子,收款人,数\n清源县示范局,2024-05-11,示范商贸有限公司,12\n清源县示范局,2024-05-12,示范商贸有限公司,13\n')
const persons = file('补贴.csv', '姓名,身份证号,补贴项目,实发金额,发放日期,开户银行账号\n' + Array.from({ length: 9 }, (_, i) => `张示范,11010519491231002X,耕地地力保护补贴,${100 + i},2024-05-0${i + 1},6222021234567890128\n`).join(''))

const an = await newPage()
await signIn(an, 'an')
await an.getByRole('navigation').getByRole('link', { name: '导入' }).click()
await an.getByRole('heading', { name: '导入数据' }).waitFor()
await look(an, 'import-empty')

// ── a hostile file says why, and cannot be imported
await an.locator('input[type=file]').setInputFiles({ name: '扫描件.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%âã') })
await an.getByText('这份读不出来').waitFor()
want('a file that cannot be read can be imported', (await an.getByRole('button', { name: '入库', exact: true }).count()) === 0)
await look(an, 'import-unreadable')

// ── a plain ledger: what would be refused is shown first; then counts that balance; then taken back
await an.getByRole('link', { name: '全部待导入的文件' }).click()
await an.locator('input[type=file]').setInputFiles(may)
await an.getByText('读 5 行 = 可入库 2 + 将拒收 3').waitFor()
await look(an, 'import-check', true)
await an.getByRole('button', { name: '入库', exact: true }).click()
await an.getByText('读入 5 行 = 入库 2 + 拒收 3').waitFor()
await look(an, 'import-result', true)
const [download] = await Promise.all([an.waitForEvent('download'), an.getByRole('link', { name: '下载拒收的行和原因' }).click()])
want('the refused rows are not downloaded', (await download.suggestedFilename()).endsWith('-refused.csv'))
await an.reload()
await an.getByText('读入 5 行 = 入库 2 + 拒收 3').waitFor()

// ── headers that nobody knows: the officer puts the columns right, by keyboard
await an.getByRole('link', { name: '全部待导入的文件' }).click()
await an.locator('input[type=file]').setInputFiles(strange)
await an.getByText('入库前请确认').waitFor()
await look(an, 'import-questions', true)
await an.getByLabel('存入标准表').focus()
await an.getByLabel('存入标准表').selectOption('payment')
await an.getByRole('button', { name: '确认以上对应并重新检查' }).press('Enter')
await an.getByLabel('付款单位 对应的标准字段').waitFor()
for (const [column, field] of [['日子', 'on'], ['数', 'amount_fen']]) await an.getByLabel(`${column} 对应的标准字段`).selectOption(field)
await an.getByLabel('数 的单位').selectOption('wan_yuan')
await an.getByRole('button', { name: '重新检查' }).press('Enter')
await an.getByText('读 3 行 = 可入库 2 + 将拒收 1').waitFor()
await look(an, 'import-mended', true)
await an.getByRole('button', { name: '入库', exact: true }).press('Enter')
await an.getByText('读入 3 行 = 入库 2 + 拒收 1').waitFor()

// ── from the import to the findings, without a word at a terminal
await an.getByRole('link', { name: '筛查新数据' }).press('Enter')
await an.getByText(/此后新入库 \d+ 个文件/).waitFor()
await look(an, 'screening-behind')
await an.getByLabel('以哪一天为准').fill('2025-06-30')
await an.getByRole('button', { name: '现在筛查' }).press('Enter')
await an.getByText(/筛查完成：疑点 \d+ 条/).waitFor()
await an.getByText('此后数据没有变化').waitFor()
await an.getByText('数据截至 2025-06-30').waitFor()
await look(an, 'screening-done')
await an.getByRole('navigation').getByRole('link', { name: '导入' }).click()

// ── persons are masked on the screen
await an.getByRole('link', { name: '导入', exact: true }).click()
await an.locator('input[type=file]').setInputFiles(persons)
await an.getByText('个人信息，已遮盖').first().waitFor()
const words = await an.locator('#content').innerText()
want('a person is shown', !/张示范|1101051949|6222021234/.test(words))
await look(an, 'import-persons', true)
const waiting = new URL(an.url()).pathname

// ── sources, with the way back; what the data can answer
await an.getByRole('navigation').getByRole('link', { name: '数据来源' }).click()
await an.locator('.row').filter({ hasText: '五月支付' }).click()
await an.getByText('填写率').first().waitFor()
await look(an, 'sources-batch')
await an.getByRole('button', { name: '撤销本次导入' }).click()
await an.getByLabel('撤销的理由').fill('来源单位重新报送')
await look(an, 'sources-undo')
await an.getByRole('button', { name: '撤销', exact: true }).click()
await an.locator('.side').waitFor({ state: 'detached' })
await an.locator('.row').filter({ hasText: '怪表头' }).waitFor()
want('an undone batch is still listed', (await an.locator('.row').filter({ hasText: '五月支付' }).count()) === 0)
await an.getByRole('link', { name: '现有数据能回答什么' }).click()
await an.locator('table').first().waitFor()
await look(an, 'coverage')

// ── every page in both looks, at twice the text, and in English
const kept = await an.context().storageState()
for (const [name, options] of Object.entries(ways)) {
  const page = await newPage({ ...options, storageState: kept })
  for (const path of ['/import', waiting, '/sources', '/coverage', '/findings']) {
    await page.goto(told.base + path)
    await page.locator('table:visible, .row:visible').first().waitFor()
    await look(page, `${path === waiting ? '_import_file' : path.replaceAll('/', '_')}-${name}`, true)
  }
  await page.context().close()
}
await an.getByRole('button', { name: 'English' }).click()
await an.getByText('Can be answered').first().waitFor()
await an.getByRole('navigation').getByRole('link', { name: 'Import' }).click()
await an.getByText('Files to be imported').waitFor()
await look(an, 'import-en')
await end()
