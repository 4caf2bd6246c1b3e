// qingyuan serve: the workbench on one port, until it is told to stop.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <mutex>
#include <thread>

#include "api/api.h"
#include "api/upload_box.h"
#include "app/calendar_command.h"
#include "app/commands.h"
#include "app/content.h"
#include "app/evidence_store.h"
#include "app/house_work.h"
#include "app/pages.h"
#include "app/record_commands.h"
#include "app/records.h"
#include "http/local_server.h"
#include "http/proxies.h"
#include "http/server.h"
#include "seal/password.h"
#include "text/yaml.h"

namespace qy {
namespace {

constexpr int64_t kRenewDays = 30;  // before the end of a certificate: said at the start

struct ServeWords {
  std::string folder, listen = "127.0.0.1:8080", name;
  std::vector<std::string> proxies;
  std::string certificate, key;  // of the server's own TLS
  std::string admin_socket;      // "": admin.sock in the workspace
};

bool is_loopback(const std::string& listen) {
  return listen.starts_with("127.") || listen.starts_with("[::1]") || listen.starts_with("localhost:");
}

bool has_tls(const ServeWords& words) {
  return !words.certificate.empty() || !words.key.empty();
}

// Pages of these addresses may write. Without TLS only the machine itself: everywhere else passwords would travel in
// clear, and browsers refuse the session's cookie.
Result<std::set<std::string>> origins_of(const ServeWords& words) {
  if (!words.name.empty()) return std::set<std::string>{"https://" + words.name};
  if (has_tls(words) && !is_loopback(words.listen))
    return invalid(
        "未启动：请用 --name 写明浏览器访问的域名，不是 443 端口的连同端口，如 qingyuan.example:8443 (not "
        "started: "
        "name the host that browsers ask for with --name, with its port where that is not 443)");
  if (!is_loopback(words.listen))
    return Error{
        Code::forbidden,
        "未启动：不加密时只在本机监听（127.0.0.1）；对外请在前面放 TLS 代理，并用 --name 写明它的域名 (not "
        "started: without TLS only this machine is served; put a TLS proxy before it and name it with "
        "--name)"};
  const std::string port = words.listen.substr(words.listen.rfind(':'));
  const std::string scheme = has_tls(words) ? "https://" : "http://";
  return std::set<std::string>{scheme + words.listen, scheme + "127.0.0.1" + port,
                               scheme + "localhost" + port};
}

// The server's own TLS, where it was asked for.
Result<std::shared_ptr<const TlsKeys>> tls_of(const ServeWords& words, const Clock& clock) {
  if (!has_tls(words)) return std::shared_ptr<const TlsKeys>();
  if (words.certificate.empty() || words.key.empty())
    return invalid(
        "未启动：--tls-cert 和 --tls-key 要一起写 (not started: --tls-cert and --tls-key go together)");
  QY_TRY(auto keys, TlsKeys::load(words.certificate, words.key, clock.now_ms()));
  const int64_t days = (keys->ends_ms() - clock.now_ms()) / 86'400'000;
  if (days < kRenewDays)
    std::fprintf(stderr, "证书还有 %lld 天到期，请尽快更换 (the certificate ends in %lld days: renew it)\n",
                 static_cast<long long>(days), static_cast<long long>(days));
  return keys;
}

// Whose word is taken on where a request came from.
Result<std::set<std::string>> proxies_of(const ServeWords& words) {
  std::set<std::string> proxies;
  for (const std::string& text : words.proxies) {
    const std::string address = plain_address(text);
    if (address.empty())
      return invalid("未启动：--proxy 应为代理的 IP 地址，不能是 " + text +
                     " (not started: --proxy takes the address of a proxy)");
    proxies.insert(address);
  }
  return proxies;
}

// `upload_mib` of qingyuan.yaml: how large a file the workbench takes.
Result<UploadLimits> upload_limits(const Workspace& workspace) {
  UploadLimits limits;
  QY_TRY(const Yaml root, Yaml::load(workspace.folder() / "qingyuan.yaml"));
  if (root.find("upload_mib") == nullptr) return limits;
  QY_TRY(const double mib, root.number("upload_mib"));
  if (mib < 1 || mib > 1'000'000) return root.wrong("upload_mib 应为 1 到 1000000 (must be 1 to 1000000)");
  limits.file_bytes = int64_t(mib) << 20;
  limits.all_bytes = std::max(limits.all_bytes, 2 * limits.file_bytes);
  return limits;
}

// What monitoring asks, of nobody but the account that runs the server: /healthz, /readyz, /metrics. The workbench works without it.
std::unique_ptr<LocalServer> admin_socket(const ServeWords& words, Api& api, const HttpServer& server) {
  const std::filesystem::path path = words.admin_socket.empty()
                                         ? std::filesystem::path(words.folder) / "admin.sock"
                                         : std::filesystem::path(words.admin_socket);
  auto opened = LocalServer::open(path, [&](const HttpRequest& request) -> HttpResponse {
    if (request.path == "/healthz" || request.path == "/readyz") return api.answer(request);
    if (request.path != "/metrics")
      return {.status = 404, .type = "text/plain; charset=utf-8", .body = "/metrics /healthz /readyz\n"};
    return {.type = "text/plain; version=0.0.4; charset=utf-8", .body = api.metrics(server.connections())};
  });
  if (opened.ok()) return std::move(opened).value();
  std::fprintf(stderr, "没有管理套接字 (no administration socket): %s\n", opened.error().message.c_str());
  return nullptr;
}

Result<void> serve(const ServeWords& words) {
  QY_TRY(const auto origins, origins_of(words));
  QY_TRY(const auto proxies, proxies_of(words));
  QY_TRY(const auto workspace, Workspace::open(words.folder));
  const SystemClock clock;
  QY_TRY(const auto tls, tls_of(words, clock));
  QY_TRY(const auto records, open_records(*workspace, clock));
  QY_TRY(const auto accounts, records->select("user_account", {}));
  const std::string setup_code = accounts.empty() ? random_password() : "";
  QY_TRY(const Rights rights, Rights::load(workspace->content() / "rights"));
  QY_TRY(const RuleSet rules, workspace->rules());
  QY_TRY(const Calendar calendar, calendar_of(*workspace));
  const auto law = workspace->content() / "procedures";
  QY_TRY(const ProcedureBook procedures, ProcedureBook::load(law));
  QY_TRY(const auto colours, load_alerts(law / "shared/alerts.yaml", procedures.terms()));
  QY_TRY(Sealer sealer, workspace->sealer());
  QY_TRY(const UploadLimits limits, upload_limits(*workspace));
  UploadBox uploads(workspace->folder(), limits, clock);
  QY_TRY(auto jobs, JobBoard::open(workspace->folder(), clock));
  ToldBook told(*records);
  Door door(CredentialBook(workspace->folder(), sealer.twin()), AccountLog(told), clock);
  QY_TRY(HouseWork work, house_work(*workspace, *records, clock));
  std::mutex keeping;
  Api api({.workspace = workspace->folder(),
           .unit = workspace->settings().unit,
           .records = told,
           .acts_on_record = [&] { return records->acts(); },
           .rights = rights,
           .rules = rules,
           .calendar = calendar,
           .procedures = procedures,
           .colours = colours,
           .clock = clock,
           .door = door,
           .sealer = sealer,
           .contents = {.keep = [&](const std::filesystem::path& file) -> Result<std::string> {
                          const std::lock_guard one_at_a_time(keeping);
                          QY_TRY(const KeptBytes kept, keep_bytes(*workspace, file));
                          return kept.sm3;
                        },
                        .open = [&](const std::string& sm3) { return open_bytes(*workspace, sm3); }},
           .tables = workspace->tables(),
           .content = workspace->content(),
           .version = std::string(kVersion),
           .jobs = *jobs,
           .uploads = uploads,
           .work = work,
           .setup_code = setup_code,
           .origins = origins});
  QY_TRY(const auto server, HttpServer::open(
                                words.listen, {},
                                [&](const HttpRequest& request) {
                                  const auto page = page_of_program(request);
                                  return page ? *page : api.answer(request);
                                },
                                [&](const HttpRequest& head, int64_t bytes) -> Taken {
                                  auto page = page_of_program(head);
                                  return page ? Taken(std::move(*page)) : api.take(head, bytes);
                                },
                                {.proxies = proxies, .tls = tls, .encrypted = tls || !words.name.empty()}));
  auto admin = admin_socket(words, api, *server);
  std::printf("工作台已启动 (the workbench is at) %s\n%s按 Ctrl+C 停止 (Ctrl+C stops it)\n",
              origins.begin()->c_str(),
              has_pages() ? "" : "本程序编译时没有网页，只有接口 (built without pages: the API alone)\n");
  if (!setup_code.empty())
    std::printf(
        "还没有账号：打开上面的网址，用启用码建立第一批账号 (no accounts yet: open it, and make the first "
        "ones "
        "with this code)\n启用码 (code)：%s\n",
        setup_code.c_str());
  std::fflush(stdout);
  while (!interrupted) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  admin.reset();
  server->stop();
  jobs.reset();  // what runs stops, and leaves nothing half, before the records are closed
  return records->close();
}

}  // namespace

void add_serve(CommandLine& line) {
  auto words = std::make_shared<ServeWords>();
  CLI::App* command = line.parser.add_subcommand("serve", "启动工作台 (serve the workbench)");
  command->add_option("-w,--workspace", words->folder, "工作区 (workspace)")->required();
  command->add_option("--listen", words->listen, "监听地址 (address and port)")->capture_default_str();
  command->add_option("--name", words->name, "浏览器访问的域名 (host name that browsers ask for)");
  command->add_option("--tls-cert", words->certificate,
                      "证书链，PEM；不用代理、自己做 TLS 时 (certificates, for TLS of its own)");
  command->add_option("--tls-key", words->key, "证书的私钥，PEM (its key)");
  command->add_option("--admin-socket", words->admin_socket,
                      "管理套接字，监视用，默认为工作区里的 admin.sock (socket for monitoring)");
  command->add_option(
      "--proxy", words->proxies,
      "代理的 IP 地址，其 X-Forwarded-For 才算数 (address of a proxy whose X-Forwarded-For counts)");
  command->callback([&line, words] { line.chosen = [words] { return serve(*words); }; });
}

}  // namespace qy
