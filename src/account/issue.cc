#include "account/issue.h"

#include "seal/password.h"

namespace qy {

Result<std::vector<IssuedPassword>> issue_passwords(RecordBook& records, CredentialBook& book,
                                                    const std::vector<std::string>& users, const Actor& by,
                                                    const std::string& reason, const Clock& clock) {
  std::vector<IssuedPassword> issued;
  std::map<std::string, Credential> credentials;
  for (const std::string& user : users) {
    const IssuedPassword& one =
        issued.emplace_back(IssuedPassword{user, random_password(), random_code_key()});
    credentials[user] = {hash_password(one.password), one.code_key, clock.stamp()};
    const Act act{.key = random_token(),
                  .kind = "system.passwords_set",
                  .actor = by,
                  .object = "account/" + user,
                  .basis = "",
                  .note = reason};
    QY_CHECK(records.perform(act));
  }
  QY_CHECK(book.set(credentials));
  return issued;
}

}  // namespace qy
