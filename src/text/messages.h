// What this folder says to an officer: see base/message.h.
#pragma once

#include "base/message.h"

namespace qy {

// No text at all: what it looks like, and what to do instead.
inline constexpr Message kNoText{"不是文本，看来是{0}", "this is no text but looks like {0}"};
inline constexpr Message kLooksPdf{" PDF，请索取打印它的原表，存为 XLSX 或 CSV",
                                   "a PDF: export the table it was printed from as XLSX or CSV"};
inline constexpr Message kLooksPicture{" {0} 图片，请索取原表", "a {0} picture: ask for the table itself"};
inline constexpr Message kLooksOle{"旧版 Excel、Word 或 WPS 文件，请另存为 XLSX 或 CSV",
                                   "an OLE file (old Excel, Word or WPS): save it as XLSX or CSV"};
inline constexpr Message kLooksZip{
    "压缩包或 Office 文件，请恢复它原来的扩展名 .zip 或 .xlsx",
    "a ZIP archive or an Office document: give it its own ending, .zip or .xlsx"};
inline constexpr Message kLooksEmptyZip{"空的压缩包，请重新索取", "an empty ZIP archive: ask for it again"};
inline constexpr Message kLooksRar{" RAR 压缩包，请先解压", "a RAR archive: unpack it first"};
inline constexpr Message kLooks7z{" 7-Zip 压缩包，请先解压", "a 7-Zip archive: unpack it first"};
inline constexpr Message kLooksPacked{" {0} 压缩的数据，请先解压", "{0}-compressed data: unpack it first"};
inline constexpr Message kLooksProgram{"可执行程序（{0}），请勿运行，并告知来源单位",
                                       "a program ({0}): do not run it, and tell whoever sent it"};
inline constexpr Message kLooksSqlite{" SQLite 数据库，请把其中的表导出为 CSV",
                                      "an SQLite database: export its tables as CSV"};
inline constexpr Message kLooksAccess{" Access 数据库，请把其中的表导出为 CSV",
                                      "an Access database: export its tables as CSV"};
inline constexpr Message kLooksParquet{" Parquet 文件", "a Parquet file"};
inline constexpr Message kLooksRtf{" RTF 文档，请把其中的表存为 XLSX 或 CSV",
                                   "an RTF document: export the table in it as XLSX or CSV"};
inline constexpr Message kLooksBinary{"二进制数据，请索取 XLSX 或 CSV", "binary data: ask for XLSX or CSV"};
inline constexpr Message kLooksBinaryNul{"二进制数据（含空字节），请索取 XLSX 或 CSV",
                                         "binary data (it holds NUL bytes): ask for XLSX or CSV"};
inline constexpr Message kLooksEbcdic{"大型机的 EBCDIC 编码，请索取 UTF-8 或 GB18030 编码的文件",
                                      "EBCDIC from a mainframe: ask for it as UTF-8 or GB18030"};
inline constexpr Message kIsUtf32{"文本是 UTF-32 编码，不能读取，请另存为 UTF-8",
                                  "the text is UTF-32, which is not read: save it as UTF-8"};
inline constexpr Message kTwoEncodings{
    "这份文件有两种编码：有的行是 UTF-8，第 {0} 行等不是；请重新导出，或按编码分成两份",
    "the file is in two encodings: some lines are UTF-8, others (the first is line {0}) are not: export it "
    "again, or "
    "split it in two"};
inline constexpr Message kNoSuchEncoding{
    "没有名为“{0}”的编码，可选 utf8、gb18030、utf16le、utf16be、windows1252",
    "no encoding is called '{0}': choose utf8, gb18030, utf16le, utf16be "
    "or windows1252"};
inline constexpr Message kNotUtf8ForGb{
    "文本从第 {0} 字节起不是 UTF-8，没有写成 GB18030",
    "the text is not UTF-8 from byte {0} on: it was not written as GB18030"};

// YAML files: cards, cases, profiles, tables, settings. The file and line stand before.
inline constexpr Message kYamlTooLarge{"超过 16 MiB，YAML 文件不应这么大",
                                       "larger than 16 MiB, too large for a YAML file"};
inline constexpr Message kYamlNotUtf8{"从第 {0} 字节起不是 UTF-8，请另存为 UTF-8",
                                      "not UTF-8 from byte {0} on: save it as UTF-8"};
inline constexpr Message kYamlUnsound{"YAML 写法有误，请核对缩进、冒号和引号", "not sound YAML: {0}"};
inline constexpr Message kYamlAnchor{"不能使用锚点（&名称）", "anchors (&name) are not read"};
inline constexpr Message kYamlTag{"不能使用标签（{0}）", "tags ({0}) are not read"};
inline constexpr Message kYamlSecond{"此处开始了第二份文档，一个文件只能有一份",
                                     "a second document begins here; one file holds one"};
inline constexpr Message kYamlAlias{"不能引用别处的值（*名称），请写出来",
                                    "aliases (*name) are not read; write the value out"};
inline constexpr Message kYamlKey{"名称应是一个词", "a key must be a plain word"};
inline constexpr Message kYamlNoKey{"缺少名称", "a key is missing"};
inline constexpr Message kYamlDeep{"层次超过 64 层", "nested more than 64 deep"};
inline constexpr Message kYamlTwice{"`{0}` 写了两次，前一次在第 {1} 行",
                                    "`{0}` is given twice, first in line {1}"};
inline constexpr Message kYamlTooMany{"超过一百万个值", "more than a million values"};
inline constexpr Message kWantsEntriesWith{"此处应写若干项（`名称: 值`），其中要有 `{0}`",
                                           "entries are expected here, among them `{0}`"};
inline constexpr Message kWantsEntries{"此处应写若干项（`名称: 值`）",
                                       "entries (`key: value`) are expected here"};
inline constexpr Message kIsMissing{"缺少 `{0}`", "`{0}` is missing"};
inline constexpr Message kIsBlank{"`{0}` 没有内容", "`{0}` is empty"};
inline constexpr Message kWantsText{"`{0}` 应是一段文字", "`{0}` must be one text"};
inline constexpr Message kWantsTruth{"`{0}` 应是 true 或 false", "`{0}` must be true or false"};
inline constexpr Message kWantsNumber{"`{0}` 应是数字，不能是 {1}", "`{0}` must be a number, not {1}"};
inline constexpr Message kWantsTexts{"`{0}` 应是若干段文字", "`{0}` must be a list of texts"};
inline constexpr Message kWantsItems{"`{0}` 应是若干项", "`{0}` must be a list"};
inline constexpr Message kUnknownKey{"此处没有 `{0}` 这一项", "`{0}` is not known here"};
inline constexpr Message kDidYouMean{"{0}，是不是想写 `{1}`？", "{0}; did you mean `{1}`?"};

}  // namespace qy
