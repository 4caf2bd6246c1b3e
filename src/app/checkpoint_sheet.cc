#include "app/checkpoint_sheet.h"

#include <qrencode.h>

#include <memory>

namespace qy {
namespace {

constexpr int kQuietModules = 4;  // of white around it: ISO/IEC 18004, 7.3.7

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '&') {
      safe += "&amp;";
    } else if (c == '<') {
      safe += "&lt;";
    } else {
      safe.push_back(c);
    }
  }
  return safe;
}

// Dark modules as one path, a unit each.
Result<std::string> qr_svg(const std::string& text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeData(int(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                        QR_ECLEVEL_M),
      &QRcode_free);
  if (!code)
    return Error{Code::limit, "检查点太长，二维码放不下，请另存文本 (too long for a QR code: keep the text)"};
  const int width = code->width, side = width + 2 * kQuietModules;
  std::string path;
  for (int y = 0; y < width; ++y)
    for (int x = 0; x < width; ++x)
      if ((code->data[y * width + x] & 1) != 0)
        path +=
            "M" + std::to_string(x + kQuietModules) + " " + std::to_string(y + kQuietModules) + "h1v1h-1z";
  const std::string size = std::to_string(side);
  return R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" + size + " " + size +
         R"(" shape-rendering="crispEdges"><path d=")" + path + R"("/></svg>)";
}

}  // namespace

Result<std::string> checkpoint_sheet(const std::string& note, const std::string& unit,
                                     const std::string& printed_at) {
  QY_TRY(const std::string svg, qr_svg(note));
  return R"(<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>日志检查点 log checkpoint</title>
<style>body{font:12pt serif;margin:20mm;max-width:170mm}svg{width:75mm;background:#fff}pre{font:9pt monospace;white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #000;padding:3mm}td{padding:4mm 8mm 1mm 0;border-bottom:1px solid #000;width:60mm}</style>
<h1>日志检查点 <small>log checkpoint</small></h1><p>)" +
         escaped(unit) + " · 打印 printed " + escaped(printed_at) + "</p>" + svg + "<pre>" + escaped(note) +
         R"(</pre><p>由打印人、见证人签名，原件由另一部门保管。核对：扫码得到的文字原样存为文件，运行 qingyuan verify -w 工作区 --seen 文件；
日志被退回、改写的，立即可见。Signed by both, kept by another department. To check: save what the code says as a file, run
qingyuan verify -w WORKSPACE --seen FILE.</p>
<table><tr><td>打印人 printed by</td><td>日期 date</td></tr><tr><td>见证人 witness</td><td>保管处 kept at</td></tr></table></html>
)";
}

}  // namespace qy
