#include "casework/scene.h"

#include <algorithm>
#include <sstream>

#include "casework/messages.h"
#include "record/officer_tie.h"

namespace qy {
namespace {

using Words = std::vector<std::string>;

Words words_of(std::string_view line) {
  std::istringstream stream{std::string(line)};
  Words words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

enum class Clause { none, with, approved, knowing, recorded, at, entered, longer, quantity, to, refused };

Clause clause_of(const std::string& word) {
  static const std::vector<std::tuple<const char*, const char*, Clause>> kClauses{
      {"附", "with", Clause::with},       {"批", "approved", Clause::approved},
      {"明", "knowing", Clause::knowing}, {"录音录像", "recorded", Clause::recorded},
      {"于", "at", Clause::at},           {"登记于", "entered", Clause::entered},
      {"延", "longer", Clause::longer},   {"量", "quantity", Clause::quantity},
      {"交", "to", Clause::to},           {"拒", "refused", Clause::refused}};
  for (const auto& [chinese, english, clause] : kClauses)
    if (word == chinese || word == english) return clause;
  return Clause::none;
}

bool is_word(const std::string& word, const char* chinese, const char* english) {
  return word == chinese || word == english;
}

template <class T>
Result<std::string> id_of(const std::vector<T>& terms, const std::string& word) {
  for (const T& term : terms)
    if (term.id == word || term.title == word) return term.id;
  return not_found(say(kNoSuchWordHere, word));
}

class Reader {
 public:
  Reader(const std::string& name, const ProcedureBook& book) : book_(book) { scene_.name = name; }

  Result<SceneAct> read_one(std::string_view line, const CaseFile& file, Moment now) {
    for (const auto& [id, matter] : file.matters) scene_.matters.emplace_back(id, matter.procedure);
    now_ = now;
    const Words words = words_of(line);
    if (words.size() < 3) return invalid(said(kSceneShort));
    // A matter that has not begun: its procedure stands before the step.
    if (procedure_of(words[1]) == nullptr) {
      const std::string procedure = words[2].substr(0, words[2].find('.'));
      QY_CHECK(read_matter({"matter", words[1], procedure}));
    }
    QY_CHECK(read_act(words, line, 0));
    return std::get<SceneAct>(scene_.lines.back());
  }

  Result<Scene> read(std::string_view text) {
    int number = 0;
    for (size_t from = 0; from < text.size(); ++number) {
      const size_t to = std::min(text.find('\n', from), text.size());
      const std::string_view line = text.substr(from, to - from);
      from = to + 1;
      const Result<void> read = read_line(line, number + 1);
      if (!read.ok())
        return Error{read.error().code,
                     say(kSceneLine, scene_.name, number + 1, std::string_view(read.error().message))};
    }
    return std::move(scene_);
  }

 private:
  Result<void> read_line(std::string_view line, int number) {
    const Words words = words_of(line.substr(0, line.find('#')));
    if (words.empty()) return {};
    if (is_word(words[0], "标题", "title")) return read_title(line);
    if (is_word(words[0], "人员", "officer")) return read_officer(words);
    if (is_word(words[0], "事项", "matter")) return read_matter(words);
    if (is_word(words[0], "事实", "known")) return read_known(words, number);
    if (is_word(words[0], "回避", "recused")) {
      scene_.lines.push_back(SceneNews{number, {}, Words(words.begin() + 1, words.end())});
      return {};
    }
    if (is_word(words[0], "回避情形", "tied")) {
      if (words.size() != 3) return invalid(said(kSceneShort));
      const TieKind* tie = tie_kind(words[2]);
      if (tie == nullptr || !tie->certain) return not_found(say(kNoSuchWordHere, words[2]));
      scene_.lines.push_back(SceneNews{number, {}, {}, {{words[1], words[2]}}});
      return {};
    }
    if (words.size() <= 2) {
      const auto moment = Moment::from_text(words.size() == 2 ? words[0] + " " + words[1] : words[0]);
      if (!moment.ok()) return moment.error();
      now_ = *moment;
      return {};
    }
    return read_act(words, line, number);
  }

  Result<void> read_title(std::string_view line) {
    const std::string_view both = line.substr(line.find_first_of(" \t") + 1);
    const size_t bar = both.find(" | ");
    scene_.title = both.substr(0, bar);
    if (bar != std::string_view::npos) scene_.english = both.substr(bar + 3);
    return {};
  }

  Result<void> read_officer(const Words& words) {
    if (words.size() < 3) return invalid(said(kSceneShort));
    Officer officer{words[1], words[1], {}};
    for (size_t i = 2; i < words.size(); ++i) {
      QY_TRY(const std::string role, id_of(book_.terms().roles, words[i]));
      officer.roles.insert(role);
    }
    for (const Officer& known : scene_.officers)
      if (known.id == officer.id) return invalid(say(kSceneTwice, officer.id));
    scene_.officers.push_back(std::move(officer));
    return {};
  }

  Result<void> read_matter(const Words& words) {
    if (words.size() != 3) return invalid(say(kSceneNoMatter, words.back()));
    QY_TRY(const std::string procedure, id_of(book_.procedures(), words[2]));
    if (procedure_of(words[1]) != nullptr) return invalid(say(kSceneTwice, words[1]));
    scene_.matters.emplace_back(words[1], procedure);
    return {};
  }

  Result<void> read_known(const Words& words, int number) {
    SceneNews news{number, {}, {}};
    for (size_t i = 1; i < words.size(); ++i) {
      QY_TRY(const std::string fact, id_of(book_.terms().facts, words[i]));
      news.known.insert(fact);
    }
    scene_.lines.push_back(std::move(news));
    return {};
  }

  const Procedure* procedure_of(const std::string& matter) const {
    for (const auto& [name, procedure] : scene_.matters)
      if (name == matter) return book_.procedure(procedure);
    return nullptr;
  }

  Result<void> read_act(const Words& words, std::string_view line, int number) {
    if (!now_) return invalid(said(kSceneNoTime));
    SceneAct written;
    written.line = number;
    written.text = line;
    CaseAct& act = written.act;
    act.at = act.entered_at = *now_;
    for (size_t from = 0; from <= words[0].size();) {
      const size_t to = std::min(words[0].find('+', from), words[0].size());
      act.officers.push_back(words[0].substr(from, to - from));
      from = to + 1;
    }
    const Procedure* procedure = procedure_of(words[1]);
    if (procedure == nullptr) return not_found(say(kSceneNoMatter, words[1]));
    act.matter = words[1];
    const size_t dot = words[2].find('.');
    const std::string prefix = dot == std::string::npos ? procedure->id : words[2].substr(0, dot);
    if (prefix != procedure->id && prefix != procedure->title)
      return not_found(say(kNoSuchStepHere, procedure->said(), words[2]));
    QY_TRY(const std::string step,
           id_of(procedure->steps, dot == std::string::npos ? words[2] : words[2].substr(dot + 1)));
    act.step = procedure->id + "." + step;
    bool is_entered_said = false;
    Clause clause = Clause::none;
    for (size_t i = 3; i < words.size(); ++i) {
      if (const Clause next = clause_of(words[i]); next != Clause::none) {
        clause = next;
        act.recorded = act.recorded || clause == Clause::recorded;
        is_entered_said = is_entered_said || clause == Clause::entered;
        continue;
      }
      QY_CHECK(read_clause(clause, words[i], written));
    }
    if (!is_entered_said) act.entered_at = std::max(*now_, act.at);
    scene_.lines.push_back(std::move(written));
    return {};
  }

  Result<void> read_clause(Clause clause, const std::string& word, SceneAct& written) {
    CaseAct& act = written.act;
    const size_t at_sign = word.find('@');
    const std::string bare = word.substr(0, at_sign);
    const std::string when = at_sign == std::string::npos ? "" : word.substr(at_sign + 1);
    switch (clause) {
      case Clause::with: {
        if (is_word(word, "齐", "all")) {
          written.all_documents = true;
          return {};
        }
        QY_TRY(const std::string id, id_of(book_.terms().documents, bare));
        FiledDocument document{id, act.at.date};
        if (!when.empty()) {
          QY_TRY(document.dated, Date::from_iso(when));
        }
        act.documents.push_back(document);
        return {};
      }
      case Clause::approved: {
        if (is_word(word, "逐级", "chain")) {
          written.whole_chain = true;
          return {};
        }
        GivenApproval approval{bare, "", act.at};
        if (!when.empty()) {
          QY_TRY(approval.at, Moment::from_text(when));
        }
        act.approvals.push_back(approval);
        return {};
      }
      case Clause::knowing: {
        QY_TRY(const std::string fact, id_of(book_.terms().facts, word));
        act.facts.insert(fact);
        return {};
      }
      case Clause::at: {
        QY_TRY(act.at, Moment::from_text(word));
        return {};
      }
      case Clause::entered: {
        QY_TRY(act.entered_at, Moment::from_text(word));
        return {};
      }
      case Clause::longer: {
        std::string span = word;
        std::replace(span.begin(), span.end(), '_', ' ');
        QY_TRY(act.extension, Span::from_text(span));
        return {};
      }
      case Clause::quantity: {
        QY_TRY(act.quantity, quantity_of_text(word));
        return {};
      }
      case Clause::to:
        written.holder = word;
        return {};
      case Clause::refused:
        if (book_.guard(word) == nullptr) return not_found(say(kNoSuchWordHere, word));
        written.refused = word;
        return {};
      case Clause::recorded:
      case Clause::none:
        break;
    }
    return invalid(said(kSceneShort));
  }

  const ProcedureBook& book_;
  Scene scene_;
  std::optional<Moment> now_;
};

}  // namespace

Result<Scene> read_scene(std::string_view text, const std::string& name, const ProcedureBook& book) {
  return Reader(name, book).read(text);
}

Result<SceneAct> read_scene_act(std::string_view line, const CaseFile& file, Moment now,
                                const ProcedureBook& book) {
  return Reader("", book).read_one(line, file, now);
}

}  // namespace qy
