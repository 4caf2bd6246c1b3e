// Witnesses of the log (seal/witness.h). Requests and answers are files, with the bytes of C2SP's HTTP protocol: they go by stick where
// there is no network. Where there is, `witness serve` answers and `witness ask` asks.
#include <charconv>
#include <cstdio>
#include <memory>
#include <thread>

#include "app/record_commands.h"
#include "app/records.h"
#include "app/secret_word.h"
#include "base/disk.h"
#include "base/message.h"
#include "http/client.h"
#include "http/server.h"
#include "record/act_time.h"
#include "seal/witness.h"
#include "store/publishing.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

struct WitnessWords {
  std::string folder, out, key, name, profile = "intl", request, answer, url, listen = "127.0.0.1:8081";
  int64_t old_size = -1;
};

constexpr const char* kTreeSize = "text/x.tlog.size";
constexpr Message kWitnessRefused{"见证方没有签署（{0}）：{1}", "the witness did not sign ({0}): {1}"};
constexpr Message kWitnessAhead{
    "见证方见过 {0} 条，这里只有 {1} 条：日志被退回或截断，请保留现场，从备份恢复",
    "the witness saw {0} entries, and here are {1}: the log was rolled back or cut. Keep everything, restore "
    "a backup"};

Result<void> give(const std::string& out, const std::string& text) {
  if (!out.empty()) return write_file(out, text);
  std::fputs(text.c_str(), stdout);
  return {};
}

fs::path note_of(const Workspace& workspace, const WitnessVerifier& witness) {
  return workspace.folder() / "log" / "witnessed" / sm3_hex(witness.name()).substr(0, 32);
}

Result<WitnessVerifier> witness_of(const std::string& file) {
  QY_TRY(const std::string line, read_file(file));
  return WitnessVerifier::parse(line);
}

// How much of the log this witness signed last, as far as we were told.
Result<int64_t> signed_before(const Workspace& workspace, const LogVerifier& log,
                              const WitnessVerifier& witness) {
  const fs::path file = note_of(workspace, witness);
  if (!fs::exists(file)) return int64_t(0);
  QY_TRY(const std::string note, read_file(file));
  QY_TRY(const Checkpoint checkpoint, read_checkpoint(log, note));
  return checkpoint.size;
}

Result<void> request(const WitnessWords& words) {
  const SystemClock clock;
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const auto records, open_records(*workspace, clock));
  QY_CHECK(records->close());
  QY_TRY(const WitnessVerifier witness, witness_of(words.key));
  int64_t old_size = words.old_size;
  if (old_size < 0) {
    QY_TRY(old_size, signed_before(*workspace, records->verifier(), witness));
  }
  QY_TRY(const auto still, lock_publishing(workspace->folder()));
  QY_TRY(const LogReader log, LogReader::open(workspace->folder() / "log", records->verifier()));
  QY_TRY(const std::string text, witness_request(log, old_size));
  return give(words.out, text);
}

// From now on verify holds the log to it.
Result<void> keep(const Workspace& workspace, const WitnessVerifier& witness, const std::string& asked,
                  const std::string& answer) {
  QY_TRY(const LogVerifier log, LogVerifier::read(workspace.folder() / "keys" / "log.pub"));
  QY_TRY(const std::string note, cosigned_note(asked, answer, log, witness));
  QY_TRY(const int64_t at, witness.signed_at(note));
  QY_TRY(const Checkpoint checkpoint, read_checkpoint(log, note));
  const fs::path file = note_of(workspace, witness);
  QY_CHECK(make_folder(file.parent_path()));
  QY_CHECK(write_file(file, note));
  std::printf("%s 于 %s 见证了 %lld 条日志；此后 verify 也以它为准 (witnessed; verify holds the log to it)\n",
              witness.name().c_str(), stamp_of(at * 1000).c_str(), static_cast<long long>(checkpoint.size));
  return {};
}

Result<void> take(const WitnessWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const WitnessVerifier witness, witness_of(words.key));
  QY_TRY(const std::string asked, read_file(words.request));
  QY_TRY(const std::string answer, read_file(words.answer));
  return keep(*workspace, witness, asked, answer);
}

// Over the network: asked, and asked once more from where the witness says that it stands.
Result<void> ask(const WitnessWords& words) {
  const SystemClock clock;
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const auto records, open_records(*workspace, clock));
  QY_CHECK(records->close());
  QY_TRY(const WitnessVerifier witness, witness_of(words.key));
  QY_TRY(int64_t old_size, signed_before(*workspace, records->verifier(), witness));
  QY_TRY(const auto still, lock_publishing(workspace->folder()));
  QY_TRY(const LogReader log, LogReader::open(workspace->folder() / "log", records->verifier()));
  QY_TRY(std::string asked, witness_request(log, old_size));
  QY_TRY(HttpAnswer answer, http_post({.url = words.url, .type = "text/plain", .body = asked}));
  if (answer.status == 409 && answer.type == kTreeSize) {
    const auto [end, ec] =
        std::from_chars(answer.body.data(), answer.body.data() + answer.body.size(), old_size);
    if (ec != std::errc() || old_size > log.head().size)
      return damaged(say(kWitnessAhead, old_size, log.head().size));
    QY_TRY(asked, witness_request(log, old_size));
    QY_TRY(answer, http_post({.url = words.url, .type = "text/plain", .body = asked}));
  }
  if (answer.status != 200)
    return Error{answer.status == 422 ? Code::damaged : Code::conflict,
                 say(kWitnessRefused, answer.status, std::string_view(answer.body))};
  return keep(*workspace, witness, asked, answer.body);
}

