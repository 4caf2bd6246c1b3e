#include "text/yaml.h"

#include "require.h"

namespace qy {
namespace {

void walk(const Yaml& yaml) {
  require(yaml.line() >= 1, "lines count from 1");
  (void)yaml.only({"id", "version", "title"});
  for (const Yaml& item : yaml.items()) walk(item);
  for (const auto& [key, value] : yaml.entries()) {
    require(yaml.find(key) == &value, "a key is there once");
    (void)yaml.required(key);
    (void)yaml.number(key);
    (void)yaml.flag(key, false);
    (void)yaml.texts(key);
    walk(value);
  }
}

}  // namespace
}  // namespace qy

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const qy::Result<qy::Yaml> yaml = qy::Yaml::parse(qy::as_text(data, size), "fuzz.yaml");
  if (yaml.ok()) qy::walk(*yaml);
  return 0;
}
