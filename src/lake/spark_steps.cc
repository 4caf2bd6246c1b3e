#include "lake/spark_steps.h"

#include "lake/sql_text.h"

namespace qy {
namespace {

using Tokens = std::vector<SqlToken>;

class StepReader {
 public:
  explicit StepReader(std::string_view sql) : tokens_(tokens_of(sql)) {}

  SparkSteps read() && {
    steps_.rest = text(0, tokens_.size());
    for (size_t i = 0; i < steps_.steps.size(); ++i) {
      SparkStep& step = steps_.steps[i];
      for (size_t later = i + 1; later < steps_.steps.size(); ++later)
        step.readers += readers(step.name, steps_.steps[later].sql);
      step.readers += readers(step.name, steps_.rest);
    }
    return std::move(steps_);
  }

 private:
  // The tokens from..to as text; every WITH in them becomes steps instead, those within a step before the
  // step itself.
  std::string text(size_t from, size_t to) {
    std::string written;
    for (size_t i = from; i < to; ++i) {
      if (!tokens_[i].is("with")) {
        written += tokens_[i].text;
        continue;
      }
      size_t name = next_token(tokens_, i);
      while (true) {  // name AS ( … ) [,]
        const size_t open = next_token(tokens_, next_token(tokens_, name));
        const size_t close = closing_bracket(tokens_, open);
        std::string body = text(open + 1, std::min(close, to));
        steps_.steps.push_back({.name = std::string(tokens_[name].text), .sql = std::move(body)});
        i = std::min(close, to);
        const size_t comma = next_token(tokens_, close);
        if (comma >= to || !tokens_[comma].is(",")) break;
        name = next_token(tokens_, comma);
      }
    }
    return written;
  }

  static int readers(std::string_view name, std::string_view sql) {
    int count = 0;
    const Tokens tokens = tokens_of(sql);
    for (size_t i = 0; i < tokens.size(); ++i)
      if (tokens[i].is(name) && (i + 1 == tokens.size() || !tokens[i + 1].is(".")) &&
          (i == 0 || !tokens[i - 1].is(".")))
        ++count;
    return count;
  }

  Tokens tokens_;
  SparkSteps steps_;
};

}  // namespace

SparkSteps steps_of(std::string_view sql) {
  return StepReader(sql).read();
}

}  // namespace qy
