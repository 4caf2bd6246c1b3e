// A lead through the lawful procedure as officers would carry it, from the words on the screen alone; told by tests/case_pages_test.py.
// Accepted → assigned → disposed → approved, by six people. Prints what is wrong, a line each.
import { end, enter, look, newPage, told, want, ways } from './browser.mjs'

async function openFile(page) {
  await page.getByRole('navigation').getByRole('link', { name: '案件' }).click()
  await page.locator('.row').first().click()
  await page.getByRole('button', { name: '办理', exact: true }).click()
  await page.getByRole('button', { name: '查阅', exact: true }).click()
  await page.getByRole('heading', { name: '下一步' }).waitFor()
}
const take = (page, step) => page.getByRole('button', { name: step, exact: true }).click()
async function approve(page, title) {
  await page.getByRole('link', { name: '我的工作台' }).first().click()
  await page.getByRole('link', { name: new RegExp(title) }).click()
  await page.getByRole('button', { name: '同意' }).click()
  await page.getByText('已审批').waitFor()
}

// ── case management: the lead that was accepted gets its file, its number, and a department
const cm = await enter('cm1')
await cm.getByRole('navigation').getByRole('link', { name: '线索' }).click()
await cm.locator('.row').first().click()
await cm.getByLabel('查阅用途').fill('建卷')
await cm.getByRole('button', { name: '查阅', exact: true }).click()
await cm.getByRole('button', { name: '建卷' }).click()
await cm.getByRole('button', { name: '办理', exact: true }).click()
await look(cm, 'case-purpose')
await cm.getByRole('button', { name: '查阅', exact: true }).click()
await cm.getByText('应当启动').waitFor()
await take(cm, '登记编号')
await cm.getByRole('dialog').getByText('会发生什么').waitFor()
await look(cm, 'act-dialog')
await cm.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click()
await cm.getByRole('alert').getByText('缺少应当具备的文书').waitFor()
await look(cm, 'act-refused')
await cm.getByLabel('问题线索登记表').check()
await cm.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click()
await cm.getByRole('dialog').waitFor({ state: 'detached' })
await take(cm, '分办')
await cm.getByLabel('问题线索分办呈批表').check()
await cm.getByLabel('办后交给').selectOption({ label: '乙' })
await cm.getByLabel('呈批理由').fill('属乙所在室联系单位')
await look(cm, 'act-submit')
await cm.getByRole('button', { name: '呈批', exact: true }).click()
await cm.getByText('看呈批件').waitFor()
want('the step that waits is told by its code', (await cm.locator('.steps-card').innerText()).includes('“问题线索 · 分办”已由 甲 呈批'))
await look(cm, 'case-waiting')

// ── the chief approves what he is shown
const ch = await enter('ch')
await ch.getByText('待我审批').first().waitFor()
await look(ch, 'desk-approvals')
await ch.getByRole('link', { name: /分办/ }).click()
await ch.getByText('属乙所在室联系单位').first().waitFor()
await look(ch, 'approval')
await ch.getByRole('button', { name: '退回' }).click()
await ch.getByText('退回请写明理由').waitFor()
await ch.getByRole('button', { name: '同意' }).click()
await ch.getByText('这一步已办理').waitFor()

// ── the handler signs for it and proposes what becomes of it
const h1 = await enter('h1')
await h1.getByText('我手上的事项').waitFor()
await h1.getByRole('link', { name: /已分办/ }).click()
await h1.getByRole('button', { name: '办理', exact: true }).click()
await h1.getByRole('button', { name: '查阅', exact: true }).click()
await take(h1, '签收')
await h1.getByRole('dialog').getByRole('checkbox').first().check()
await h1.getByRole('dialog').getByRole('button', { name: '登记', exact: true }).click()
await h1.getByText('提出处置意见').first().waitFor()
await look(h1, 'case', true)
await take(h1, '初步核实')
await h1.getByRole('button', { name: '全部备齐' }).click()
await h1.getByLabel('呈批理由').fill('反映问题具体，有可查性')
await h1.getByRole('button', { name: '呈批', exact: true }).click()
await h1.getByText('看呈批件').waitFor()

// ── supervision: where it gets stuck, and a reminder that the handler sees in the course
await cm.getByRole('navigation').getByRole('link', { name: '督办' }).click()
await cm.getByRole('heading', { name: '卡在哪里' }).waitFor()
await look(cm, 'supervision')
await cm.getByRole('button', { name: /^督办 / }).first().click()
await cm.getByLabel('内容').fill('请在期限内办理')
await look(cm, 'remind')
await cm.getByRole('button', { name: '登记督办' }).click()
await cm.getByText('已登记督办').waitFor()

// ── three levels, one after another; then it is done
for (const user of ['hd', 'dp']) {
  const page = await enter(user)
  await approve(page, '初步核实')
  await page.context().close()
}
await approve(ch, '初步核实')
await ch.getByText('这一步已办理').waitFor()
await h1.reload()
await h1.getByText('应当启动').waitFor()
await h1.getByRole('button', { name: '批准初步核实' }).waitFor()
want('the reminder is not in the course', (await h1.getByText('请在期限内办理').count()) > 0)
want('the approvals are not in the course', (await h1.getByText(/批准：戊.*己.*庚/).count()) > 0)
await look(h1, 'case-verified', true)
await h1.getByRole('link', { name: '案件流程单' }).click()
await h1.getByRole('heading', { name: '案件流程单' }).waitFor()
await look(h1, 'case-sheet')

// ── every page in every look and in English
const seesAll = await cm.context().storageState()
const kept = await h1.context().storageState()
const number = h1.url().match(/cases\/([^/]+)/)[1]
for (const [name, options] of Object.entries({ wide: { viewport: { width: 1920, height: 1080 } }, ...ways })) {
  const page = await newPage({ ...options, storageState: kept })
  for (const path of ['/', '/cases', `/cases/${number}`]) {
    await page.goto(told.base + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    if (path.endsWith(number)) {
      await page.getByRole('button', { name: '办理', exact: true }).click()
      await page.getByRole('button', { name: '查阅', exact: true }).click()
      await page.getByRole('heading', { name: '下一步' }).waitFor()
    }
    await look(page, `${path.replaceAll('/', '_')}-${name}`, true)
    if (path.endsWith(number)) {
      await take(page, '批准初步核实')
      await page.getByRole('dialog').waitFor()
      await look(page, `act-dialog-${name}`)
    }
  }
  await page.context().close()
  const over = await newPage({ ...options, storageState: seesAll })
  await over.goto(`${told.base}/supervision`)
  await over.getByRole('heading', { name: '卡在哪里' }).waitFor()
  await look(over, `supervision-${name}`, true)
  await over.context().close()
}
await h1.getByRole('button', { name: 'English' }).click()
await h1.getByRole('link', { name: 'Cases', exact: true }).click()
await h1.getByRole('heading', { name: 'Leads and cases' }).waitFor()
await look(h1, 'cases-en')

// ── recused, unrelated, administrators: there is no such page for them
const h9 = await enter('h9')
await h9.goto(`${told.base}/cases/${number}`)
await h9.getByRole('button', { name: '办理', exact: true }).click()
await h9.getByRole('button', { name: '查阅', exact: true }).click()
await h9.getByText('没有这一项，或者您无权知悉').waitFor()
const sys = await enter('sys')
want('an administrator is shown a way to the files', (await sys.getByRole('navigation').getByRole('link', { name: '案件' }).count()) === 0)

await end()
