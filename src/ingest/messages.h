// What reading a file may say to an officer: see base/message.h. That nothing of a refused file is kept is
// said by whoever shows the message.
#pragma once

#include "base/messages.h"

namespace qy {

// The file as a whole.
inline constexpr Message kNoSuchFile{"没有文件 {0}，请核对路径", "there is no file {0}: check the path"};
inline constexpr Message kIsFolder{"{0} 是文件夹，请写明其中的文件", "{0} is a folder: name the files in it"};
inline constexpr Message kIsNoFile{
    "{0} 是管道或设备，不能反复读取，请先存成文件",
    "{0} is a pipe or a device, which cannot be read twice: save it as a file first"};
inline constexpr Message kFolderWithoutData{"文件夹 {0} 里没有数据文件", "the folder {0} holds no data file"};
inline constexpr Message kIsWorkspace{"{0} 是工作区，不是来源文件，请给出收到的文件所在的文件夹",
                                      "{0} is a workspace: name the folder of the files as received"};
inline constexpr Message kCannotLookInto{"不能查看文件夹 {0}：{1}", "cannot look into the folder {0}: {1}"};
inline constexpr Message kIsEmpty{"{0} 是空文件（0 字节），请重新索取",
                                  "{0} is empty (0 bytes): ask for it again"};
inline constexpr Message kIsOther{"{0} 是{1}，不能读取，{2}", "{0} is {1}, which is not read: {2}"};
inline constexpr Message kUnknownFormat{
    "{0} 不是能读取的格式，请另存为 CSV、TSV、XLSX、XLS、OCDS JSON 或 Parquet",
    "{0} is in no format that is read here (CSV, TSV, XLSX, XLS, OCDS JSON, Parquet)"};
inline constexpr Message kNoTemporary{"没有临时目录：{0}", "cannot find the temporary folder: {0}"};
inline constexpr Message kCannotUnpack{"不能解压到 {0}：{1}", "cannot unpack into {0}: {1}"};
inline constexpr Message kUnpacksTooLarge{
    "解压后超过 {0} MB，而这种文件须整体读入：请自行解压，给出里面的文件",
    "it unpacks to more than {0} MB, which must be held whole: unpack it "
    "yourself and give the file inside"};
inline constexpr Message kChangedMeanwhile{
    "{0} 在读取时被人改动，没有留下任何数据，请重新入库",
    "{0} changed while it was read; nothing of it was kept: ingest it again"};

// Other things than tables, and what to do with them.
inline constexpr Message kTar{" tar 归档", "a tar archive"};
inline constexpr Message kXml{" XML 文件", "an XML file"};
inline constexpr Message kMhtml{"网页归档（MHTML）", "a web archive (MHTML)"};
inline constexpr Message kXlsb{"二进制工作簿（XLSB）", "a binary workbook (XLSB)"};
inline constexpr Message kDocx{" Word 文档（DOCX）", "a Word document (DOCX)"};
inline constexpr Message kDoc{" Word 文档（DOC）", "a Word document (DOC)"};
inline constexpr Message kPptx{"演示文稿（PPTX）", "a presentation (PPTX)"};
inline constexpr Message kPpt{"演示文稿（PPT）", "a presentation (PPT)"};
inline constexpr Message kOds{" OpenDocument 文件（ODS、ODT）", "an OpenDocument file (ODS, ODT)"};
inline constexpr Message kEt{" WPS 表格（ET）", "a WPS table (ET)"};
inline constexpr Message kNoXlsx{"按 XLSX 方式打包的其他文件", "no XLSX, though it is packed like one"};
inline constexpr Message kNoWorkbook{"按旧版 Excel 方式打包的其他文件",
                                     "no workbook, though it is packed like one"};
inline constexpr Message kUnpackFirst{"请解压后给出里面的文件", "unpack it and give the files inside"};
inline constexpr Message kSaveAsTable{"请用表格软件打开，另存为 XLSX 或 CSV",
                                      "open it in a spreadsheet program and save it as XLSX or CSV"};
inline constexpr Message kCopyTable{"请把其中的表格复制到表格软件，另存为 XLSX",
                                    "copy its table into a spreadsheet and save it as XLSX"};
inline constexpr Message kAskForTable{"请索取其后的原表（XLSX 或 CSV）",
                                      "ask for the table behind it as XLSX or CSV"};

// Archives.
inline constexpr Message kNested{"{0} 是压缩包里的压缩包，请先解开外层",
                                 "{0} is an archive in another archive: unpack the outer one first"};
inline constexpr Message kGrowsTooMuch{"{0} 解压后膨胀超过 {1} 倍，按压缩炸弹拒收；确信无害的，请自行解压",
                                       "{0} grows more than {1}-fold when unpacked and is refused as a bomb: "
                                       "unpack it yourself if you trust it"};
inline constexpr Message kCannotUnpackFurther{
    "{0} 解压到一半无法继续，文件损坏或不完整，请重新拷贝",
    "{0} cannot be unpacked further, it is damaged or cut short: copy it again"};
inline constexpr Message kNoInner{"{0} 里面没有名为 {1} 的文件", "{0} holds no file named {1}"};
inline constexpr Message kEmptyZip{"{0} 是空的压缩包，请重新索取", "{0} is an empty zip: ask for it again"};
inline constexpr Message kZipWithoutData{"{0} 里面没有数据文件，只有 {1}",
                                         "{0} holds no data file, only {1}"};
inline constexpr Message kOtherInner{"压缩包 {0} 里还有不是数据的文件，没有读：{1}",
                                     "the zip {0} also holds what is no data and was not read: {1}"};
inline constexpr Message kSeveralInner{"{0} 里面有 {1} 个文件（{2}），请写明读哪一个，或解压后再给",
                                       "{0} holds {1} files ({2}): say which one to read, or unpack it"};
inline constexpr Message kZipDamaged{"压缩包已损坏（{0}），请重新拷贝或重新压缩",
                                     "the zip is damaged ({0}): copy it again or repack it"};
inline constexpr Message kNoDirectory{"找不到目录，是否被截断？",
                                      "its directory is missing; was it cut short?"};
inline constexpr Message kNo64Directory{"找不到 64 位的结尾记录", "its 64-bit end record is missing"};
inline constexpr Message kOutsideItself{"指向文件之外", "it points outside itself"};
inline constexpr Message kBadEntry{"目录中有一项不完整", "an entry of its directory"};
inline constexpr Message kBadSize{"{0} 的大小不对", "the size of {0}"};
inline constexpr Message kVolumes{"这是分卷压缩包中的一卷，请先合并并解压",
                                  "the zip is one of several volumes: join and unpack them first"};
inline constexpr Message kZipRefused{"压缩包拒收：{0}；请自行解压，给出里面的文件",
                                     "the zip is refused: {0}; unpack it yourself and give the files inside"};
inline constexpr Message kWorkbookRefused{
    "工作簿拒收：{0}；请用表格软件打开，另存为 CSV",
    "the workbook is refused: {0}; open it in a spreadsheet program and save it as CSV"};
inline constexpr Message kPartGrows{"{0} 会从 {1} 字节膨胀到 {2} 字节，超过 {3} 倍",
                                    "{0} would grow from {1} to {2} bytes, more than {3}-fold"};
inline constexpr Message kPartsOverlap{"里面的文件互相重叠（{0}）", "its parts overlap ({0})"};
inline constexpr Message kTooManyParts{"里面有 {0} 个文件，超过 {1} 个", "it has {0} parts, more than {1}"};
inline constexpr Message kDirectoryTooLarge{"仅目录就超过 64 MB", "its directory alone is larger than 64 MB"};
inline constexpr Message kSameNames{"有两个同名文件 {0}，分不清", "two of its files are called {0}"};
inline constexpr Message kZipTooLarge{"里面的文件共 {0} MB，超过 {1} MB",
                                      "its files come to {0} MB, more than {1} MB"};
inline constexpr Message kPartLarger{"压缩包中的 {0} 比它自称的大，按压缩炸弹拒收",
                                     "{0} in the zip is larger than it says: it is refused as a bomb"};
inline constexpr Message kPartDamaged{"压缩包中的 {0} 已损坏，请重新拷贝或重新压缩",
                                      "{0} in the zip is damaged: copy the file again or repack it"};
inline constexpr Message kPartLocked{"{0} 有密码，请解除密码后另存",
                                     "{0} is locked with a password: unlock it and save it without one"};
inline constexpr Message kPartMethod{
    "{0} 用第 {1} 种方法压缩，不能读取，请重新压缩为普通 zip",
    "{0} is packed by method {1}, which is not read: repack it as an ordinary zip"};
inline constexpr Message kPartTooLarge{"{0} 超过 {1} MB，而它须整体读入",
                                       "{0} is larger than {1} MB, which must be held whole"};

// Texts: CSV, TSV, web pages, JSON.
inline constexpr Message kLineTooLong{
    "第 {0} 行超过 {1} MiB 仍没有换行，读不下去：请重新导出，每条记录一行",
    "line {0} is longer than {1} MiB without a line end: export the file again with one record a line"};
inline constexpr Message kTooManyColumns{
    "第 {0} 行超过 {1} 列（表格软件的上限），读不下去：请核对分隔符，或分成几张表重新导出",
    "line {0} has more than {1} columns, the most that a spreadsheet holds: check the delimiter, or export "
    "the table "
    "in parts"};
inline constexpr Message kQuotesDoNotMatch{
    "第 {0} 行的引号不成对，各列对不准", "the quotes in line {0} do not match, so its columns are uncertain"};
inline constexpr Message kQuoteNeverClosed{
    "第 {0} 行的引号到行末没有闭合，其后各行不属于它",
    "a quote in line {0} is never closed in it, and the lines after it do not belong to it"};
inline constexpr Message kSeparatorLine{"第 1 行（sep=）是给 Excel 的说明，不是数据",
                                        "line 1 (sep=) is a direction to Excel and no row"};
inline constexpr Message kNoTableOnPage{"{0} 是没有表格的网页，可能是登录页或报错页，请重新导出",
                                        "{0} is a web page without a table, perhaps a page of login or of an "
                                        "error: export it again"};
inline constexpr Message kHtmlRowTooLong{
    "网页表格的第 {0} 行超过 {1} MiB，读不下去：请用表格软件打开，另存为 XLSX",
    "row {0} of the web page is longer than {1} MiB: open the file in a spreadsheet program and save it as "
    "XLSX"};
inline constexpr Message kNeitherOcds{
    "{0} 是 JSON，但既不是 OCDS（没有 ocid），也不是认识的招标公告：请把表格导出为 CSV 或 XLSX",
    "{0} is JSON, but neither OCDS (no \"ocid\") nor a tender notice in a known "
    "shape: export the table as CSV or XLSX"};
inline constexpr Message kJsonUnsound{"JSON 写法有误，请重新导出", "not sound JSON: {0}"};
inline constexpr Message kJsonTooLong{"第 {0} 条 JSON 超过 {1} MiB，读不下去：请每行导出一条",
                                      "JSON document {0} is longer than {1} MiB: export one document a line"};
inline constexpr Message kJsonCut{"文件在这一条中间结束，是否没有传完？",
                                  "the file ends inside this document"};
inline constexpr Message kNoRelease{"这一条里没有 OCDS 发布（缺 ocid）",
                                    "no OCDS release in this document (an ocid is missing)"};
inline constexpr Message kReleasesMerged{"{0} 条记录由多次发布合并而成",
                                         "{0} records were put together from their releases"};
inline constexpr Message kReleasesUncompiled{
    "{0} 次发布没有合并，与同一过程的其他发布并列：请索取合并后的数据",
    "{0} releases are not compiled: their rows stand beside those of other releases of the same process; ask "
    "for "
    "compiled releases or records"};
inline constexpr Message kPricesAmounts{"{0} 个报价是总价", "{0} prices are amounts"};
inline constexpr Message kPricesRates{"{0} 个报价是费率或单价，按原样保留",
                                      "{0} prices are rates or unit prices, kept as such"};
inline constexpr Message kPricesMixed{"{0} 个报价是混合报价，只留原文",
                                      "{0} prices cannot be said in one figure, kept as text"};
inline constexpr Message kPricesMissing{"{0} 处没有报价", "{0} places have no price"};
inline constexpr Message kConsortia{"{0} 个是联合体，每个成员一行", "{0} are consortia, one row a member"};
inline constexpr Message kReleasesLinked{
    "{0} 次发布只有链接或没有 ocid，文件里没有它们的内容",
    "{0} releases are only linked or have no ocid, nothing of them is in the file"};
inline constexpr Message kNoNotice{"没有解析好的公告（缺 parsed_data）",
                                   "no parsed notice (parsed_data is missing)"};

// Workbooks.
inline constexpr Message kBookLocked{
    "工作簿有密码，请打开后解除密码另存",
    "the workbook is locked with a password: open it and save it without one"};
inline constexpr Message kBookDamaged{
    "工作簿损坏或不完整，请重新拷贝，或打开后另存为 XLSX",
    "the workbook is damaged or cut short: copy it again, or open it and save it "
    "as XLSX"};
inline constexpr Message kTheSheet{"工作表“{0}”", "the sheet {0}"};
inline constexpr Message kSheetDamaged{
    "工作表“{0}”损坏或不完整，请打开后另存为 XLSX",
    "the sheet {0} is damaged or cut short: open the file and save it as XLSX"};
inline constexpr Message kSheetMissing{
    "工作簿里缺工作表“{0}”，请打开后重新保存",
    "the sheet {0} is missing from the workbook: open it and save it again"};
inline constexpr Message kNoSheet{"工作簿里没有带单元格的工作表，请重新索取",
                                  "the workbook has no sheet with cells: ask for it again"};
inline constexpr Message kExcel95{
    "这是 Excel 95 或更早的工作簿，请打开后另存为 XLSX",
    "this workbook was written by Excel 95 or older: open it and save it as XLSX"};
inline constexpr Message kBookTooLarge{
    "超过 512 MB，而它须整体读入：请另存为 XLSX 或 CSV",
    "it is larger than 512 MB and must be held whole: save it as XLSX or CSV"};
inline constexpr Message kTextsTooLarge{
    "工作簿的文字超过 512 MB：请拆分，或把各表另存为 CSV",
    "the workbook's texts need more than 512 MB: split it, or save its sheets "
    "as CSV"};
inline constexpr Message kNoStream{"文件里没有 {0} 这一部分", "the file holds no stream {0}"};
inline constexpr Message kThisIsOther{"这是{0}，不能读取，{1}", "this is {0}, which is not read: {1}"};
inline constexpr Message kOwnDoctype{
    "{0}自带文档类型声明，表格软件不会这样写，按攻击拒收；请重新另存为 XLSX",
    "{0} declares a document type of its own, which no spreadsheet program does: it "
    "is refused as an attack; save the file again as XLSX"};
inline constexpr Message kMarkupTooLong{
    "{0} 中有一段标记超过 {1} MiB，请重新另存为 XLSX",
    "{0} holds a piece of markup longer than {1} MiB: save the file again as XLSX"};
inline constexpr Message kNoMemory{"{0} 需要的内存超过现有内存", "{0} needs more memory than there is"};
inline constexpr Message kMarkupDamaged{
    "{0}已损坏（第 {2} 行），请用表格软件打开后重新保存",
    "{0} is damaged ({1} in line {2}): open the file in a spreadsheet program and "
    "save it again"};
inline constexpr Message kSheetRowTooLong{
    "{1}第 {0} 行超过 {2} MiB，读不下去：请核对这一行，或把表另存为 CSV",
    "row {0} of {1} is longer than {2} MiB: look at that row, or save the sheet as CSV"};
inline constexpr Message kNoSuchPlace{"有一格自称位于 {0}，不可能有这个位置",
                                      "a cell says that it lies in {0}, where no cell can be"};
inline constexpr Message kNoSuchText{"有一格指向工作簿里没有的文字",
                                     "a cell points to a text that the workbook does not hold"};
inline constexpr Message kMacros{"有宏，未执行，已忽略", "macros found and ignored"};
inline constexpr Message kDates1904{"日期从 1904 年起算", "dates are counted from 1904"};

// Parquet.
inline constexpr Message kNoParquet{"不能按 Parquet 读取，可能不完整，请重新拷贝",
                                    "it cannot be read as Parquet: {0}"};
inline constexpr Message kParquetEnds{"没读到最后一行就结束了，请重新拷贝",
                                      "it ends before its last row: copy it again"};

// Rows and profiles.
inline constexpr Message kStoppedFile{"已停止，这个文件没有留下任何数据",
                                      "stopped; nothing of this file was kept"};
inline constexpr Message kNoSheetFits{
    "没有一张工作表与映射方案 {0} 相符：{1}；请用 --profile 另选，或用 --dry-run 查看建议",
    "no sheet fits the profile {0}; give another with --profile, or let one be proposed "
    "with --dry-run"};
inline constexpr Message kNoSuchSheet{"没有工作表“{0}”，文件里有：{1}",
                                      "there is no sheet {0}; the file has: {1}"};
inline constexpr Message kSheetHidden{"隐藏的工作表", "hidden sheet"};
inline constexpr Message kSheetNotChosen{"映射方案没有选这张表", "not chosen by the profile"};
inline constexpr Message kNoTableNamed{"没有名为 {0} 的标准表", "there is no standard table {0}"};
inline constexpr Message kRequiredMissing{"必填字段 {0}（{1}）没有对应的列，找过：{2}",
                                          "the required field {0} has no column here; looked for: {2}"};
inline constexpr Message kNone{"无", "none"};
inline constexpr Message kNoFieldNamed{"标准表 {0} 没有字段 {1}", "the table {0} has no field {1}"};
inline constexpr Message kTwoProfilesFit{"映射方案 {0} 与 {1} 都适合 {2}，请用 --profile 选定一个",
                                         "the profiles {0} and {1} both fit {2}: choose one with --profile"};
inline constexpr Message kReportDamaged{"质量记录 {0} 不完整，请从备份恢复，或撤销该批次后重新入库",
                                        "the quality report {0} is incomplete ({1}): restore it from a "
                                        "backup, or undo its batch and ingest it again"};
inline constexpr Message kSketchDamaged{"质量记录里的行校验值不完整，请从备份恢复，或撤销该批次后重新入库",
                                        "the row hashes of a quality report are damaged: restore it from a "
                                        "backup, or undo its batch and ingest it again"};
inline constexpr Message kMustConfirm{"{0} 需要确认后才能导入",
                                      "{0} must be confirmed before it is imported"};
inline constexpr Message kProposalWritten{"映射方案已写到 {0}，核对修改后用 --profile 指定它再导入",
                                          "the proposal is in {0}: edit it and pass it with --profile"};
inline constexpr Message kNoProfile{"没有映射方案 {0}，方案库里没有，也没有这个文件",
                                    "there is no profile {0}, neither on the shelf nor as a file"};

// A profile as written.
inline constexpr Message kUnknownWord{"`{0}: {1}` 不认识，可写 {2}",
                                      "`{0}: {1}` is not known; known are {2}"};
inline constexpr Message kUnknownTransform{"`transform: {0}` 不认识", "`transform: {0}` is not known"};
inline constexpr Message kNeedsFrom{"`{0}` 要写 `from` 或 `constant`", "`{0}` needs `from` or `constant`"};
inline constexpr Message kSeeTables{"没有标准表 {0}，qingyuan tables list 列出全部",
                                    "there is no standard table {0}: see qingyuan tables list"};
inline constexpr Message kSeeFields{"标准表 {0} 没有字段 {1}，qingyuan tables show {0} 列出全部",
                                    "the table {0} has no field {1}: see qingyuan tables show {0}"};
inline constexpr Message kHeaderPlace{"`row` 从 1 数起，`rows` 是 0 到 9",
                                      "`row` counts from 1, `rows` is 0 to 9"};
inline constexpr Message kEmptyMatch{"match 要写 `headers`、`file` 或 `format`",
                                     "a match needs `headers`, `file` or `format`"};
inline constexpr Message kNoDestination{
    "缺少 `tables`、`by_name` 或 `not_data`：没有说明各列的去向",
    "`tables`, `by_name` or `not_data` is missing: nothing says where the columns go"};

// An original looked at again.
inline constexpr Message kOriginalGone{
    "原件或它的映射方案已不在工作区里，原文看不到；疑点和办理记录都在。请系统管理员从备份恢复",
    "the original or its mapping is no longer kept, so its words cannot be shown; finding and record stand: "
    "restore it from a backup"};
inline constexpr Message kMustSeek{"“{0}”要整份打开才能读", "{0} can be read only where it is opened whole"};
inline constexpr Message kOriginalLarge{
    "工作簿、压缩包和 Parquet 要整份打开，超过 {0} MiB 的不在这里展开；请按文件名、工作表和行号在原件里核对",
    "a workbook, a zip or Parquet would have to be opened whole; this one is larger than {0} MiB and is not "
    "opened here: look into the file itself, by name, sheet and row"};
inline constexpr Message kOriginalHuge{
    "原件超过 {0} GiB，从头读到这几行太久，不在这里展开；请按文件名和行号在原件里核对",
    "the original is larger than {0} GiB and it would take too long to read it up to these rows: look into "
    "the file itself, by name and row"};
inline constexpr Message kOriginalUnreadable{
    "原件读不出来，可能与封存时不符，什么也没有显示；请系统管理员核验（qingyuan verify）",
    "the original cannot be read and may not be what was sealed, so nothing is shown: have it verified "
    "(qingyuan verify)"};

}  // namespace qy
