// From a file to a lead without a mouse; told by tests/keyboard_pages_test.py. The numbers are those of the core tasks (docs/workbench.md).
import { code, end, newPage, told, want } from './browser.mjs'
import { signInByKeys } from './hands.mjs'

// ── 2: signing in with a first password that is changed at once
const an = await newPage()
const hand = await signInByKeys(an, told, 'an', code)
const { press, to, act, write, pick, choose, date, file, go } = hand

// ── 3, 4: to the imports by initials; a file is chosen, its refused rows are told, and it goes in
await go('dr', '导入数据')
const may = '付款单位,付款日期,收款人,金额（元）,发票号码,摘要\n清源县示范局,2024-05-11,示范商贸有限公司,120.50,WP1,办公用品\n清源县示范局,2024-02-30,示范商贸有限公司,88.00,WP2,坏日期\n清源县示范局,2024-05-13,示范商贸有限公司,十二万,WP3,坏金额\n合计,,,268.50,,\n'
await file(an.locator('button', { hasText: '选择文件' }), { name: '五月支付.csv', mimeType: 'text/csv', buffer: Buffer.from(may) })
await an.getByText('读 5 行 = 可入库 2 + 将拒收 3').waitFor()
await act(an.getByRole('button', { name: '入库', exact: true }))
await an.getByText('读入 5 行 = 入库 2 + 拒收 3').waitFor()
await act(an.getByRole('link', { name: '全部待导入的文件' }))

// ── 5: headers that nobody knows are told what they are
await file(an.locator('button', { hasText: '选择文件' }), { name: '怪表头.csv', mimeType: 'text/csv', buffer: Buffer.from('付款单位,日子,收款人,数\n清源县示范局,2024-05-11,示范商贸有限公司,12\n清源县示范局,2024-05-12,示范商贸有限公司,13\n') })
await an.getByText('入库前请确认').waitFor()
await pick(an.getByLabel('存入标准表'), '单位支付')
await act(an.getByRole('button', { name: '确认以上对应并重新检查' }))
await pick(an.getByLabel('日子 对应的标准字段'), '支付日期')
await pick(an.getByLabel('数 对应的标准字段'), '支付金额')
await pick(an.getByLabel('数 的单位'), '万元')
await act(an.getByRole('button', { name: '重新检查' }))
await an.getByText('读 3 行 = 可入库 2 + 将拒收 1').waitFor()
await act(an.getByRole('button', { name: '入库', exact: true }))
await an.getByText('读入 3 行 = 入库 2 + 拒收 1').waitFor()

// ── 6: and is taken out of the lake again
await go('sjly', '数据来源')
await act(an.locator('.row').filter({ hasText: '怪表头' }))
await act(an.getByRole('button', { name: '撤销本次导入' }))
await write(an.getByLabel('撤销的理由'), '来源单位重新报送')
await act(an.getByRole('button', { name: '撤销', exact: true }))
await an.locator('.row').filter({ hasText: '怪表头' }).waitFor({ state: 'detached' })

// ── 7: screening anew, up to now
await go('yd', '疑点')
await an.getByText(/此后新入库 \d+ 个文件/).waitFor()
await act(an.getByRole('button', { name: '现在筛查' }))
await an.getByText(/筛查完成：疑点 \d+ 条/).waitFor()
await an.getByText('此后数据没有变化').waitFor()
await to(an.getByRole('button', { name: '现在筛查' }))

// ── 8, 9: down the list, one opened, closed and opened again; the bureau is asked, and what it said is written down
await an.locator('.choosable').first().waitFor()
await press('j')
await an.locator('.row[aria-current="true"]').waitFor()
await press('j', 'k', 'Enter')
await an.getByText('可能的正当情形').waitFor()
await press('Escape')
await an.locator('.sentence').waitFor({ state: 'detached' })
await press('Enter')
await act(an.getByRole('button', { name: '请主管单位说明' }))
await write(an.getByLabel('主管单位'), '财政局')
await date(an.getByLabel('答复期限'), told.today)
await act(an.getByRole('button', { name: '登记', exact: true }))
await an.locator('.side').getByText('待单位说明').waitFor()
await act(an.getByRole('button', { name: '登记说明', exact: true }))
await write(an.getByLabel('说明内容'), '没有可以说明的材料')
await act(an.getByRole('button', { name: '登记', exact: true }))

// ── 10: it is handed over as a lead
await an.locator('.side').getByText('已说明，待定出口').waitFor()
await act(an.getByRole('button', { name: '定出口', exact: true }))
await choose(an.getByLabel('移送线索'))
await write(an.getByLabel('理由'), '说明与付款不符')
await act(an.getByRole('button', { name: '登记', exact: true }))
await an.locator('.side').getByText('待受理').waitFor()
await to(an.getByRole('button', { name: '关闭' }))

// ── 12: case management accepts it from the desk, and reads the lead for a purpose
const cm = await newPage()
const other = await signInByKeys(cm, told, 'cm1', code)
await other.act(cm.locator('.row').first())
await other.act(cm.getByRole('button', { name: '受理为线索' }))
await other.write(cm.getByLabel('理由'), '符合受理条件')
await other.act(cm.getByRole('button', { name: '登记', exact: true }))
await cm.locator('.side').getByText('已定出口').first().waitFor()
await other.go('xs', '线索')
await cm.locator('.row').first().waitFor()
await other.press('j', 'Enter')
await other.write(cm.getByLabel('查阅用途'), '核对受理材料')
await other.press('Enter')
await cm.getByText('受理登记').waitFor()
await other.to(cm.getByRole('button', { name: '建卷' }))

// ── 2: another password, and out
await other.act(cm.getByRole('link', { name: /^乙/ }))
await other.write(cm.getByLabel('现在的密码'), told.secrets.cm1[0])
await other.write(cm.getByLabel('动态码'), code('cm1', 1))
await other.write(cm.getByLabel('新密码', { exact: true }), 'walnut kettle 7 bridges')
await other.write(cm.getByLabel('再输一次新密码'), 'walnut kettle 7 bridges')
await other.act(cm.getByRole('button', { name: '修改密码' }))
await cm.getByText('密码已修改，其他登录都已结束').waitFor()
await other.act(cm.getByRole('button', { name: '退出' }))
await cm.getByLabel('密码', { exact: true }).waitFor()
want('the door does not take the focus back', await cm.evaluate(() => document.activeElement !== document.body))

await end()
