// How fast rows come out of a delimited text, without what the importer does to them.
//
// The lines are those of a council's payment ledger: 13 columns, about 145 bytes, a tenth of them with a
// quoted field. Beside each encoding stands the same work by the simplest correct means: getline and find.

#include <benchmark/benchmark.h>

#include <random>
#include <sstream>
#include <string>

#include "ingest/formats.h"
#include "text/encoding.h"

namespace {

using qy::Encoding;

std::string ledger(size_t rows, bool is_chinese) {
  std::mt19937 random(7);
  const auto digits = [&](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += char('0' + random() % 10);
    return text;
  };
  std::string text =
      "body,name,date,transaction,invoice,amount,supplier,supplier id,vat,area,type,code,creditor\n";
  for (size_t i = 0; i < rows; ++i) {
    const std::string name = is_chinese ? "清源县某某建筑工程有限公司" : "EXAMPLE WORKS LIMITED ";
    text += "18,";
    text += is_chinese ? "清源县财政局" : "Example County Council";
    text += ",12/01/2011,TR" + digits(10) + ",INV" + digits(8) + "," + digits(4) + ".00,";
    text += i % 10 == 0 ? "\"" + name + ", the second\"" : name + digits(3);
    text += "," + digits(6) + ",," + (is_chinese ? "农业农村" : "Adult & Community Services") +
            ",Residential Care Spot," + digits(4) + ",B\n";
  }
  return text;
}

std::string in_encoding(const std::string& utf8, Encoding encoding) {
  return encoding == Encoding::gb18030 ? qy::to_gb18030(utf8).value() : utf8;
}

void read_rows(benchmark::State& state, bool is_chinese, Encoding encoding) {
  const std::string bytes = in_encoding(ledger(300'000, is_chinese), encoding);
  int64_t rows = 0;
  for (auto _ : state) {
    qy::Opening opening;
    opening.name = "ledger.csv";
    opening.head = bytes.substr(0, 1 << 20);
    opening.bytes = qy::in_memory(bytes);
    qy::SourceOptions options;
    options.encoding = encoding;
    auto source = qy::open_csv(std::move(opening), options);
    qy::RawRow row;
    size_t size = 0;
    while (*(*source)->next(row)) {
      ++rows;
      for (const qy::RawCell& cell : row.cells) size += cell.text.size();
    }
    benchmark::DoNotOptimize(size);
  }
  state.SetItemsProcessed(rows);
  state.SetBytesProcessed(int64_t(bytes.size()) * state.iterations());
}

void getline_and_find(benchmark::State& state) {
  const std::string bytes = ledger(300'000, false);
  int64_t rows = 0;
  for (auto _ : state) {
    std::istringstream in(bytes);
    std::string line;
    std::vector<std::string> cells;
    size_t size = 0;
    while (std::getline(in, line)) {
      ++rows;
      cells.clear();
      for (size_t at = 0; at <= line.size();) {
        const size_t end = std::min(line.find(',', at), line.size());
        cells.push_back(line.substr(at, end - at));
        at = end + 1;
      }
      for (const auto& cell : cells) size += cell.size();
    }
    benchmark::DoNotOptimize(size);
  }
  state.SetItemsProcessed(rows);
  state.SetBytesProcessed(int64_t(bytes.size()) * state.iterations());
}

BENCHMARK_CAPTURE(read_rows, ascii, false, Encoding::utf8)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_rows, chinese_utf8, true, Encoding::utf8)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_rows, chinese_gb18030, true, Encoding::gb18030)->Unit(benchmark::kMillisecond);
BENCHMARK(getline_and_find)->Unit(benchmark::kMillisecond);

}  // namespace
