// Witnesses of the log (seal/witness.h). Requests and answers are files here, with the bytes of C2SP's HTTP protocol: they
// go by stick where there is no network.
#include <cstdio>
#include <memory>

#include "app/record_commands.h"
#include "app/records.h"
#include "app/secret_word.h"
#include "base/disk.h"
#include "record/act_time.h"
#include "seal/witness.h"
#include "store/publishing.h"

namespace qy {
namespace fs = std::filesystem;
namespace {

struct WitnessWords {
  std::string folder, out, key, name, profile = "intl", request, answer;
  int64_t old_size = -1;
};

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

Result<void> take(const WitnessWords& words) {
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  QY_TRY(const LogVerifier log, LogVerifier::read(workspace->folder() / "keys" / "log.pub"));
  QY_TRY(const WitnessVerifier witness, witness_of(words.key));
  QY_TRY(const std::string asked, read_file(words.request));
  QY_TRY(const std::string answer, read_file(words.answer));
  QY_TRY(const std::string note, cosigned_note(asked, answer, log, witness));
  QY_TRY(const int64_t at, witness.signed_at(note));
  QY_TRY(const Checkpoint checkpoint, read_checkpoint(log, note));
  const fs::path file = note_of(*workspace, witness);
  QY_CHECK(make_folder(file.parent_path()));
  QY_CHECK(write_file(file, note));
  std::printf("%s 于 %s 见证了 %lld 条日志；此后 verify 也以它为准 (witnessed; verify holds the log to it)\n",
              witness.name().c_str(), stamp_of(at * 1000).c_str(), static_cast<long long>(checkpoint.size));
  return {};
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
  one = there(sub("init", "见证方：建立密钥 (at the witness: make its key)", init));
  one->add_option("--name", words->name, "见证方名称，不含空格 (its name)")->required();
  one->add_option("--seal", words->profile, "密码体系 intl 或 gm (profile)")
      ->check(CLI::IsMember({"intl", "gm"}));
  there(sub("watch", "见证方：认下一部日志 (at the witness: watch a log)", watch))
      ->add_option("--log", words->key, "对方的 log.pub (its public key)")
      ->required();
  one = there(sub("cosign", "见证方：核对并签署 (at the witness: check and sign)", cosign));
  one->add_option("--request", words->request, "对方的请求 (the request)")->required();
  one->add_option("-o", words->out, "写入文件 (file to write)");
}

}  // namespace qy