Result<void> init(const WitnessWords& words) {
  QY_TRY(const std::string word, secret_word("见证密钥的口令 (passphrase of the witness's key): "));
  QY_CHECK(Witness::create(words.folder, words.profile == "gm" ? SealProfile::gm : SealProfile::intl,
                           words.name, word));
  std::printf("已建立 %s/witness.pub，请交给被见证的单位 (give it to those who are watched)\n",
              words.folder.c_str());
  return {};
}

Result<Witness> opened(const WitnessWords& words) {
  QY_TRY(const std::string word, secret_word("见证密钥的口令 (passphrase of the witness's key): "));
  return Witness::open(words.folder, word);
}

Result<void> watch(const WitnessWords& words) {
  QY_TRY(const std::string line, read_file(words.key));
  QY_TRY(Witness witness, opened(words));
  return witness.watch(line);
}

// C2SP tlog-witness: POST /add-checkpoint.
HttpResponse answer_to(Witness& witness, const HttpRequest& request, int64_t now_s) {
  const auto plain = [](int status, std::string text, const char* type = "text/plain; charset=utf-8") {
    return HttpResponse{.status = status, .type = type, .body = std::move(text)};
  };
  if (request.path != "/add-checkpoint") return plain(404, "");
  if (request.method != "POST") return plain(405, "");
  const auto done = witness.cosign(request.body, now_s);
  if (done.ok()) return plain(200, *done);
  const std::string why = done.error().message + "\n";
  switch (done.error().code) {
    case Code::not_found:
      return plain(404, why);
    case Code::forbidden:
      return plain(403, why);
    case Code::invalid:
      return plain(400, why);
    case Code::damaged:
      return plain(422, why);
    case Code::conflict: {
      const auto seen = witness.seen_size(request.body);
      return seen.ok() ? plain(409, std::to_string(*seen) + "\n", kTreeSize) : plain(500, "");
    }
    default:
      std::fprintf(stderr, "%s", why.c_str());  // of this machine: not for whoever asks
      return plain(500, "");
  }
}

Result<void> serve(const WitnessWords& words) {
  QY_TRY(Witness witness, opened(words));
  HttpLimits limits;
  limits.body_bytes = 64 << 10;
  limits.workers = 1;  // one at a time, as it remembers and signs
  const SystemClock clock;
  QY_TRY(const auto server, HttpServer::open(words.listen, limits, [&](const HttpRequest& request) {
           return answer_to(witness, request, clock.now_ms() / 1000);
         }));
  std::printf("见证已启动，端口 %d，按 Ctrl+C 停止 (the witness answers on that port; Ctrl+C stops it)\n",
              server->port());
  std::fflush(stdout);
  while (!interrupted) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  server->stop();
  return {};
}

Result<void> cosign(const WitnessWords& words) {
  QY_TRY(const std::string asked, read_file(words.request));
  QY_TRY(Witness witness, opened(words));
  QY_TRY(const std::string answer, witness.cosign(asked, SystemClock().now_ms() / 1000));
  return give(words.out, answer);
}

}  // namespace

void add_witness(CommandLine& line) {
  auto words = std::make_shared<WitnessWords>();
  CLI::App* command = line.parser.add_subcommand("witness", "日志的外部见证 (witnesses of the log)");
  command->require_subcommand(1);
  const auto sub = [&](const char* name, const char* help, Result<void> (*run)(const WitnessWords&)) {
    CLI::App* one = command->add_subcommand(name, help);
    one->callback([&line, words, run] { line.chosen = [words, run] { return run(*words); }; });
    return one;
  };
  const auto county = [&](CLI::App* one) {
    one->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
    one->add_option("--witness", words->key, "见证方的 witness.pub (its public key)")->required();
    return one;
  };
  const auto there = [&](CLI::App* one) {
    one->add_option("folder", words->folder, "见证方的文件夹 (folder of the witness)")->required();
    return one;
  };
  CLI::App* one = county(sub("request", "请求见证 (ask to be witnessed)", request));
  one->add_option("--old", words->old_size, "见证方上次见证的条数，见其答复 (what it says it saw last)");
  one->add_option("-o", words->out, "写入文件 (file to write)");
  one = county(sub("take", "收下见证，此后以它核对 (take its answer)", take));
  one->add_option("--request", words->request, "当时的请求 (the request)")->required();
  one->add_option("--answer", words->answer, "见证方的答复 (its answer)")->required();
  one = county(sub("ask", "联网请求见证并收下 (ask over the network, and take the answer)", ask));
  one->add_option("--url", words->url, "http://…/add-checkpoint")->required();
  one = there(sub("init", "见证方：建立密钥 (at the witness: make its key)", init));
  one->add_option("--name", words->name, "见证方名称，不含空格 (its name)")->required();
  one->add_option("--seal", words->profile, "密码体系 intl 或 gm (profile)")
      ->check(CLI::IsMember({"intl", "gm"}));
  there(sub("watch", "见证方：认下一部日志 (at the witness: watch a log)", watch))
      ->add_option("--log", words->key, "对方的 log.pub (its public key)")
      ->required();
  there(sub("serve", "见证方：联网答复 (at the witness: answer over the network)", serve))
      ->add_option("--listen", words->listen, "监听地址 (address and port)")
      ->capture_default_str();
  one = there(sub("cosign", "见证方：核对并签署 (at the witness: check and sign)", cosign));
  one->add_option("--request", words->request, "对方的请求 (the request)")->required();
  one->add_option("-o", words->out, "写入文件 (file to write)");
}

}  // namespace qy
